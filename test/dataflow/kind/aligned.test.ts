import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { aligned, NotAligned } from "../../../src/dataflow/kind/aligned.ts"
import { finite, VectorNotFinite } from "../../../src/dataflow/kind/finite.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { tensor } from "../../../src/dataflow/kind/tensor.ts"
import { type VectorData, vectors } from "../../../src/dataflow/kind/vectors.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { temporaryStore } from "../store/temporary-store.ts"

const places = (...ids: ReadonlyArray<string>): VectorData => ({
  ids,
  names: ["x"],
  matrix: matrix(ids.map((id) => [id.charCodeAt(0)]))
})
const words = (...ids: ReadonlyArray<string>) => ids.map((id) => ({ id, word: `word of ${id}` }))

const failing = async (join: Effect.Effect<unknown, unknown>): Promise<NotAligned> => {
  const error = await Effect.runPromise(Effect.flip(join))
  if (error instanceof NotAligned) return error
  throw new Error(`expected NotAligned, not ${String(error)}`)
}

describe("inputs about the same ids", () => {
  it("are put into the order of the first, whatever order they come in", async () => {
    const joined = await Effect.runPromise(
      aligned({ features: places("a", "b", "c"), latents: places("c", "a", "b"), lyrics: words("b", "c", "a") })
    )

    expect(joined.latents.ids).toEqual(["a", "b", "c"])
    expect([...joined.latents.matrix.data]).toEqual([97, 98, 99])
    expect(joined.lyrics.map(({ word }) => word)).toEqual(["word of a", "word of b", "word of c"])
  })

  it("are loaded from their artifacts, and a tensor is left where it is", async () => {
    const store = temporaryStore()
    const picture = tensor(["track", "mel"])
    const space = vectors("latent")
    const row = table(Schema.Struct({ id: Schema.String, word: Schema.String }))
    const saved = await Effect.runPromise(Effect.all({
      pictures: picture.save(store, { shape: [2, 1], data: Float32Array.of(5, 6) }),
      latents: space.save(store, places("a", "b")),
      lyrics: row.save(store, words("b", "a"))
    }))
    const pictures = picture.open(store, saved.pictures)

    const joined = await Effect.runPromise(
      aligned({ latents: space.open(store, saved.latents), lyrics: row.open(store, saved.lyrics), pictures })
    )

    expect(joined.lyrics.map(({ id }) => id)).toEqual(["a", "b"])
    expect(joined.pictures).toBe(pictures)
  })

  it("may be many more where that is said, whose other rows are left out", async () => {
    const inputs = { features: places("b"), tracks: words("a", "b", "c") }

    const joined = await Effect.runPromise(aligned(inputs, { wider: ["tracks"] }))

    expect(joined.tracks).toEqual(words("b"))
  })
})

describe("a join is refused, with inputs and ids named,", () => {
  it("for an id that is missing", async () => {
    const error = await failing(aligned({ features: places("a", "b", "c"), lyrics: words("b") }))

    expect(error.message).toBe("\"lyrics\" has no row for \"a\", \"c\" of \"features\".")
    expect(error.hint).toContain("keep every row")
  })

  it("for an id too many", async () => {
    const error = await failing(aligned({ features: places("a"), lyrics: words("a", "v", "w", "x", "y", "z") }))

    expect(error.message).toBe(
      "\"lyrics\" has rows for \"v\", \"w\", \"x\" and 2 more, which \"features\" does not know."
    )
  })

  it("for an id that is there twice, in the first, in the second or in one with more rows", async () => {
    const first = await failing(aligned({ features: places("a", "a"), lyrics: words("a") }))
    const second = await failing(aligned({ features: places("a", "b"), lyrics: words("a", "b", "a") }))
    const wider = await failing(aligned({ features: places("a"), lyrics: words("b", "a", "b") }, { wider: ["lyrics"] }))

    expect(first.message).toBe("\"features\" has more than one row for \"a\".")
    expect(second.message).toBe("\"lyrics\" has more than one row for \"a\".")
    expect(wider.message).toBe("\"lyrics\" has more than one row for \"b\".")
  })

  it("for an id that even one with more rows lacks", async () => {
    const error = await failing(aligned({ features: places("z"), tracks: words("a", "b") }, { wider: ["tracks"] }))

    expect(error.message).toBe("\"tracks\" has no row for \"z\" of \"features\".")
  })

  it("for a tensor of another length", async () => {
    const store = temporaryStore()
    const kind = tensor(["track", "mel"])
    const saved = await Effect.runPromise(kind.save(store, { shape: [3, 1], data: new Float32Array(3) }))

    const error = await failing(aligned({ features: places("a", "b"), pictures: kind.open(store, saved) }))

    expect(error.message).toBe("\"features\" and \"pictures\" differ by 1 in their number of rows.")
  })
})

describe("vectors that must be numbers", () => {
  it("are refused at the first entry that is none, by id and column", async () => {
    const store = temporaryStore()
    const kind = vectors("feature")
    const data = { ids: ["a", "b"], names: ["x", "y"], matrix: matrix([[1, 2], [3, Number.NaN]]) }
    const saved = await Effect.runPromise(kind.save(store, data))

    const error = await Effect.runPromise(Effect.flip(finite("Counting", kind.open(store, saved))))

    expect(error).toBeInstanceOf(VectorNotFinite)
    expect(error.message).toBe("Counting needs numbers, and the \"y\" of \"b\" is NaN.")
  })
})
