/**
 * The groups that earlier playlists stand for, in the space of a new run: what is in a list stays in it, and what is in none joins
 * the list that most of its nearest listed tracks are in. A refit that found other clusters moves nothing.
 */
import { assignByNeighbours } from "../../learn/cluster/assign.ts"
import { squaredDistance } from "../../math/distance.ts"
import { type Matrix, takeRows } from "../../math/matrix.ts"
import { continued, type Group, type LastPlaylist } from "./name-playlists.ts"

const neighbours = 5

/** How many earlier playlists would go on in the groups of a run. */
export const goingOn = (groups: ReadonlyArray<Group>, last: ReadonlyArray<LastPlaylist>): number =>
  continued(groups, last).filter((each) => each !== undefined).length

/** Each list's group, the tracks nearest to its mean first. Shapes: `points` [track, axis]; `rows`: the tracks to be placed. */
export const settledGroups = (
  points: Matrix,
  last: ReadonlyArray<LastPlaylist>,
  rows: ReadonlyArray<number>
): ReadonlyArray<Group> => {
  const listOf = new Map<number, number>()
  last.forEach((list, at) => {
    for (const row of list.rows) if (!listOf.has(row)) listOf.set(row, at)
  })
  const anchors = [...listOf.keys()]
  const others = rows.filter((row) => !listOf.has(row))
  if (anchors.length > 0 && others.length > 0) {
    const listed = { x: takeRows(points, anchors), labels: Int32Array.from(anchors, (row) => listOf.get(row)!) }
    const { labels } = assignByNeighbours(takeRows(points, others), listed, { neighbours, reach: Infinity })
    others.forEach((row, i) => listOf.set(row, labels[i]!))
  }
  const { cols, data } = points
  return last.map(({ name, rows: before }, at) => {
    const mean = new Float64Array(cols)
    for (const row of before) for (let j = 0; j < cols; j++) mean[j]! += data[row * cols + j]! / before.length
    const far = (row: number): number => squaredDistance(data, row * cols, mean, 0, cols)
    const own = [...listOf].flatMap(([row, list]) => list === at ? [row] : []).sort((a, b) => far(a) - far(b) || a - b)
    return { number: null, name, rows: own }
  })
}
