/** Vectors whose every entry is a number, as all clusterers need. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { VectorData, Vectors } from "../../src/dataflow/kind/vectors.ts"

/** An entry that is NaN or infinite. */
export class VectorNotFinite extends Schema.TaggedError<VectorNotFinite>()("VectorNotFinite", {
  method: Schema.String,
  track: Schema.String,
  column: Schema.String,
  value: Schema.String
}) {
  get hint() {
    return "drop that track or column, or fill the value, before clustering"
  }
  override get message() {
    return `${this.method} cannot place track "${this.track}": its "${this.column}" is ${this.value}.`
  }
}

/** Loads vectors; fails with VectorNotFinite at the first entry that is no number, its track and column named. */
export const finiteVectors = Effect.fnUntraced(function*(method: string, vectors: Vectors<string>) {
  const loaded: VectorData = yield* vectors.load
  const at = loaded.matrix.data.findIndex((value) => !Number.isFinite(value))
  if (at === -1) return loaded
  const { ids, matrix: { cols, data }, names } = loaded
  return yield* new VectorNotFinite({
    method,
    track: ids[Math.floor(at / cols)]!,
    column: names[at % cols]!,
    value: String(data[at])
  })
})
