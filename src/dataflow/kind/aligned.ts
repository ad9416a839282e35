/** Joins inputs by id, so that row i of each is about the same thing: no node matches ids by hand. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { TensorFile } from "../../format/npy-file.ts"
import { takeRows } from "../../math/matrix.ts"
import type { ArtifactError } from "./artifact.ts"
import { opening } from "./storing.ts"
import type { Table } from "./table.ts"
import type { Tensor } from "./tensor.ts"
import type { VectorData, Vectors } from "./vectors.ts"

interface Keyed {
  readonly id: string
}
type Rows = Table<Keyed> | ReadonlyArray<Keyed>
type Space = Vectors<string> | VectorData
type AnyTensor = Tensor<ReadonlyArray<string>>

/** What can be joined: artifacts, or what was loaded from them. */
export type Joinable = Space | Rows | AnyTensor

/** Vectors and rows come loaded; a tensor, which may be more than memory holds, stays as it is. */
export type Joined<A> = A extends Space ? VectorData
  : A extends AnyTensor ? A
  : A extends Table<infer Row> | ReadonlyArray<infer Row> ? ReadonlyArray<Row>
  : never

const shown = 3

/** Inputs that are not about the same ids. `ids` are the first few at fault, `count` is how many there are. */
export class NotAligned extends Schema.TaggedError<NotAligned>()("NotAligned", {
  first: Schema.String,
  second: Schema.String,
  problem: Schema.Literals(["missing", "extra", "repeated", "rows"]),
  ids: Schema.Array(Schema.String),
  count: Schema.Int
}) {
  get hint() {
    return this.problem === "repeated"
      ? "give every row an id of its own"
      : "wire both inputs from steps that keep every row, or leave the others out of both first"
  }
  override get message() {
    const { count, first, problem, second } = this
    const more = count > this.ids.length ? ` and ${count - this.ids.length} more` : ""
    const ids = `${this.ids.map((id) => `"${id}"`).join(", ")}${more}`
    switch (problem) {
      case "missing":
        return `"${second}" has no row for ${ids} of "${first}".`
      case "extra":
        return `"${second}" has rows for ${ids}, which "${first}" does not know.`
      case "repeated":
        return `"${second}" has more than one row for ${ids}.`
      case "rows":
        return `"${first}" and "${second}" differ by ${count} in their number of rows.`
    }
  }
}

interface Loaded {
  readonly ids: ReadonlyArray<string>
  /** The rows at these places, in this order. */
  readonly take: (places: ReadonlyArray<number>) => unknown
}

const ofRows = (rows: ReadonlyArray<Keyed>): Loaded => ({
  ids: rows.map(({ id }) => id),
  take: (places) => places.map((place) => rows[place])
})

const ofVectors = (data: VectorData): Loaded => ({
  ids: data.ids,
  take: (places) => {
    const isAsItIs = places.length === data.ids.length && places.every((place, i) => place === i)
    return isAsItIs ? data : {
      ids: places.map((place) => data.ids[place]!),
      names: data.names,
      matrix: takeRows(data.matrix, places)
    }
  }
})

const isRows = (input: Joinable): input is ReadonlyArray<Keyed> => Array.isArray(input)

const loadOf = (input: Exclude<Joinable, AnyTensor>): Effect.Effect<Loaded, ArtifactError> => {
  if (isRows(input)) return Effect.succeed(ofRows(input))
  if (!("kind" in input)) return Effect.succeed(ofVectors(input))
  return input.kind === "table" ? Effect.map(input.rows, ofRows) : Effect.map(input.load, ofVectors)
}

const isTensor = (input: Joinable): input is AnyTensor => "kind" in input && input.kind === "tensor"

const rowsOfTensor = Effect.fnUntraced(function*(tensor: AnyTensor) {
  const { path } = yield* tensor.file
  return yield* opening("tensor", () => {
    const file = TensorFile.open(path)
    file.close()
    return file.shape[0] ?? 0
  })
})

interface Names {
  readonly first: string
  readonly second: string
}

const fault = (names: Names, problem: NotAligned["problem"], ids: ReadonlyArray<string>) =>
  new NotAligned({ ...names, problem, ids: ids.slice(0, shown), count: ids.length })

/** Where each of `ids` is in `own`. Fails with NotAligned. */
const placesIn = (names: Names, ids: ReadonlyArray<string>, own: ReadonlyArray<string>, isWider: boolean) => {
  const placeOf = new Map(own.map((id, place) => [id, place]))
  if (placeOf.size < own.length) {
    const repeated = own.filter((id, place) => placeOf.get(id) !== place)
    return Effect.fail(fault(names, "repeated", [...new Set(repeated)]))
  }
  const missing = ids.filter((id) => !placeOf.has(id))
  if (missing.length > 0) return Effect.fail(fault(names, "missing", missing))
  if (!isWider && own.length > ids.length) {
    const known = new Set(ids)
    return Effect.fail(fault(names, "extra", own.filter((id) => !known.has(id))))
  }
  return Effect.succeed(ids.map((id) => placeOf.get(id)!))
}

/**
 * The inputs with their rows in the order of the first, which must have ids; a tensor has none and counts as being in
 * that order already. `wider` names inputs that may hold more: their other rows are left out.
 *
 * Failure: NotAligned for an id that is missing, too many or there twice, inputs and ids named.
 */
export const aligned = Effect.fnUntraced(function*<const Inputs extends Readonly<Record<string, Joinable>>>(
  inputs: Inputs,
  options: { readonly wider?: ReadonlyArray<keyof Inputs & string> } = {}
) {
  const [[first, leading], ...others] = Object.entries(inputs) as unknown as [
    [string, Exclude<Joinable, AnyTensor>],
    ...Array<[string, Joinable]>
  ]
  const found = yield* loadOf(leading)
  const { ids } = found
  yield* placesIn({ first, second: first }, ids, ids, false)
  const joined: Record<string, unknown> = { [first]: found.take([...ids.keys()]) }
  for (const [second, input] of others) {
    const names = { first, second }
    if (isTensor(input)) {
      const rows = yield* rowsOfTensor(input)
      if (rows !== ids.length) {
        return yield* new NotAligned({ ...names, problem: "rows", ids: [], count: Math.abs(rows - ids.length) })
      }
      joined[second] = input
      continue
    }
    const own = yield* loadOf(input)
    joined[second] = own.take(yield* placesIn(names, ids, own.ids, options.wider?.includes(second) ?? false))
  }
  return joined as { readonly [K in keyof Inputs]: Joined<Inputs[K]> }
})
