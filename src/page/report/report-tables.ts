/** Scores, clusters and map points as the rows a report shows. */
import { mediaFragment } from "../../format/media-fragment.ts"
import { clusterName } from "./cluster-name.ts"
import type { Paired } from "./paired.ts"
import type { ReportCluster, ReportMethod, ReportMetric, ReportPoint } from "./report-model.ts"
import type { ClusterTraits, ShownCluster, ShownScore, ShownTrack } from "./report-rows.ts"

/** Scores two methods can be compared by: agreement with labels, and separation in the space both started from. */
export const headlines: ReadonlyArray<string> = ["ARI label", "ARI language", "silhouette features"]

const metricOf = (
  { against, better, isExternal, metric, nullHigh, nullLow, p, value, valueHigh, valueLow }: ShownScore,
  labelName: string,
  toBaseline: Paired | undefined
): ReportMetric => ({
  metric: against === "features" ? `${metric} in features` : metric,
  value,
  ...(isExternal ? { against: against === "label" ? labelName : against } : {}),
  better,
  isHeadline: headlines.includes(`${metric} ${against}`),
  ...(valueLow === null || valueHigh === null ? {} : { low: valueLow, high: valueHigh }),
  nullLow,
  nullHigh,
  pValue: p,
  ...(toBaseline === undefined ? {} : { toBaseline })
})

/**
 * One method's column: every score under the name it is compared by. `paired` gives the difference of a score to the
 * baseline's on the same tracks, where there is a baseline.
 */
export const methodOf = <S extends ShownScore>(
  scores: ReadonlyArray<S>,
  { isBaseline, labelName, paired }: {
    readonly labelName: string
    readonly isBaseline: boolean
    readonly paired: (score: S) => Paired | undefined
  }
): ReportMethod => ({
  representation: scores[0]?.space ?? "",
  clusterer: "K-Means",
  isBaseline,
  metrics: scores.map((score) => metricOf(score, labelName, paired(score)))
})

/** Title, label and sound of a track; `folder` is where the sounds lie beside the report. */
const shownOf = ({ endSec, label, path, startSec, title }: ShownTrack, folder: string | null) => ({
  title,
  ...(label === null ? {} : { label }),
  ...(folder === null ? {} : { audio: `${folder}/${path}` }),
  ...(typeof startSec === "number" ? { stretch: mediaFragment(startSec, endSec ?? null) } : {})
})

const traitsOf = (found: ClusterTraits["features"][number] | undefined) => ({
  features: found?.features ?? [],
  heard: found?.heard ?? []
})

const returnOf = (found: ClusterTraits["stability"][number] | undefined) =>
  found === undefined ? {} : { stability: found.jaccard }

/** Clusters with their most frequent labels, most telling words and features and most central tracks. */
export const clustersFor = (
  clusters: ReadonlyArray<ShownCluster>,
  tracks: ReadonlyArray<ShownTrack>,
  audioFolder: string | null,
  { features, stability, words }: ClusterTraits
): ReadonlyArray<ReportCluster> => {
  const byId = new Map(tracks.map((track) => [track.id, track]))
  return clusters.map(({ cluster, exemplars, labels, size }) => ({
    name: clusterName(cluster),
    size,
    topLabels: labels,
    words: words.find((each) => each.cluster === cluster)?.words.map(({ word }) => word) ?? [],
    ...traitsOf(features.find((each) => each.cluster === cluster)),
    ...returnOf(stability.find((each) => each.cluster === cluster)),
    exemplars: exemplars.map((id) => ({ id, ...shownOf(byId.get(id)!, audioFolder) }))
  }))
}

/** The points of the interactive map: row i of each is about the same track. Shapes: `places` [2 · track]. */
export const pointsOf = (
  places: ArrayLike<number>,
  assignments: ReadonlyArray<{ readonly cluster: number }>,
  tracks: ReadonlyArray<ShownTrack>,
  audioFolder: string | null,
  previews: ReadonlyArray<{ readonly id: string; readonly opus: string }> = []
): ReadonlyArray<ReportPoint> => {
  const previewOf = new Map(previews.map(({ id, opus }) => [id, opus]))
  return tracks.map((track, i) => {
    const { artist, id } = track
    const preview = previewOf.get(id)
    return {
      id,
      ...(preview === undefined ? {} : { preview }),
      ...(artist === null ? {} : { artist }),
      x: places[2 * i]!,
      y: places[2 * i + 1]!,
      cluster: clusterName(assignments[i]!.cluster),
      ...shownOf(track, audioFolder)
    }
  })
}
