import { describe, expect, it } from "vitest"
import { Rig, type RunReport } from "../rig.ts"

const all = `import { files, json, Node, Pipeline, Schema, table } from "@src/dataflow/index.ts"\n`

/** Songs with a loudness; `ITEM_KEY` and `RUN` stand for what the node reads of each. */
const songs = (itemKey: string, run: string): Readonly<Record<string, string>> => ({
  "nodes/list.ts": `${all}
import { createHash } from "node:crypto"
const text = "la"
const digest = createHash("sha256").update(text).digest("hex")
export const list = Node.fn({
  outputs: { songs: table({ id: Schema.String, gain: Schema.Array(Schema.Finite), digest: Schema.String }), texts: files },
  run: () => ({ songs: [{ id: "one", gain: [3], digest }], texts: { "one.txt": text, "two.txt": "other" } })
})
`,
  "nodes/measure.ts": `${all}
import { songColumns } from "./columns.ts"
export const measure = Node.map({
  over: "songs",
  inputs: { songs: table(songColumns), texts: files },
  byReference: ["texts"],
  itemKey: ${itemKey},
  itemName: (song) => song.id,
  outputs: { n: json(Schema.Unknown) },
  run: function*({ inputs, item }) {
    return { n: ${run} }
  }
})
`,
  "nodes/columns.ts": `${all}
export const songColumns = { id: Schema.String, gain: Schema.Array(Schema.Finite), digest: Schema.String }
`,
  "pipelines/p.ts": `${all}
import { list } from "../nodes/list.ts"
import { measure } from "../nodes/measure.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { songs, texts } = yield* list()
  return { n: (yield* measure({ songs, texts })).n }
})
`
})

const failureOf = ({ events }: RunReport): string | undefined =>
  events.find((event) => event._tag === "NodeFailed")?.failure.message

const valueOf = (rig: Rig, { digests }: RunReport): unknown =>
  JSON.parse(new TextDecoder().decode(rig.store().readObject(digests["measure.n"]!)))

const readText = `new TextDecoder().decode(yield* inputs.texts.read("one.txt"))`

describe("what run sees of an item", () => {
  it("is what its key was made of: a value that changes in it makes the item run again", async () => {
    using rig = new Rig(songs("(song) => [song.id, song.gain]", "item.gain[0]"))
    await rig.run()

    rig.edit("nodes/list.ts", "gain: [3]", "gain: [5]")
    const after = await rig.run()

    expect(after.items["measure"]).toBe(1)
    expect(valueOf(rig, after)).toEqual([{ item: "one", value: 5 }])
  })

  it.each([
    ["a field", "item.gain[0]", "gain"],
    ["all of it", "{ ...item }", "gain"],
    ["whether a field is there", `"gain" in item`, "gain"],
    ["its text", "JSON.stringify(item)", "gain"],
    ["a field that no row has", "item.tempo ?? null", "tempo"]
  ])("is not %s that the key does not read, which is an error that names it", async (_, run, field) => {
    using rig = new Rig(songs("(song) => song.id", run))

    expect(failureOf(await rig.run())).toContain(
      `Step "measure" reads "${field}" of its item, which its itemKey does not read: add it to itemKey.`
    )
  })

  it.each([
    ["the row", "(song) => song"],
    ["a copy of it", "(song) => ({ ...song })"],
    ["its text", "(song) => JSON.stringify(song)"]
  ])("is all of it where the key is %s", async (_, itemKey) => {
    using rig = new Rig(songs(itemKey, "{ ...item, text: typeof item.digest }"))

    expect(valueOf(rig, await rig.run())).toMatchObject([{ value: { id: "one", gain: [3], text: "string" } }])
  })

  it("includes the files by reference whose digest is in the key, and no others", async () => {
    using keyed = new Rig(songs("(song) => [song.id, song.digest]", readText))
    using other = new Rig(songs("(song) => [song.id, song.digest]", readText.replace("one.txt", "two.txt")))
    using unkeyed = new Rig(songs("(song) => song.id", readText))
    using list = new Rig(songs("(song) => [song.id, song.digest]", "(yield* inputs.texts.entries).length"))

    expect(valueOf(keyed, await keyed.run())).toEqual([{ item: "one", value: "la" }])
    const says = (what: string) => `reads ${what} of "texts", which it has by reference`
    expect(failureOf(await other.run())).toContain(says(`"two.txt"`))
    expect(failureOf(await unkeyed.run())).toContain(says(`"one.txt"`))
    expect(failureOf(await list.run())).toContain(says("the list"))
  })

  it("has nothing but files by reference", async () => {
    using rig = new Rig(songs("(song) => song.id", "1"))
    rig.edit("nodes/measure.ts", "texts: files }", "texts: table(songColumns) }")

    await expect(rig.load()).rejects.toThrow(`has "texts" by reference, which is for files`)
  })
})
