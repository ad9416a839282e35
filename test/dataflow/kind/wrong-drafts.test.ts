/** What each kind says of a draft that is not what it needs. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import type { AnyKind, Kind } from "../../../src/dataflow/kind/artifact.ts"
import { DraftError } from "../../../src/dataflow/kind/check.ts"
import { files } from "../../../src/dataflow/kind/files.ts"
import { json } from "../../../src/dataflow/kind/json.ts"
import { model } from "../../../src/dataflow/kind/model.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { tensor } from "../../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import { temporaryStore } from "../store/temporary-store.ts"

const loose = (kind: AnyKind) => kind as unknown as Kind<string, unknown, unknown, unknown>

const refusal = async (kind: AnyKind, draft: unknown): Promise<string> => {
  const error = await Effect.runPromise(Effect.flip(loose(kind).save(temporaryStore(), draft)))
  return error instanceof DraftError ? error.message : `not a DraftError: ${error.message}`
}

const itemRefusal = async (kind: AnyKind, drafts: ReadonlyArray<unknown>) => {
  const error = await Effect.runPromise(Effect.flip(loose(kind).items!.saveBatch(temporaryStore(), drafts)))
  return error instanceof DraftError ? [error.index, error.message] : ["not a DraftError", error.message]
}

const size = table({ id: Schema.String, size: Schema.Finite })
const feature = vectors("feature")
const pair = { rows: 1, cols: 2, data: new Float64Array(2) }
const network = model("m", Schema.Struct({ k: Schema.Int }))

describe("a draft that does not fit is refused", () => {
  it.each<[string, AnyKind, unknown, string]>([
    ["no rows", size, 3, "the number 3 given, rows expected"],
    ["text for a number", size, [{ id: "a", size: 1 }, { id: "b", size: "2" }], `row 2: column "size": Expected `],
    ["NaN for a finite number", size, [{ id: "a", size: Number.NaN }], `row 1: column "size": Expected `],
    ["a row without a column", size, [{ id: "a" }], `row 1: column "size" is missing`],
    ["a misspelt column", size, [{ id: "a", sise: 1 }], `row 1: column "sise" given, "size" expected`],
    ["a row that is none", size, [{ id: "a", size: 1 }, undefined], "row 2 is undefined, not a row"],
    ["a value within JSON", json(Schema.Struct({ k: Schema.Int })), { k: 1.5 }, `"k": Expected `],
    [
      "vectors with columns",
      feature,
      { ids: ["a"], columns: ["x"], matrix: pair },
      `"columns" given, "names" expected`
    ],
    ["vectors without all", feature, { ids: [] }, `"names" and "matrix" are missing`],
    [
      "another matrix",
      feature,
      { ids: ["a"], names: ["x"], matrix: pair },
      "1 ids × 1 names given for a matrix of 1 × 2"
    ],
    [
      "too many numbers",
      feature,
      { ids: ["a"], names: ["x", "y"], matrix: { ...pair, data: new Float64Array(3) } },
      "a matrix of 1 × 2 needs 2 numbers, 3 given"
    ],
    [
      "a name of number",
      feature,
      { ids: ["a"], names: ["x", 7], matrix: pair },
      `"names" entry 2 is the number 7, not text`
    ],
    [
      "a plain matrix",
      feature,
      { ids: [], names: [], matrix: { ...pair, data: [1, 2] } },
      "a list of 2, not a Float64Array"
    ],
    [
      "a tensor of one axis",
      tensor(["a", "b"]),
      { shape: [2], data: new Float32Array(2) },
      "a shape of 1 axes given (2), 2 expected (a, b)"
    ],
    [
      "a tensor too short",
      tensor(["a"]),
      { shape: [4], data: new Float32Array(3) },
      "shape 4 needs 4 numbers, 3 given"
    ],
    ["a tensor in a list", tensor(["a"]), { shape: [2], data: [1, 2] }, `"data" is a list of 2, not a Float32Array`],
    [
      "half a tensor axis",
      tensor(["a"]),
      { shape: [0.5], data: new Float32Array(0) },
      `"shape" is [0.5], not whole numbers`
    ],
    ["another configuration", network, { config: { k: "x" }, weights: {} }, `"config": "k": Expected `],
    [
      "a weight too short",
      network,
      { config: { k: 1 }, weights: { w: { shape: [2], data: new Float32Array(1) } } },
      `weight "w" of shape 2 needs 2 numbers, 1 given`
    ],
    ["a number for a file", files, { "a.txt": 1 }, `file "a.txt" is the number 1, not text or a Uint8Array`],
    ["a file outside", files, { "../a.txt": "x" }, `"../a.txt" is no relative path`],
    ["bytes for files", files, new Uint8Array(1), "a Uint8Array given, text or bytes by file name expected"]
  ])("%s", async (_, kind, draft, message) => {
    expect(await refusal(kind, draft)).toContain(message)
  })

  it.each<[string, AnyKind, ReadonlyArray<unknown>, string]>([
    ["rows", size, [[{ id: "a", size: 1 }], [{ id: "b", size: "x" }]], `row 1: column "size": Expected `],
    [
      "a vector",
      feature,
      [{ id: "a", names: ["x"], values: [1] }, { id: "b", names: ["x"], values: [1, 2] }],
      `"b" has 2 values`
    ],
    [
      "other names",
      feature,
      [{ id: "a", names: ["x"], values: [1] }, { id: "b", names: ["y"], values: [1] }],
      `name "y" given, "x" expected`
    ],
    ["a slab", tensor(["t", "x"]), [{ shape: [1], data: new Float32Array(1) }, {
      shape: [1, 1],
      data: new Float32Array(1)
    }], "2 axes given"],
    ["JSON", json(Schema.Int), [1, 1.5], "Expected "],
    ["a model", network, [{ config: { k: 1 }, weights: {} }, { config: { k: 1 } }], `"weights" is missing`],
    ["files", files, [{ a: "" }, { a: null }], `file "a" is null`]
  ])("as the second item of a batch: %s", async (_, kind, drafts, message) => {
    expect(await itemRefusal(kind, drafts)).toEqual([1, expect.stringContaining(message)])
  })
})

describe("a row that is wider than its table", () => {
  it("is stored without what nobody asked for", async () => {
    const store = temporaryStore()
    const wide: ReadonlyArray<{ id: string; size: number }> = [{ id: "a", size: 1, more: true } as never]

    const record = await Effect.runPromise(size.save(store, wide))

    expect(await Effect.runPromise(size.open(store, record).rows)).toEqual([{ id: "a", size: 1 }])
  })
})

describe("what items are gathered into", () => {
  it("has the same columns for all, also when batches differ", async () => {
    const store = temporaryStore()
    const batch = (name: string) =>
      Effect.runPromise(feature.items.saveBatch(store, [{ id: name, names: [name], values: [1] }]))
    const parts = await Promise.all(["x", "y"].map(batch))

    const gathering = feature.items.gather(store, parts.map(({ digest }) => ({ digest, start: 0, end: 1 })))

    expect(await Effect.runPromise(Effect.flip(gathering))).toMatchObject({
      index: 1,
      message: `name "y" given, "x" expected as in the first item`
    })
  })
})
