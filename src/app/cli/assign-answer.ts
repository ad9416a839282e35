/** What `assign` says beside its table: which clusters, by which rule, from which code; and all of it as JSON. */
import type { ClusterCaption } from "../library/cluster-captions.ts"
import type { Library } from "../library/library.ts"
import type { Placed, Rule } from "../library/place-tracks.ts"
import type { ClusteringTrace } from "../library/trace-clustering.ts"
import type { AssignedRow } from "./assign-table.ts"
import { plural } from "./render/plural.ts"
import type { Style } from "./render/style.ts"

/** Files that were assigned, and those that could not be, with the reason. */
export interface Outcome {
  readonly rows: ReadonlyArray<AssignedRow & { readonly placed: Placed }>
  readonly failed: ReadonlyArray<{ readonly file: string; readonly reason: string }>
}

const ruleText = (rule: Rule): string => {
  switch (rule.by) {
    case "centre":
      return "the nearest centre"
    case "mixture":
      return "the likeliest component"
    case "neighbours":
      return `the cluster that most of their ${rule.neighbours} nearest are in`
  }
}

/** The clustering new tracks are put into, and how they join it. */
export const headLines = (
  trace: ClusteringTrace,
  { tracks }: Library,
  { captions, rule, style }: {
    readonly captions: ReadonlyArray<ClusterCaption>
    readonly rule: Rule
    readonly style: Style
  }
): ReadonlyArray<string> => {
  const { clustering, encoder, pipeline } = trace
  const clusters = plural(captions.filter(({ cluster }) => cluster >= 0).length, "cluster")
  const isHalf = !("lost" in encoder) && encoder.prepared.kind === "features" && encoder.prepared.lacksLyrics
  return [
    `${style.strong(pipeline)}  ${plural(tracks.length, "track")} in ${clusters}  ·  ${clustering.step}`,
    style.quiet(`new tracks join ${ruleText(rule)}${isHalf ? ", as if they had no lyrics" : ""}`),
    ""
  ]
}

/** The whole answer as one document; clusters and distances as numbers to their last digit. */
export const assignedJson = (
  trace: ClusteringTrace,
  { captions, changed, library, outcome: { failed, rows }, written }: {
    readonly library: Library
    readonly captions: ReadonlyArray<ClusterCaption>
    readonly outcome: Outcome
    /** Steps whose code is no longer that of the run. */
    readonly changed: ReadonlyArray<string>
    readonly written: ReadonlyArray<string>
  }
) => ({
  pipeline: trace.pipeline,
  run: trace.run,
  node: trace.clustering.step,
  tracks: library.tracks.length,
  clusters: captions.map(({ about, cluster, name, rows: { length } }) => ({ cluster, name, about, size: length })),
  assigned: rows.map(({ file, title, name, about, placed: { cluster, confidence, distance, isKnown, near } }) => ({
    file,
    title,
    cluster,
    name,
    about,
    confidence,
    distance,
    isInLibrary: isKnown,
    nearest: near.map(({ distance, row }) => {
      const { id, title } = library.tracks[row]!
      return { id, title, cluster: library.labels[row]!, distance }
    })
  })),
  failed,
  changed,
  written
})

/** A note where new tracks were not treated by the code that treated the library. */
export const changedLines = (
  { pipeline, run }: ClusteringTrace,
  changed: ReadonlyArray<string>,
  { active, quiet }: Style
): ReadonlyArray<string> =>
  changed.length === 0 ? [] : [
    `${active("note:")} the code of ${changed.join(" and ")} has changed since run ${run.slice(0, 6)}`,
    `   ${quiet("hint:")} pipeline run ${pipeline}   brings the clusters up to date`
  ]
