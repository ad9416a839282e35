/** Scores, clusters and map points as the rows a report shows. */
import type { VectorData } from "../../src/dataflow/kind/vectors.ts"
import type { ReportCluster, ReportMethod, ReportPoint } from "../../src/page/report/report-model.ts"
import type { ClusterFeatures } from "../evaluate/describe-features.ts"
import type { Assignment } from "../row/assignment.ts"
import type { ClusterDescription } from "../row/cluster-description.ts"
import type { Score } from "../row/score.ts"
import type { Track } from "../row/track.ts"
import type { ClusterWords } from "../text/describe-words.ts"
import { clusterName } from "./cluster-name.ts"

/** Scores two methods can be compared by: agreement with labels, and separation in the space both started from. */
const headlines = ["ARI label", "ARI language", "silhouette features"]

/** One method's column: every score under the name it is compared by. */
export const methodOf = (scores: ReadonlyArray<Score>, labelName: string, isBaseline: boolean): ReportMethod => ({
  representation: scores[0]?.space ?? "",
  clusterer: "K-Means",
  isBaseline,
  metrics: scores.map(({ against, better, isExternal, metric, nullHigh, nullLow, p, value }) => ({
    metric: against === "features" ? `${metric} in features` : metric,
    value,
    ...(isExternal ? { against: against === "label" ? labelName : against } : {}),
    better,
    isHeadline: headlines.includes(`${metric} ${against}`),
    nullLow,
    nullHigh,
    pValue: p
  }))
})

const audioOf = (track: Track, folder: string | null) =>
  folder === null ? {} : { audio: `${folder}/${track.path.split("/").map(encodeURIComponent).join("/")}` }

const labelOf = (track: Track) => track.label === null ? {} : { label: track.label }

/** What tells clusters from each other besides labels; either is empty where nobody asked. */
export interface ClusterTraits {
  readonly words: ReadonlyArray<typeof ClusterWords.Type>
  readonly features: ReadonlyArray<typeof ClusterFeatures.Type>
}

/** Clusters with their most frequent labels, most telling words and features and most central tracks. */
export const clustersFor = (
  clusters: ReadonlyArray<typeof ClusterDescription.Type>,
  tracks: ReadonlyArray<Track>,
  audioFolder: string | null,
  { features, words }: ClusterTraits = { words: [], features: [] }
): ReadonlyArray<ReportCluster> => {
  const byId = new Map(tracks.map((track) => [track.id, track]))
  return clusters.map(({ cluster, exemplars, labels, size }) => ({
    name: clusterName(cluster),
    size,
    topLabels: labels,
    words: words.find((each) => each.cluster === cluster)?.words.map(({ word }) => word) ?? [],
    features: features.find((each) => each.cluster === cluster)?.features ?? [],
    exemplars: exemplars.map((id) => byId.get(id)!).map((track) => ({
      title: track.title,
      ...labelOf(track),
      ...audioOf(track, audioFolder)
    }))
  }))
}

/** The points of the interactive map. */
export const pointsOf = (
  map: VectorData,
  assignments: ReadonlyArray<Assignment>,
  tracks: ReadonlyArray<Track>,
  audioFolder: string | null,
  nameOf: (cluster: number) => string
): ReadonlyArray<ReportPoint> => {
  const byId = new Map(tracks.map((track) => [track.id, track]))
  const clusters = new Map(assignments.map((row) => [row.id, row.cluster]))
  return map.ids.map((id, i) => {
    const track = byId.get(id)!
    return {
      x: map.matrix.data[2 * i]!,
      y: map.matrix.data[2 * i + 1]!,
      title: track.title,
      cluster: nameOf(clusters.get(id)!),
      ...labelOf(track),
      ...audioOf(track, audioFolder)
    }
  })
}
