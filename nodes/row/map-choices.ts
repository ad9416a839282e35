/** What a report's map can be switched to: further maps and clusterings of the same tracks, wired and named alike by all reports. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { type Table, table } from "../../src/dataflow/kind/table.ts"
import { type Vectors, vectors } from "../../src/dataflow/kind/vectors.ts"
import { takeRows } from "../../src/math/matrix.ts"
import { nearestNeighbours } from "../../src/math/nearest-neighbours.ts"
import { clusterName } from "../../src/page/report/cluster-name.ts"
import type { MapChoices } from "../../src/page/report/report-model.ts"
import { Assignment } from "./assignment.ts"
import type { Track } from "./track.ts"

/** Inputs of a node that shows a map beside its own `map` and `assignments`. Of `maps`, two columns are looked at. */
export const mapChoiceInputs = {
  maps: many(vectors<string>("vector")),
  clusterings: many(table(Assignment)),
  /** What clusterings are of: neighbours of a track are those that it has there, not on a map. */
  spaces: many(vectors<string>("vector"))
}

/** What these are called, in the same order. */
export const mapChoiceParams = {
  maps: Schema.Array(Schema.NonEmptyString),
  clusterings: Schema.Array(Schema.NonEmptyString),
  /** Of each space its name and the places of the clusterings made in it, 0 being the one that is shown at first. */
  spaces: Schema.Array(Schema.Struct({ name: Schema.NonEmptyString, clusterings: Schema.Array(Param.count) }))
}

interface Wired {
  readonly maps: ReadonlyArray<Vectors<string>>
  readonly clusterings: ReadonlyArray<Table<Assignment>>
  readonly spaces: ReadonlyArray<Vectors<string>>
}

interface Named {
  readonly maps: ReadonlyArray<string>
  readonly clusterings: ReadonlyArray<string>
  readonly spaces: ReadonlyArray<{ readonly name: string; readonly clusterings: ReadonlyArray<number> }>
}

const neighboursKept = 8
const neighboursAtMost = 480_000 // about 1.3 MB in a page: six spaces of 10,000 tracks, 180 of 320
const tracksAtMost = 10_000

/** Rows `ids` of a map's first two columns; null where it lacks one of them, or a column, and cannot show them all. */
const placesOf = Effect.fnUntraced(function*(map: Vectors<string>, ids: ReadonlyArray<string>) {
  const { ids: own, matrix: { cols, data } } = yield* map.load
  const rowOf = new Map(own.map((id, row) => [id, row]))
  if (cols < 2 || ids.some((id) => !rowOf.has(id))) return null
  return Float64Array.from(ids.flatMap((id) => [0, 1].map((column) => data[rowOf.get(id)! * cols + column]!)))
})

const clustersOf = Effect.fnUntraced(function*(clustering: Table<Assignment>, ids: ReadonlyArray<string>) {
  const clusterOf = new Map((yield* clustering.rows).map(({ cluster, id }) => [id, cluster]))
  return ids.map((id) => {
    const cluster = clusterOf.get(id)
    return cluster === undefined ? "not clustered" : clusterName(cluster)
  })
})

/** Places among `ids` of each one's nearest, the nearest first; null where the space lacks one of them or holds no numbers. */
const nearestOf = Effect.fnUntraced(function*(space: Vectors<string>, ids: ReadonlyArray<string>) {
  const { ids: own, matrix } = yield* space.load
  const rowOf = new Map(own.map((id, row) => [id, row]))
  if (ids.some((id) => !rowOf.has(id))) return null
  const rows = takeRows(matrix, ids.map((id) => rowOf.get(id)!))
  return rows.data.every(Number.isFinite) ? nearestNeighbours(rows, neighboursKept).indices : null
})

/** Those of the first spaces, as many as a page has room for. */
const spacesOf = Effect.fnUntraced(function*(
  spaces: ReadonlyArray<Vectors<string>>,
  named: Named["spaces"],
  ids: ReadonlyArray<string>
) {
  if (ids.length <= neighboursKept || ids.length > tracksAtMost) return []
  const room = Math.floor(neighboursAtMost / (neighboursKept * ids.length))
  const nearest = yield* Effect.forEach(spaces.slice(0, room), (space) => nearestOf(space, ids))
  return nearest.flatMap((found, i) => found === null ? [] : [{ ...named[i]!, nearest: found }])
})

/** Languages are a column where the tracks have more than one. */
const columnsOf = (tracks: ReadonlyArray<Track>): NonNullable<MapChoices["columns"]> => {
  const values = tracks.map(({ language }) => language)
  return new Set(values).size < 2 ? [] : [{ name: "language", values }]
}

/** The choices for these tracks, in their order; maps that lack one of them are left out. */
export const mapChoicesOf = Effect.fnUntraced(function*(
  { clusterings, maps, spaces }: Wired,
  named: Named,
  tracks: ReadonlyArray<Track>
) {
  const ids = tracks.map(({ id }) => id)
  const places = yield* Effect.forEach(maps, (map) => placesOf(map, ids))
  const clusters = yield* Effect.forEach(clusterings, (clustering) => clustersOf(clustering, ids))
  return {
    projections: places.flatMap((each, i) => each === null ? [] : [{ name: named.maps[i]!, places: each }]),
    clusterings: clusters.map((each, i) => ({ name: named.clusterings[i]!, clusters: each })),
    columns: columnsOf(tracks),
    spaces: yield* spacesOf(spaces, named.spaces, ids)
  } satisfies MapChoices
})
