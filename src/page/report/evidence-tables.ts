/** What speaks for or against a result besides its score: audit, probes and stability, as tables of a report. */
import { quantile } from "../../math/quantile.ts"
import { clusterName } from "./cluster-name.ts"
import type { ReportCollapse, ReportKTable, ReportTable } from "./report-model.ts"
import type {
  ChosenK,
  ClusterStability,
  DisentanglementResult,
  Finding,
  KCriteria,
  KPicks,
  LatentUse,
  OutOfSampleResult,
  ProbeResult
} from "./report-rows.ts"
import { returning } from "./sentences.ts"

/** Whether a model still uses its latents. */
export const latentUse = (
  model: string,
  { activeUnits, kl, latents }: LatentUse
): ReportCollapse => ({ model, latentDims: latents, activeDims: activeUnits, kl })

const mostOfAKind = 4
const longest = 160 // characters of track ids in a cell

/** A few findings of one kind, such that differ in their detail first, and the others summed up in one row. */
const fewOf = (rows: ReadonlyArray<Finding>): ReadonlyArray<Finding> => {
  if (rows.length <= mostOfAKind) return rows
  const details = rows.map(({ detail }) => detail)
  const isFirst = (row: Finding, i: number): boolean => details.indexOf(row.detail) === i
  const ordered = [...rows.filter(isFirst), ...rows.filter((row, i) => !isFirst(row, i))]
  const others = ordered.slice(mostOfAKind)
  return [...ordered.slice(0, mostOfAKind), {
    kind: rows[0]!.kind,
    detail: `${others.length} more like these: audit-tracks, findings`,
    tracks: others.map(({ tracks }) => tracks).join(", "),
    count: others.reduce((sum, { count }) => sum + count, 0)
  }]
}

/** What is odd about the collection; nothing when it was not audited. */
export const auditTable = (rows: ReadonlyArray<Finding>): ReadonlyArray<ReportTable> =>
  rows.length === 0 ? [] : [{
    id: "audit",
    chapter: "data",
    title: "Audit",
    sentences: [
      `The audit found ${rows.length === 1 ? "one thing" : `${rows.length} things`} that may mislead results.`
    ],
    columns: ["Kind", "Detail", "Tracks named", "Count"],
    rows: [...Map.groupBy(rows, ({ kind }) => kind).values()].flatMap(fewOf).map((
      { count, detail, kind, tracks }
    ) => [kind, detail, tracks.length > longest ? `${tracks.slice(0, longest)}…` : tracks, count]),
    digits: 0
  }]

/** What classifiers read off each space about labels it was not shown. */
export const probeTable = (rows: ReadonlyArray<ProbeResult>): ReadonlyArray<ReportTable> => {
  const asked = rows.filter(({ accuracy }) => accuracy !== null)
  if (asked.length === 0) return []
  return [{
    id: "probes",
    title: "Probes",
    sentences: [
      "Held-out accuracy of a classifier on each space, whole groups held out together: what is in the space, whether " +
      "clusters show it or not."
    ],
    columns: ["Space", "Label", "Classifier", "Accuracy", "± folds", "Macro F1", "Majority accuracy"],
    rows: asked.map((
      { accuracy, column, foldDeviation, isLabelConditioned, macroF1, majorityAccuracy, probe, space }
    ) => [
      isLabelConditioned ? `${space} (label-conditioned)` : space,
      column,
      probe === "linear" ? "logistic regression" : "nearest neighbours",
      accuracy,
      foldDeviation,
      macroF1,
      majorityAccuracy
    ]),
    digits: 3
  }]
}

const medianOf = (values: ReadonlyArray<number>): number | null =>
  values.length === 0 ? null : quantile(Float64Array.from(values).sort(), 0.5)

/** Which clusters come back when tracks are left out. */
export const stabilityTable = (rows: ReadonlyArray<ClusterStability>, space: string): ReadonlyArray<ReportTable> => {
  if (rows.length === 0) return []
  const share = `${rows.filter(({ jaccard }) => jaccard >= returning.stable).length} of ${rows.length}`
  return [{
    id: "stability",
    key: `${share} clusters come back`,
    title: "Stability",
    sentences: [
      `${share} clusters of K-Means on ${space} come back in subsamples with a mean Jaccard of at least ${returning.stable}.`
    ],
    columns: ["Cluster", "Tracks", "Mean Jaccard", "Times dissolved"],
    rows: rows.toSorted((a, b) => b.jaccard - a.jaccard).map(({ cluster, dissolved, jaccard, size }) => [
      clusterName(cluster),
      size,
      jaccard,
      dissolved
    ]),
    digits: 2
  }]
}

const measures: ReadonlyArray<string> = [
  "MIG",
  "SAP",
  "DCI disentanglement",
  "DCI completeness",
  "modularity",
  "explicitness"
]

/** Whether single latents speak of single labels, and whether seeds agree on the latents; nothing when not measured. */
export const disentanglementTable = (
  rows: ReadonlyArray<DisentanglementResult>,
  agreements: ReadonlyArray<{ readonly space: string; readonly udr: ReadonlyArray<number> }>
): ReadonlyArray<ReportTable> => {
  const factors = [...new Set(rows.filter(({ value }) => value !== null).map((row) => row.factors))]
  const spaces = [...new Set([...rows.map(({ space }) => space), ...agreements.map(({ space }) => space)])]
  if (spaces.length === 0) return []
  const reasons = new Set(rows.flatMap(({ metric, reason }) => reason === null ? [] : [`no ${metric}: ${reason}`]))
  return [{
    id: "disentanglement",
    chapter: "models",
    title: "Disentanglement",
    sentences: [
      ...(factors.length === 0 ? [] : [`Factors are ${factors.join("; ")}, which the models did not see.`]),
      "UDR needs no labels: how far models from different seeds agree on their latents, 0 to 1. " +
      "Without labels in training nothing makes latents line up with factors (Locatello et al. 2019).",
      ...(factors.length === 0 ? [...reasons].slice(0, 1) : [])
    ],
    columns: ["Space", ...measures, "UDR, median of seeds"],
    rows: spaces.map((space) => [
      space,
      ...measures.map((metric) => rows.find((row) => row.space === space && row.metric === metric)?.value ?? null),
      medianOf(agreements.find((each) => each.space === space)?.udr ?? [])
    ]),
    digits: 3
  }]
}

/** Whether clusters hold for tracks they were not fitted on; nothing when not measured. */
export const outOfSampleTable = (rows: ReadonlyArray<OutOfSampleResult>): ReadonlyArray<ReportTable> => {
  if (rows.length === 0) return []
  const said = rows.flatMap(({ reason, space }) => reason === null ? [] : [`${space}: ${reason}.`])
  return [{
    id: "out-of-sample",
    title: "Unseen tracks",
    sentences: [
      `K-Means fitted without each of ${
        rows[0]!.folds
      } parts of the tracks in turn, groups kept whole; those are then put ` +
      "into the cluster with the nearest centre. Agreement compares that with clustering all tracks at once.",
      ...said
    ],
    columns: ["Space", "Clusters", "Held-out ARI", "± folds", "ARI when clustered with all", "Agreement"],
    rows: rows.map((row) => [
      row.isLabelConditioned ? `${row.space} (label-conditioned)` : row.space,
      String(row.clusters),
      row.heldOutAri,
      row.foldDeviation,
      row.inSampleAri,
      row.agreement
    ]),
    digits: 3
  }]
}

/** The k of the largest value, the smallest k when tied; undefined where there is none. */
const peak = (rows: ReadonlyArray<{ readonly k: number; readonly value: number | null }>): number | undefined =>
  rows.reduce<{ k?: number; value: number }>(
    (best, { k, value }) => value !== null && value > best.value ? { k, value } : best,
    { value: -Infinity }
  ).k

/** What further criteria say of the number of clusters in use; where clusterings were chosen from, theirs are shown. */
export const criteriaTable = (
  representation: string,
  { candidates, k, rule }: ChosenK,
  asked: ReadonlyArray<KCriteria>,
  { elbow, gap, stability }: KPicks
): ReportKTable => {
  const rows = asked.map((row) => ({ ...row, ...candidates.find((candidate) => candidate.k === row.k) }))
  const picked = (criterion: string, at: number | undefined) => at === undefined ? [] : [{ criterion, k: at }]
  return {
    representation,
    criteria: ["silhouette", "Calinski–Harabasz", "inertia", "gap", "subsample ARI"],
    rows: rows.map((row) => ({
      k: row.k,
      values: [row.silhouette, row.calinskiHarabasz, row.inertia, row.gap, row.stability]
        .map((value) => value ?? undefined)
    })),
    chosenK: k,
    tried: candidates.length,
    rule,
    picks: [
      ...picked("silhouette", peak(rows.map((row) => ({ k: row.k, value: row.silhouette })))),
      ...picked("Calinski–Harabasz", peak(rows.map((row) => ({ k: row.k, value: row.calinskiHarabasz })))),
      { criterion: "elbow of the inertia", k: elbow },
      { criterion: "gap statistic", k: gap },
      { criterion: "subsample ARI", k: stability }
    ]
  }
}
