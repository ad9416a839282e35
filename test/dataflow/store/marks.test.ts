import { execFile } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { MachineFault } from "../../../src/dataflow/store/fault.ts"
import {
  addNote,
  addTag,
  clearNotes,
  pinRun,
  readMarks,
  removeMarks,
  removeTag,
  unpinRun
} from "../../../src/dataflow/store/marks.ts"
import { SmallFiles } from "../../../src/dataflow/store/small-files.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { reopen, temporaryFolder, temporaryStore } from "./temporary-store.ts"

const at = "2026-01-01T00:00:00.000Z"
const later = "2026-01-02T00:00:00.000Z"
const marksIn = (root: string) => fs.readdirSync(path.join(root, "refs", "marks")).sort()

const marked = (warnings: Array<string> = []): Store => {
  const store = temporaryStore(warnings)
  store.recordRun({ pipeline: "p", run: "r1", seed: 1, finishedAt: at, steps: {} })
  addTag(store.files, "r1", { tag: "best", at })
  addNote(store.files, "r1", { at: later, text: "second" })
  addNote(store.files, "r1", { at, text: "first" })
  pinRun(store.files, "r1", at)
  return store
}

describe("marks of a run", () => {
  it("are told by another opening of the cache, notes in the order they were made, the record as it was", () => {
    const store = temporaryStore()
    store.recordRun({ pipeline: "p", run: "r1", seed: 1, finishedAt: at, steps: {} })
    const [record] = fs.readdirSync(path.join(store.root, "refs", "runs"))
    const before = fs.readFileSync(path.join(store.root, "refs", "runs", record!))

    addTag(store.files, "r1", { tag: "日本 best".split(" ")[0]!, at })
    addNote(store.files, "r1", { at: later, text: "second\u001b[31m" })
    addNote(store.files, "r1", { at, text: "first" })
    pinRun(store.files, "r1", at)
    pinRun(store.files, "r1", later)

    expect(readMarks(reopen(store.root).files).get("r1")).toEqual({
      tags: ["日本"],
      notes: [{ at, text: "first" }, { at: later, text: "second\u001b[31m" }],
      pinnedAt: at
    })
    expect(fs.readFileSync(path.join(store.root, "refs", "runs", record!))).toEqual(before)
    expect(verifyStore(store, { repair: false }).damaged).toEqual([])
  })

  it("go one by one, and those of another run stay", () => {
    const store = marked()
    addTag(store.files, "r1", { tag: "paper", at })
    addTag(store.files, "r12", { tag: "paper", at })

    removeTag(store.files, "r1", "paper")
    clearNotes(store.files, "r1")
    unpinRun(store.files, "r1")

    expect(Object.fromEntries(readMarks(store.files))).toEqual({
      r1: { tags: ["best"], notes: [] },
      r12: { tags: ["paper"], notes: [] }
    })
    removeMarks(store.files, ["r1"])
    expect([...readMarks(store.files).keys()]).toEqual(["r12"])
  })

  it("of two processes at once are all there", async () => {
    const store = marked()
    const child = path.join(import.meta.dirname, "mark-child.ts")
    const run = (own: string) => promisify(execFile)(process.execPath, [child, store.root, own, "40"])

    await Promise.all([run("a"), run("b")])

    const { notes, tags } = readMarks(store.files).get("r1")!
    const numbers = Array.from({ length: 40 }, (_, i) => i)
    expect(new Set(tags)).toEqual(new Set(["best", ...numbers.flatMap((i) => [`a${i}`, `b${i}`])]))
    expect(notes).toHaveLength(82)
  })
})

describe("marks from elsewhere", () => {
  it("that were altered, or exchanged for another run's, are not believed, and said", () => {
    const warnings: Array<string> = []
    const store = marked(warnings)
    const [first, pin] = marksIn(store.root).filter((name) => /tag|pin/.test(name)).toReversed() as [string, string]
    const folder = path.join(store.root, "refs", "marks")
    fs.copyFileSync(path.join(folder, pin), path.join(folder, "r2-pin.json"))
    fs.writeFileSync(
      path.join(folder, first),
      fs.readFileSync(path.join(folder, first), "utf8").replace("best", "bets")
    )

    const read = readMarks(store.files)

    expect(read.get("r1")?.tags).toEqual([])
    expect(read.has("r2")).toBe(false)
    expect(warnings).toHaveLength(2)
  })

  it("without the key of a signed cache are none", () => {
    const root = path.join(temporaryFolder(), "cache")
    const options = { fsync: false, warn: () => undefined }
    const store = Store.open(root, { ...options, key: "k".repeat(64) })
    addTag(store.files, "r1", { tag: "mine", at })
    addTag(store.outside, "r1", { tag: "forged", at })

    expect(readMarks(Store.open(root, { ...options, key: "k".repeat(64) }).files).get("r1")?.tags).toEqual(["mine"])
  })

  it("stay in their folder, whatever a run is called", () => {
    const store = temporaryStore()
    const before = fs.readdirSync(path.dirname(store.root))

    addTag(store.files, "../../../escape", { tag: "../../x", at })

    expect(marksIn(store.root)).toEqual([expect.stringMatching(/^[0-9a-f]{32}-tag-[0-9a-f]{16}\.json$/)])
    expect(fs.readdirSync(path.dirname(store.root))).toEqual(before)
    expect(readMarks(store.files).get("../../../escape")?.tags).toEqual(["../../x"])
  })

  it("cannot be made in a cache that may only be read", () => {
    const store = marked()
    const refused = new MachineFault({ code: "EROFS", doing: "write to the cache", path: store.root })
    const reading = new SmallFiles(store.root, { warn: () => undefined, refused })

    expect(() => addTag(reading, "r1", { tag: "late", at })).toThrow(refused)
    expect(readMarks(reading).get("r1")?.tags).toEqual(["best"])
  })
})
