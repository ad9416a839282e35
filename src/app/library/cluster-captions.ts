/** What each cluster is called, for people: its number as in the report, and what it mostly holds. */
import { traitsOf } from "../../../nodes/row/listener-traits.ts"
import { classBalance } from "../../learn/audit/class-balance.ts"
import { squaredDistance } from "../../math/distance.ts"
import { clusterName } from "../../page/report/cluster-name.ts"
import type { Library } from "./library.ts"
import { centresOf } from "./place-tracks.ts"
import { trackName } from "./track-name.ts"

/**
 * `name` is "C1" for cluster 0; `about` says what it holds, `listName` what its playlist is called; `rows` are its tracks,
 * the most central first.
 */
export interface ClusterCaption {
  readonly cluster: number
  readonly name: string
  readonly about: string
  readonly listName: string
  readonly rows: ReadonlyArray<number>
}

interface LabelCount {
  readonly label: string
  readonly count: number
}

const wordsShown = 3
const nearlyAll = 0.9
const most = 0.5

/** Label counts, highest first, as a phrase: "jazz", "mostly jazz", "jazz and blues", "jazz, blues, folk and others". */
export const labelPhrase = (labels: ReadonlyArray<LabelCount>): string => {
  const total = labels.reduce((sum, { count }) => sum + count, 0)
  const [first, second, third] = labels
  if (first === undefined) return ""
  if (first.count >= nearlyAll * total) return first.label
  if (first.count > most * total || second === undefined) return `mostly ${first.label}`
  if (third === undefined) return `${first.label} and ${second.label}`
  if (first.count + second.count > most * total) return `mostly ${first.label} and ${second.label}`
  const shown = `${first.label}, ${second.label}, ${third.label}`
  return labels.length === 3 ? shown : `${shown} and others`
}

/** Rows of one cluster by their distance from its mean; noise, which has none, in the order of the library. */
const byCloseness = ({ labels, points }: Library, cluster: number, centre: Float64Array | undefined) => {
  const rows = Array.from(labels.keys()).filter((row) => labels[row] === cluster)
  if (centre === undefined) return rows
  const far = new Map(
    rows.map((row) => [row, squaredDistance(points.data, row * points.cols, centre, 0, points.cols)])
  )
  return rows.sort((a, b) => far.get(a)! - far.get(b)! || a - b)
}

/** Whether the two commonest labels are most of them: else a list of labels says little. */
const isTelling = ([first, second, ...others]: ReadonlyArray<LabelCount>): boolean => {
  const rest = others.reduce((sum, { count }) => sum + count, 0)
  return first !== undefined && first.count + (second?.count ?? 0) > rest
}

/** Captions of all clusters in order of their numbers, noise first where there is any. */
export const captionClusters = (library: Library): ReadonlyArray<ClusterCaption> => {
  const { centres, numbers } = centresOf(library)
  const { heard, labels, tracks } = library
  const traits = heard === null ? [] : traitsOf(heard, labels)
  return [...new Set(labels)].sort((a, b) => a - b).map((cluster) => {
    const at = numbers.indexOf(cluster)
    const centre = at < 0 ? undefined : centres.data.subarray(at * centres.cols, (at + 1) * centres.cols)
    const rows = byCloseness(library, cluster, centre)
    const name = clusterName(cluster)
    if (cluster < 0) return { cluster, name, about: "", listName: name, rows }
    const words = library.words.find((each) => each.cluster === cluster)?.words.slice(0, wordsShown) ?? []
    const { counts } = classBalance(rows.map((row) => tracks[row]!.label))
    const phrase = labelPhrase(counts)
    const sung = words.length === 0 ? "" : `sings of ${words.map(({ word }) => word).join(", ")}`
    const sounds = traits[cluster] ?? []
    const like = `like ${trackName(tracks[rows[0]!]!)}`
    const named = isTelling(counts) ? [phrase, ...sounds.slice(0, 2)] : sounds.slice(0, wordsShown)
    return {
      cluster,
      name,
      about: [phrase, sung, sounds.slice(0, wordsShown).join(", "), like].find((each) => each !== "")!,
      listName: named.length > 0 ? named.join(", ") : sung !== "" ? sung : like,
      rows
    }
  })
}
