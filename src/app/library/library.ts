/**
 * The tracks of a run as they were clustered: read from the artifacts that trace-clustering.ts found.
 *
 * Room: what a finished run is good for: placing new tracks, playlists and tables.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Assignment } from "../../../nodes/row/assignment.ts"
import type { Heard } from "../../../nodes/row/listener-traits.ts"
import { Track } from "../../../nodes/row/track.ts"
import { json } from "../../dataflow/kind/json.ts"
import { table } from "../../dataflow/kind/table.ts"
import { vectors } from "../../dataflow/kind/vectors.ts"
import type { OutputRecord } from "../../dataflow/store/action.ts"
import { rowFiles } from "../../dataflow/store/chunks.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import { requireIntact } from "./require-intact.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"

/**
 * Shapes: `tracks`, `labels`, `confidence` [track]; `points` [track, `axes`]. `labels` −1 for noise. `confidence` null
 * where the clustering states none.
 */
export interface Library {
  readonly tracks: ReadonlyArray<Track>
  readonly axes: ReadonlyArray<string>
  readonly points: Matrix
  readonly labels: Int32Array
  readonly confidence: ReadonlyArray<number> | null
  readonly words: ReadonlyArray<typeof ClusterWords.Type>
  /** What was measured of the tracks; null where the cache has it no longer. */
  readonly heard: Heard | null
}

/** The columns read of what nodes/text/describe-words.ts writes. */
const ClusterWords = Schema.Struct({
  cluster: Schema.Int,
  words: Schema.Array(Schema.Struct({ word: Schema.String }))
})

const Assigned = Schema.Struct({ ...Assignment.fields, confidence: Schema.optionalKey(Schema.Number) })
type Assigned = typeof Assigned.Type
const decodeAssigned = Schema.decodeUnknownSync(Schema.Array(Assigned))

/** Which cluster each track is in, and how sure that is where the clustering says so. */
const readAssignments = async (store: Store, { digest }: OutputRecord): Promise<ReadonlyArray<Assigned>> => {
  const { readTable } = await import("../../format/parquet.ts")
  return decodeAssigned(await readTable(rowFiles(store, digest)))
}

/** The measured features of these tracks; none where they are gone, as all else can do without. */
const readHeard = Effect.fnUntraced(
  function*(store: Store, features: OutputRecord | null, tracks: ReadonlyArray<string>) {
    if (features === null || store.prove(features.digest) !== "intact") return null
    const { ids, matrix, names } = yield* vectors("feature").open(store, features).load
    const rowOf = new Map(ids.map((id, row) => [id, row]))
    const values = zeros(tracks.length, names.length)
    tracks.forEach((id, to) => {
      const row = rowOf.get(id)
      const own = values.data.subarray(to * names.length, (to + 1) * names.length)
      if (row === undefined) own.fill(NaN)
      else own.set(matrix.data.subarray(row * names.length, (row + 1) * names.length))
    })
    return { names, values } satisfies Heard
  }
)

/** Reads the library. Fails with CannotAssign when an artifact has been collected. */
export const readLibrary = Effect.fnUntraced(function*(store: Store, trace: ClusteringTrace) {
  const { assignments, pipeline, tracks, vectors: clustered, words } = trace
  yield* requireIntact(store, pipeline, [assignments, clustered, tracks, words])
  const { ids, matrix, names } = yield* vectors("vector").open(store, clustered).load
  const rows = yield* Effect.promise(() => readAssignments(store, assignments))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const known = new Map((yield* table(Track).open(store, tracks).rows).map((track) => [track.id, track]))
  const library: Library = {
    tracks: ids.map((id) => known.get(id)!),
    axes: names,
    points: matrix,
    labels: Int32Array.from(ids, (id) => byId.get(id)!.cluster),
    confidence: rows.every(({ confidence }) => confidence !== undefined)
      ? ids.map((id) => byId.get(id)!.confidence!)
      : null,
    words: words === null ? [] : yield* json(Schema.Array(ClusterWords)).open(store, words).value,
    heard: yield* readHeard(store, trace.features, ids)
  }
  return library
})
