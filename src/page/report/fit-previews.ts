/** Keeps a page that carries sound within its size: the least telling previews go first. */
import { inTurns } from "./in-turns.ts"
import type { ReportCluster, ReportPoint } from "./report-model.ts"

type Clusters = ReadonlyArray<Pick<ReportCluster, "name" | "exemplars">>

/** Points that have a preview, those nearest to the centres of their clusters first, then one of each cluster in turn. */
const inOrder = (points: ReadonlyArray<ReportPoint>, clusters: Clusters): ReadonlyArray<number> => {
  const heard = Array.from(points.keys()).filter((i) => points[i]!.preview !== undefined)
  const rowOf = new Map(heard.flatMap((i) => points[i]!.id === undefined ? [] : [[points[i]!.id, i] as const]))
  const members = Map.groupBy(heard, (i) => points[i]!.cluster)
  const exemplars = new Map(
    clusters.map((
      { exemplars: near, name }
    ) => [name, near.flatMap(({ id }) => id === undefined ? [] : rowOf.get(id) ?? [])])
  )
  const queues = [...members].map(([name, own]) => [...new Set([...exemplars.get(name) ?? [], ...own])])
  return inTurns(queues, heard.length)
}

/**
 * The points with as many previews left out as weigh `excess` bytes, the last of a cluster before its first ones. All are
 * left out where that is not enough.
 */
export const fitPreviews = (
  points: ReadonlyArray<ReportPoint>,
  clusters: Clusters,
  excess: number
): ReadonlyArray<ReportPoint> => {
  const left = new Set<number>()
  let saved = 0
  for (const row of inOrder(points, clusters).toReversed()) {
    if (saved >= excess) break
    saved += points[row]!.preview!.length
    left.add(row)
  }
  return points.map((point, row) => {
    if (!left.has(row)) return point
    const { preview: _, ...silent } = point
    return silent
  })
}
