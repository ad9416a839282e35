/** Vectors whose every entry is a number, as most mathematics needs. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { VectorData, Vectors } from "./vectors.ts"

/** An entry that is NaN or infinite. */
export class VectorNotFinite extends Schema.TaggedError<VectorNotFinite>()("VectorNotFinite", {
  method: Schema.String,
  id: Schema.String,
  column: Schema.String,
  value: Schema.String
}) {
  get hint() {
    return "drop that row or column, or fill the value, before this step"
  }
  override get message() {
    return `${this.method} needs numbers, and the "${this.column}" of "${this.id}" is ${this.value}.`
  }
}

/** Loads vectors for `method`; fails with VectorNotFinite at the first entry that is no number, its id and column named. */
export const finite = Effect.fnUntraced(function*(method: string, vectors: Vectors<string>) {
  const loaded: VectorData = yield* vectors.load
  const at = loaded.matrix.data.findIndex((value) => !Number.isFinite(value))
  if (at === -1) return loaded
  const { ids, matrix: { cols, data }, names } = loaded
  return yield* new VectorNotFinite({
    method,
    id: ids[Math.floor(at / cols)]!,
    column: names[at % cols]!,
    value: String(data[at])
  })
})
