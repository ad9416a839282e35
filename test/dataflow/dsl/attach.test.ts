import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { files } from "../../../src/dataflow/kind/files.ts"
import { type LoadedFiles, loadInputs } from "../../../src/dataflow/kind/loaded.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import { filesOfKey, rowOfKey } from "../../../src/dataflow/run/threads/item-row.ts"
import { runNode } from "../../../src/dataflow/testing.ts"
import { digestOf } from "../../../src/format/digest.ts"
import { temporaryStore } from "../store/temporary-store.ts"

const row = { id: Schema.String, digest: Schema.String, label: Schema.NullOr(Schema.String) }
const each = {
  over: "rows",
  inputs: { rows: table(row), texts: files },
  byReference: ["texts"],
  itemKey: ({ digest }: { readonly digest: string }) => digest,
  itemName: ({ id }: { readonly id: string }) => id
} as const
const outputs = { sizes: vectors("size"), notes: table({ id: Schema.String, size: Schema.Int }) }

const measure = Node.mapFn("measure", {
  ...each,
  attach: ["id"],
  outputs,
  run: async ({ inputs, item }) => {
    const { length } = await inputs.texts.readByDigest(item.digest)
    return { sizes: { names: ["size"], values: [length] }, notes: [{ size: length }] }
  }
})

describe("what is attached to what an item made", () => {
  it("is in what a node makes of one item in a test", async () => {
    const item = { id: "a", digest: digestOf(new TextEncoder().encode("text")), label: null }

    expect(await runNode(measure, { item, inputs: { texts: { "odd name": "text" } } })).toEqual({
      sizes: { id: "a", names: ["size"], values: [4] },
      notes: [{ id: "a", size: 4 }]
    })
  })

  it("is a column of an output, or the node is refused", () => {
    expect(() =>
      Node.mapFn("measure", { ...each, attach: ["label"], outputs, run: () => ({ sizes: {} as never, notes: [] }) })
    ).toThrow(`node "measure" attaches "label" to what its items made, but no output has such a column`)
  })

  it("is a column of the table and is not returned, or the node does not compile", () => {
    const sizes = { names: ["size"], values: [1] }

    // @ts-expect-error: the rows have no title
    const unknown = () => Node.mapFn("m", { ...each, attach: ["title"], outputs, run: () => ({ sizes, notes: [] }) })
    // @ts-expect-error: the id of the vectors is missing, and nothing attaches it
    const missing = () => Node.mapFn("m", { ...each, outputs, run: () => ({ sizes, notes: [] }) })

    expect([unknown, missing]).toHaveLength(2)
  })

  it("cannot be read by run, which is told that it need not be", () => {
    const seen = rowOfKey("measure", { id: "a", digest: "d" }, ["digest"], ["id"]) as { readonly id: string }

    expect(() => seen.id).toThrow(
      `Step "measure" reads "id" of its item, which its itemKey does not read: add it to itemKey. Or leave it out of what ` +
        "run returns: it is attached when items are gathered."
    )
  })

  it("must be text where it is the id of vectors", async () => {
    const { items } = vectors("size")
    const store = temporaryStore()
    const { digest } = await Effect.runPromise(items.saveBatch(store, [{ id: "", names: ["n"], values: [1] }], ["id"]))

    const gathering = Effect.runPromise(items.gather(store, [{ digest, start: 0, end: 1, attached: { id: 7 } }]))

    await expect(gathering).rejects.toThrow(`the "id" to attach is the number 7, not text`)
  })
})

describe("files that an item has by reference", () => {
  const store = temporaryStore()
  const digests = ["one", "two"].map((text) => digestOf(new TextEncoder().encode(text)))
  const handle = async () =>
    files.open(store, await Effect.runPromise(files.save(store, { a: "one", b: "one", c: "two" })))
  const keyed = async () => filesOfKey("measure", "texts", await handle(), new Set([digests[0]!]))

  it("are read by the digests in its key, whatever they are called, and by no others", async () => {
    const texts = await keyed()

    expect(new TextDecoder().decode(await Effect.runPromise(texts.readByDigest(digests[0]!)))).toBe("one")
    await expect(Effect.runPromise(texts.readByDigest(digests[1]!))).rejects.toThrow(`reads another file of "texts"`)
    await expect(Effect.runPromise((await handle()).readByDigest("0".repeat(64)))).rejects.toThrow(
      "has no file of digest"
    )
  })

  it("can be read by a plain function too, which has no list of them", async () => {
    const { texts } = await Effect.runPromise(loadInputs({ texts: await keyed() })) as { readonly texts: LoadedFiles }

    expect(new TextDecoder().decode(await texts.readByDigest(digests[0]!))).toBe("one")
    expect(() => texts.entries).toThrow(`reads the list of "texts"`)
  })

  it("that two items made alike are one, and two of one name that differ are refused", async () => {
    const saved = await Effect.runPromise(files.items.saveBatch(store, [{ a: "one" }, { a: "one" }, { a: "two" }]))
    const gather = (ends: ReadonlyArray<number>) =>
      Effect.runPromise(files.items.gather(store, ends.map((end) => ({ digest: saved.digest, start: end - 1, end }))))

    expect((await gather([1, 2])).summary).toBe("1 files")
    await expect(gather([1, 3])).rejects.toThrow(`two items made "a"`)
  })
})
