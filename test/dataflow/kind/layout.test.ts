import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { compound } from "../../../src/dataflow/kind/compound.ts"
import { document, figure, files } from "../../../src/dataflow/kind/files.ts"
import { json } from "../../../src/dataflow/kind/json.ts"
import { extensions, layoutOf } from "../../../src/dataflow/kind/layout.ts"
import { model } from "../../../src/dataflow/kind/model.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { tensor } from "../../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import { temporaryStore } from "../store/temporary-store.ts"

it("an artifact is laid out by its record as its kind would lay it out", () => {
  const kinds = [
    table({ id: Schema.String }),
    vectors("x"),
    tensor(["row", "column"]),
    json(Schema.Finite),
    model("vae", Schema.Struct({ latent: Schema.Int })),
    files,
    figure,
    document
  ]

  expect(kinds.map(({ tag }) => extensions.get(tag))).toEqual(kinds.map(({ extension }) => extension))
})

it("a compound brings its parts, also where one is a compound", async () => {
  const store = temporaryStore()
  const column = { ids: ["a"], names: ["x"], matrix: { rows: 1, cols: 1, data: Float64Array.of(1) } }
  const inner = compound("inner", Schema.Finite, { numbers: vectors("x") })
  const outer = compound("outer", Schema.Finite, { inner, plain: tensor(["row"]) })
  const plain = { shape: [1] as const, data: Float32Array.of(4) }
  const saved = outer.save(store, { value: 1, parts: { inner: { value: 2, parts: { numbers: column } }, plain } })
  const record = await Effect.runPromise(saved)

  expect(layoutOf(store, record)).toEqual({ extension: ".json", parts: outer.partsOf!(store, record) })
})
