/** Scores, clusters and map points as the rows a report shows. */
import { clusterName } from "./cluster-name.ts"
import type { ReportCluster, ReportMethod, ReportPoint } from "./report-model.ts"
import type { ClusterTraits, ShownCluster, ShownScore, ShownTrack } from "./report-rows.ts"

/** Scores two methods can be compared by: agreement with labels, and separation in the space both started from. */
const headlines = ["ARI label", "ARI language", "silhouette features"]

/** One method's column: every score under the name it is compared by. */
export const methodOf = (
  scores: ReadonlyArray<ShownScore>,
  labelName: string,
  isBaseline: boolean
): ReportMethod => ({
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

/** Title, label and sound of a track; `folder` is where the sounds lie beside the report. */
const shownOf = ({ label, path, title }: ShownTrack, folder: string | null) => ({
  title,
  ...(label === null ? {} : { label }),
  ...(folder === null ? {} : { audio: `${folder}/${path}` })
})

/** Clusters with their most frequent labels, most telling words and features and most central tracks. */
export const clustersFor = (
  clusters: ReadonlyArray<ShownCluster>,
  tracks: ReadonlyArray<ShownTrack>,
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
    exemplars: exemplars.map((id) => shownOf(byId.get(id)!, audioFolder))
  }))
}

/** The points of the interactive map: row i of each is about the same track. Shapes: `places` [2 · track]. */
export const pointsOf = (
  places: ArrayLike<number>,
  assignments: ReadonlyArray<{ readonly cluster: number }>,
  tracks: ReadonlyArray<ShownTrack>,
  audioFolder: string | null
): ReadonlyArray<ReportPoint> =>
  tracks.map((track, i) => {
    const { title, ...shown } = shownOf(track, audioFolder)
    return { x: places[2 * i]!, y: places[2 * i + 1]!, title, cluster: clusterName(assignments[i]!.cluster), ...shown }
  })
