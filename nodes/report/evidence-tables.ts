/** What speaks for or against a result besides its score: audit, probes and stability, as tables of a report. */
import type { ReportTable } from "../../src/report/report-model.ts"
import type { FindingRow } from "../audit/audit-report.ts"
import type { ProbeRow } from "../evaluate/probe-row.ts"
import type { StabilityRow } from "../evaluate/stability-row.ts"

const longest = 160 // characters of track ids in a cell

/** What is odd about the collection; nothing when it was not audited. */
export const auditTable = (rows: ReadonlyArray<FindingRow>): ReadonlyArray<ReportTable> =>
  rows.length === 0 ? [] : [{
    id: "audit",
    title: "Audit",
    sentences: [
      `The audit found ${rows.length === 1 ? "one thing" : `${rows.length} things`} that may mislead results.`
    ],
    columns: ["Kind", "Detail", "Tracks named", "Count"],
    rows: rows.map((
      { count, detail, kind, tracks }
    ) => [kind, detail, tracks.length > longest ? `${tracks.slice(0, longest)}…` : tracks, count]),
    digits: 0
  }]

/** What classifiers read off each space about labels it was not shown. */
export const probeTable = (rows: ReadonlyArray<ProbeRow>): ReadonlyArray<ReportTable> => {
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

const stable = 0.75 // Hennig 2007, Cluster-wise assessment of cluster stability, §4

/** Which clusters come back when tracks are left out. */
export const stabilityTable = (rows: ReadonlyArray<StabilityRow>, space: string): ReadonlyArray<ReportTable> =>
  rows.length === 0 ? [] : [{
    id: "stability",
    title: "Stability",
    sentences: [
      `${
        rows.filter(({ jaccard }) => jaccard >= stable).length
      } of ${rows.length} clusters of a K-Means run of its own ` +
      `on ${space} come back in subsamples with a mean Jaccard of at least ${stable}.`
    ],
    columns: ["Tracks", "Mean Jaccard", "Times dissolved"],
    rows: rows.toSorted((a, b) => b.size - a.size).map(({ dissolved, jaccard, size }) => [size, jaccard, dissolved]),
    digits: 2
  }]
