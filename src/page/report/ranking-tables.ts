/** Rankings and comparisons as the methods and tables of a report. */
import { asOneOf, differenceText, type Paired, pairedOf, significance, verdictOf } from "./paired.ts"
import type { ReportMethod, ReportMetric, ReportTable } from "./report-model.ts"
import type { ComparedPair, RankedResult } from "./report-rows.ts"

/** The metric a ranking is by. */
export interface RankedBy {
  readonly metric: string
  /** What it is measured against, in the report's words; null for separation in a space. */
  readonly against: string | null
  readonly better: "higher" | "lower"
}

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

const pairedWith = ({ bestDifference, bestHigh, bestLow, bestP, rank, ...row }: RankedResult) => {
  const toBest = rank === 1 ? undefined : pairedOf(bestDifference, bestLow, bestHigh, bestP)
  const toBaseline = pairedOf(row.baselineDifference, row.baselineLow, row.baselineHigh, row.baselineP)
  return { ...(toBest === undefined ? {} : { toBest }), ...(toBaseline === undefined ? {} : { toBaseline }) }
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
  ...(row.p === null ? {} : { pValue: row.p }),
  ...pairedWith(row)
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

/** Which pairs of methods differ by more than chance: those alone, since a table of what cannot be told says nothing. */
export const comparisonTable = (rows: ReadonlyArray<ComparedPair>, by: RankedBy): ReadonlyArray<ReportTable> => {
  const paired = rows.filter(({ holm }) => holm !== null)
  if (paired.length === 0) return []
  const real = paired.filter(({ holm }) => holm! < significance)
  return [{
    id: "comparisons",
    key: `${real.length} of ${paired.length} pairs differ`,
    title: "Comparisons",
    sentences: [
      `Of ${paired.length} pairs of methods, compared by ${by.metric} on the same tracks and seeds, ${real.length} ` +
      `differ by more than chance (p below ${significance} after Holm's correction for all pairs).`
    ],
    columns: ["First", "Second", "Difference", "Low", "High", "Holm p"],
    rows: real.map(({ difference, first, high, holm, low, second }) => [first, second, difference, low, high, holm]),
    digits: 3
  }]
}

/** What lyrics add under one clusterer: a gain over audio alone, and one over other tracks' lyrics, each paired and corrected. */
export interface LyricsGain {
  readonly overAudio: Paired
  readonly overShuffled: Paired
  /** How often lyrics were shuffled. */
  readonly shuffles: number
}

/** Over audio alone, and over shuffled lyrics: both are asked at once. */
const questions = 2

/** Lyrics add something only where they are ahead of audio alone; it is about the song only where shuffled ones are not as good. */
const gainSentence = ({ overAudio, overShuffled, shuffles }: LyricsGain, metric: string): string => {
  const audio = differenceText(overAudio)
  const shuffled = `other tracks' (${shuffles} ${shuffles === 1 ? "shuffle" : "shuffles"})`
  switch (verdictOf(overAudio)) {
    case "behind":
      return `With lyrics beside audio ${metric} falls: ${audio} on the same tracks.`
    case "tie":
      return `Lyrics are not shown to add anything to audio: ${metric} differs by ${audio} on the same tracks${
        asOneOf(overAudio, questions)
      }.`
    case "ahead":
      return `Lyrics add ${audio} to the ${metric} of audio on the same tracks; each track's own are ahead of ` +
        `${shuffled} by ${differenceText(overShuffled)}, ` +
        (verdictOf(overShuffled) === "ahead"
          ? "so that part of it is about the song itself."
          : `which may be chance${
            asOneOf(overShuffled, questions)
          }, so that it is not shown to be about the song itself.`)
  }
}

/** What each modality adds, by the mean of the ranking's metric under one clusterer. */
export const ablationTable = (
  rows: ReadonlyArray<RankedResult>,
  { by, clusterer, gain, inputs }: {
    readonly by: RankedBy
    readonly clusterer: string
    readonly inputs: ReadonlyArray<{ readonly input: string; readonly space: string }>
    readonly gain: LyricsGain | null
  }
): ReadonlyArray<ReportTable> => {
  const found = inputs.flatMap(({ input, space }) => {
    const row = rows.find((each) => each.space === space && each.method === clusterer)
    return row === undefined ? [] : [{ input, row }]
  })
  if (found.length < 2) return []
  return [{
    id: "ablation",
    title: "Modalities",
    sentences: gain === null ? [] : [gainSentence(gain, by.metric)],
    columns: ["Input", "Space", by.metric, "Low", "High", "Silhouette in features"],
    rows: found.map(({ input, row }) => [input, row.space, row.value, row.low, row.high, row.silhouetteCommon]),
    digits: 3
  }]
}
