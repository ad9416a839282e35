/** Rankings and comparisons as the methods and tables of a report. */
import type { ReportMethod, ReportMetric, ReportTable } from "./report-model.ts"
import type { ComparedPair, RankedResult } from "./report-rows.ts"

/** The metric a ranking is by. */
export interface RankedBy {
  readonly metric: string
  /** What it is measured against, in the report's words; null for separation in a space. */
  readonly against: string | null
  readonly better: "higher" | "lower"
}

const significance = 0.05

const further = (row: RankedResult, labelName: string): ReadonlyArray<ReportMetric> => {
  const higher = { better: "higher", isHeadline: false } as const
  const all: ReadonlyArray<readonly [number | null, Omit<ReportMetric, "value">]> = [
    [row.ari, { metric: "ARI", against: labelName, ...higher }],
    [row.nmi, { metric: "NMI", against: labelName, ...higher }],
    [row.ami, { metric: "AMI", against: labelName, ...higher }],
    [row.purity, { metric: "purity", against: labelName, ...higher }],
    [row.silhouetteCommon, { metric: "silhouette in features", ...higher }],
    [row.silhouetteOwn, { metric: "silhouette in own space", ...higher }],
    [row.calinskiHarabasz, { metric: "Calinski–Harabasz", ...higher }],
    [row.daviesBouldin, { metric: "Davies–Bouldin", better: "lower", isHeadline: false }],
    [row.coverage, { metric: "coverage", ...higher }]
  ]
  return all.flatMap(([value, about]) => value === null ? [] : [{ ...about, value }])
}

const leading = (row: RankedResult, by: RankedBy): ReportMetric => ({
  metric: by.metric,
  ...(by.against === null ? {} : { against: by.against }),
  better: by.better,
  isHeadline: true,
  value: row.value ?? Number.NaN,
  ...(row.tracksLow === null || row.tracksHigh === null ? {} : { low: row.tracksLow, high: row.tracksHigh }),
  ...(row.deviation === null ? {} : { deviation: row.deviation, runs: row.runs }),
  ...(row.nullLow === null || row.nullHigh === null ? {} : { nullLow: row.nullLow, nullHigh: row.nullHigh }),
  ...(row.p === null ? {} : { pValue: row.p })
})

const same = (a: ReportMetric, b: ReportMetric): boolean => a.metric === b.metric && a.against === b.against

/** Every ranked or unranked method; `baselines` are the spaces nothing was learnt for. */
export const methodsOf = (
  rows: ReadonlyArray<RankedResult>,
  { baselines, by, labelName }: {
    readonly by: RankedBy
    readonly labelName: string
    readonly baselines: ReadonlyArray<string>
  }
): ReadonlyArray<ReportMethod> =>
  rows.map((row) => {
    const lead = leading(row, by)
    return {
      representation: row.space,
      clusterer: row.method,
      isBaseline: baselines.includes(row.space),
      isLabelConditioned: row.isLabelConditioned,
      ...(row.reason === null ? {} : { reason: row.reason }),
      metrics: [lead, ...further(row, labelName).filter((metric) => !same(metric, lead))]
    }
  })

/** Differences between methods over equal seeds; nothing when each ran once. */
export const comparisonTable = (rows: ReadonlyArray<ComparedPair>, by: RankedBy): ReadonlyArray<ReportTable> => {
  const [first] = rows
  if (first === undefined || first.runs < 2) return []
  const real = rows.filter(({ signFlipHolm }) => signFlipHolm < significance)
  const smallest = 2 / 2 ** first.runs
  return [{
    id: "comparisons",
    title: "Comparisons",
    sentences: [
      `${rows.length} pairs of methods over ${first.runs} equal seeds, differences of ${by.metric}; ` +
      `${real.length} remain below ${significance} after Holm's correction.`,
      ...(smallest * rows.length > significance
        ? [
          `With ${first.runs} seeds the smallest possible p is ${smallest.toFixed(3)} before correction, ` +
          "so this table can show sizes of differences but hardly significance."
        ]
        : [])
    ],
    columns: ["First", "Second", "Difference", "Low", "High", "Sign-flip p", "Holm p"],
    rows: rows.map((
      { difference, first: a, high, low, second, signFlip, signFlipHolm }
    ) => [a, second, difference, low, high, signFlip, signFlipHolm]),
    digits: 3
  }]
}

/** What each modality adds, by the mean of the ranking's metric under one clusterer. */
export const ablationTable = (
  rows: ReadonlyArray<RankedResult>,
  { by, clusterer, inputs }: {
    readonly by: RankedBy
    readonly clusterer: string
    readonly inputs: ReadonlyArray<{ readonly input: string; readonly space: string }>
  }
): ReadonlyArray<ReportTable> => {
  const found = inputs.flatMap(({ input, space }) => {
    const row = rows.find((each) => each.space === space && each.method === clusterer)
    return row === undefined ? [] : [{ input, row }]
  })
  if (found.length < 2) return []
  const valueOf = (input: string) => found.find((each) => each.input === input)?.row.value ?? null
  const [both, shuffled] = [valueOf("audio and lyrics"), valueOf("audio and shuffled lyrics")]
  const control = both === null || shuffled === null ? [] : [
    `With each track's own lyrics ${by.metric} is ${both.toFixed(2)}, with another track's ${shuffled.toFixed(2)}: ` +
    (both - shuffled > 0.02
      ? "part of what lyrics add is about the song itself."
      : "what lyrics seem to add is not about the song itself.")
  ]
  return [{
    id: "ablation",
    title: "Modalities",
    sentences: control,
    columns: ["Input", "Space", by.metric, "Low", "High", "Silhouette in features"],
    rows: found.map(({ input, row }) => [input, row.space, row.value, row.low, row.high, row.silhouetteCommon]),
    digits: 3
  }]
}
