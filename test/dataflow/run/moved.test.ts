/** Files that are renamed, moved, copied, linked and exchanged below a step that measures their bytes one by one. */
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Rig, type RunReport } from "../rig.ts"

const all = `import { Effect, files, Node, Pipeline, Schema, table, vectors } from "@src/dataflow/index.ts"\n`

/** Texts of a folder, as rows in the order of the `order` parameter; each is measured by what it says. */
const project: Readonly<Record<string, string>> = {
  "nodes/row.ts": `${all}
export const row = { id: Schema.String, path: Schema.String, digest: Schema.String, label: Schema.String }
`,
  "nodes/list.ts": `${all}
import { row } from "./row.ts"
export const list = Node.make({
  params: { folder: Schema.String, prefix: Schema.String, label: Schema.String, isReversed: Schema.Boolean },
  sources: { texts: (params) => params.folder },
  outputs: { rows: table(row), texts: files },
  run: function*({ inputs, params }) {
    const entries = yield* inputs.texts.entries
    const rows = entries.map(({ digest, path }) => ({ id: params.prefix + path, path, digest, label: params.label }))
    return { rows: params.isReversed ? rows.reverse() : rows, texts: yield* inputs.texts.pick(entries.map(({ path }) => path)) }
  }
})
`,
  "nodes/measure.ts": `${all}
import { row } from "./row.ts"
class BadText extends Schema.TaggedError<BadText>()("BadText", {}) {
  override get message() { return "it says bad" }
}
export const measure = Node.map({
  over: "rows",
  inputs: { rows: table(row), texts: files },
  byReference: ["texts"],
  attach: ["id", "label"],
  itemKey: ({ digest }) => digest,
  itemName: ({ path }) => path,
  quarantine: ["BadText"],
  outputs: { sizes: vectors("size"), notes: table({ id: Schema.String, label: Schema.String, letter: Schema.String }) },
  run: function*({ inputs, item }) {
    const text = new TextDecoder().decode(yield* inputs.texts.readByDigest(item.digest))
    if (text.includes("bad")) return yield* new BadText()
    return { sizes: { names: ["size"], values: [text.length] }, notes: [...text].slice(0, 2).map((letter) => ({ letter })) }
  }
})
`,
  "nodes/tell.ts": `${all}
import { json } from "@src/dataflow/index.ts"
export const tell = Node.fn({
  inputs: { sizes: vectors("size"), notes: table({ id: Schema.String, label: Schema.String, letter: Schema.String }), quarantine: table({ item: Schema.String, reason: Schema.String }) },
  outputs: { told: json(Schema.Unknown) },
  run: ({ inputs: { notes, quarantine, sizes } }) => ({ told: {
    sizes: Object.fromEntries(sizes.ids.map((id, i) => [id, sizes.matrix.data[i]])),
    notes: notes.map(({ id, label, letter }) => id + " " + label + " " + letter),
    quarantine
  } })
})
`,
  "pipelines/p.ts": `${all}
import { list } from "../nodes/list.ts"
import { measure } from "../nodes/measure.ts"
import { tell } from "../nodes/tell.ts"
export default Pipeline.gen("p", { seed: 1 }, function*() {
  const { rows, texts } = yield* list({}, { folder: "FOLDER", prefix: "", label: "folk", isReversed: false })
  return yield* tell(yield* measure({ rows, texts }))
})
`
}

let rig: Rig
const at = (name: string): string => path.join(rig.root, "texts", name)

/** Makes the folder hold these texts and no others, and measures them. */
const runOn = async (texts: Readonly<Record<string, string>>, set = {}): Promise<RunReport> => {
  fs.rmSync(at(""), { recursive: true, force: true })
  for (const [name, text] of Object.entries(texts)) rig.write(`texts/${name}`, text)
  return run(set)
}

const run = (set: Readonly<Record<string, string>> = {}): Promise<RunReport> =>
  rig.run({ set: { "list.folder": at(""), ...set } })

interface Told {
  readonly sizes: Readonly<Record<string, number>>
  readonly notes: ReadonlyArray<string>
  readonly quarantine: ReadonlyArray<{ readonly item: string; readonly reason: string }>
}

const told = ({ digests }: RunReport): Told =>
  JSON.parse(new TextDecoder().decode(rig.store().readObject(digests["tell.told"]!))) as Told

beforeAll(() => {
  rig = new Rig(project)
})
afterAll(() => {
  rig[Symbol.dispose]()
})

describe("a file whose bytes were measured", () => {
  it.each<[string, () => void, Readonly<Record<string, number>>]>([
    ["renamed", () => fs.renameSync(at("a.txt"), at("z.md")), { "b.txt": 2, "z.md": 1 }],
    ["moved to another folder", () => {
      fs.mkdirSync(at("sub"))
      fs.renameSync(at("a.txt"), at("sub/a.txt"))
    }, { "b.txt": 2, "sub/a.txt": 1 }],
    ["copied", () => fs.copyFileSync(at("a.txt"), at("c.txt")), { "a.txt": 1, "b.txt": 2, "c.txt": 1 }],
    ["linked to by name", () => fs.symlinkSync("a.txt", at("c.txt")), { "a.txt": 1, "b.txt": 2, "c.txt": 1 }],
    ["linked to as a twin", () => fs.linkSync(at("a.txt"), at("c.txt")), { "a.txt": 1, "b.txt": 2, "c.txt": 1 }],
    ["removed and written again", () => {
      fs.rmSync(at("a.txt"))
      fs.writeFileSync(at("z.md"), "a")
    }, { "b.txt": 2, "z.md": 1 }],
    ["exchanged with another", () => {
      fs.renameSync(at("a.txt"), at("c.txt"))
      fs.renameSync(at("b.txt"), at("a.txt"))
      fs.renameSync(at("c.txt"), at("b.txt"))
    }, { "a.txt": 2, "b.txt": 1 }]
  ])("is not measured again where it is %s, and its id is that of its row", async (_, change, sizes) => {
    await runOn({ "a.txt": "a", "b.txt": "bb" })

    change()
    const after = await run()

    expect([after.failed, after.items["measure"] ?? 0]).toEqual([[], 0]) // none where all is known
    expect(told(after).sizes).toEqual(sizes)
  })

  it("is not measured again where its whole folder is another", async () => {
    await runOn({ "a.txt": "a", "b.txt": "bb" })

    fs.cpSync(at(""), path.join(rig.root, "elsewhere"), { recursive: true })
    const after = await run({ "list.folder": path.join(rig.root, "elsewhere") })

    expect(after.ran).not.toContain("measure") // the same rows, wherever they lie
    expect(told(after).sizes).toEqual({ "a.txt": 1, "b.txt": 2 })
  })

  it("is not measured again for another id, label and place in the table, which its rows have from then on", async () => {
    await runOn({ "a.txt": "a", "b.txt": "bb" })

    const after = await run({ "list.prefix": "new/", "list.label": "rock", "list.isReversed": "true" })

    expect(after.items["measure"]).toBe(0)
    expect(told(after).sizes).toEqual({ "new/b.txt": 2, "new/a.txt": 1 })
    expect(told(after).notes).toEqual(["new/b.txt rock b", "new/b.txt rock b", "new/a.txt rock a"])
  })

  it("is measured once however many files have its bytes", async () => {
    const report = await runOn({ "one.txt": "same", "two.txt": "same", "three.txt": "other" })

    expect(report.items["measure"]).toBe(2)
    expect(told(report).sizes).toEqual({ "one.txt": 4, "three.txt": 5, "two.txt": 4 })
  })

  it("makes nothing run where it is only touched", async () => {
    await runOn({ "a.txt": "a", "b.txt": "bb" })

    fs.utimesSync(at("a.txt"), 1, 1)

    expect((await run()).ran).toEqual([])
  })

  it("is measured anew where its bytes are others, its size and times the same", async () => {
    await runOn({ "a.txt": "a", "b.txt": "two" })
    const { atimeMs, mtimeMs } = fs.statSync(at("b.txt"))

    fs.writeFileSync(at("b.txt"), "TWO")
    fs.utimesSync(at("b.txt"), atimeMs / 1000, mtimeMs / 1000) // no call sets the time of the change itself
    const after = await run()

    expect(after.items["measure"]).toBe(1)
    expect(told(after).notes).toEqual(["a.txt folk a", "b.txt folk T", "b.txt folk W"])
  })

  it("stays set aside under its new name where it cannot be measured", async () => {
    const before = await runOn({ "a.txt": "a", "old.txt": "bad" })

    fs.renameSync(at("old.txt"), at("new.txt"))
    const after = await run()

    const asides = ({ events }: RunReport) =>
      events.flatMap((event) => event._tag === "ItemQuarantined" ? [`${event.item}: ${event.reason}`] : [])
    expect(after.items["measure"]).toBe(0)
    expect([asides(before), asides(after)]).toEqual([["old.txt: it says bad"], ["new.txt: it says bad"]])
    expect(told(after).quarantine).toEqual([{ item: "new.txt", reason: "it says bad" }])
  })
})
