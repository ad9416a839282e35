import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { findProject, type Project } from "../../../src/dataflow/code/project.ts"
import { comparePictures, picturesOf } from "../../../src/dataflow/history/figures.ts"
import { restoreRun } from "../../../src/dataflow/history/restore.ts"
import type { OutputRecord } from "../../../src/dataflow/store/action.ts"
import type { RunRecord } from "../../../src/dataflow/store/run-record.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { canonicalJson } from "../../../src/format/canonical-json.ts"
import { writeManifest } from "../../../src/format/manifest.ts"
import { makeWords } from "../run/words-project.ts"
import { bytesOf, putText, recordOf, tamper, temporaryFolder, temporaryStore } from "../store/temporary-store.ts"

/** Every file below a folder but the list of them, by name, as text. */
const treeOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
      .map((each) => path.join(each.parentPath, each.name)).filter((file) => !file.endsWith(".partita.json"))
      .map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")])
  )

describe("a past run", () => {
  const words = makeWords()
  let project: Project
  beforeAll(async () => {
    await words.rig.run()
    project = await Effect.runPromise(findProject(words.rig.root))
  })
  afterAll(() => words.rig[Symbol.dispose]())

  it("is laid out again byte by byte where run laid it out, though its pipeline is gone by now", async () => {
    const { rig } = words
    const artifacts = path.join(rig.root, "artifacts", "p")
    const first = treeOf(artifacts)
    await rig.run({ set: { "longest.atLeast": "9" } })
    const second = treeOf(artifacts)
    fs.rmSync(path.join(rig.root, "pipelines", "p.ts"))
    const [earlier, later] = rig.store().runs() as [RunRecord, RunRecord]

    const restored = await Effect.runPromise(restoreRun(project, rig.store(), earlier))

    expect(restored).toMatchObject({ folder: artifacts, artifacts: 3, gone: [] })
    expect(treeOf(artifacts)).toEqual(first)
    await Effect.runPromise(restoreRun(project, rig.store(), later))
    expect(treeOf(artifacts)).toEqual(second)
    expect(first).not.toEqual(second)
    expect(Object.keys(first).sort()).toEqual(["longest/letters.json", "report.html", "words/words.json"])
  })
})

describe("restoring", () => {
  const project = { artifactRoot: "/nowhere" } as Project // a folder of its own is given

  /** A run of steps with one output each. */
  const runOf = (store: Store, outputs: Readonly<Record<string, OutputRecord>>): RunRecord => ({
    pipeline: "p",
    run: "r1",
    seed: 1,
    status: "succeeded",
    finishedAt: "2026-01-01T00:00:00.000Z",
    steps: Object.fromEntries(
      Object.entries(outputs).map(([step, out]) => {
        const { key } = store.publish(recordOf(step, { out }))
        return [step, { key, outputs: { out: out.digest } }]
      })
    )
  })
  const filesOf = (store: Store, kind: string, entries: Readonly<Record<string, string>>): OutputRecord => ({
    kind,
    summary: "",
    ...store.putBytes(
      writeManifest({
        entries: Object.entries(entries).map(([name, text]) => ({ path: name, ...store.putBytes(bytesOf(text)) }))
      })
    )
  })
  const restore = (store: Store, run: RunRecord, to: string) =>
    Effect.runPromise(restoreRun(project, store, run, { to }))
  const target = () => path.join(temporaryFolder(), "out")

  it("hands on what is sound, and says what was removed, and what is damaged though its size and date are right", async () => {
    const store = temporaryStore()
    const run = runOf(store, {
      sound: putText(store, "1"),
      removed: putText(store, "2"),
      damaged: filesOf(store, "figure", { "a.svg": "<svg/>", "b.svg": "<svg></svg>" }),
      collected: putText(store, "3")
    })
    const member = store.putBytes(bytesOf("<svg></svg>")).digest
    store.flush()
    const { atime, mtime } = fs.statSync(store.objectPath(member))
    tamper(store, member)
    fs.utimesSync(store.objectPath(member), atime, mtime)
    fs.rmSync(store.objectPath(run.steps["removed"]!.outputs["out"]!))
    fs.rmSync(path.join(store.root, "actions", run.steps["collected"]!.key.slice(0, 2)), { recursive: true })
    fs.rmSync(path.join(store.root, "index"), { recursive: true })
    const to = target()

    const { artifacts, gone } = await restore(Store.open(store.root, { fsync: false, warn: () => undefined }), run, to)

    expect(treeOf(to)).toEqual({ "sound/out.json": "1" })
    expect(artifacts).toBe(1)
    expect(gone).toEqual([
      { artifact: "removed.out", why: "removed" },
      { artifact: "damaged.out", why: "damaged" },
      { artifact: "collected.out", why: "removed" }
    ])
  })

  it("writes nothing where a file of the user's, an edited one or a link would be lost", async () => {
    const store = temporaryStore()
    const run = runOf(store, { a: putText(store, "1"), b: putText(store, "2"), c: putText(store, "3") })
    const to = target()
    await restore(store, run, to)
    fs.writeFileSync(path.join(to, "a", "out.json"), "edited")
    fs.rmSync(path.join(to, "b"), { recursive: true })
    fs.rmSync(path.join(to, "c", "out.json"))
    fs.symlinkSync("/etc/hostname", path.join(to, "c", "out.json"))
    fs.writeFileSync(path.join(to, "notes.txt"), "mine")

    await expect(restore(store, run, to)).rejects.toMatchObject({
      _tag: "FilesInTheWay",
      files: ["a/out.json", "c/out.json"]
    })
    expect(fs.existsSync(path.join(to, "b"))).toBe(false)
    fs.rmSync(path.join(to, "a"), { recursive: true })
    fs.rmSync(path.join(to, "c"), { recursive: true })
    await restore(store, run, to)
    expect(treeOf(to)).toEqual({ "a/out.json": "1", "b/out.json": "2", "c/out.json": "3", "notes.txt": "mine" })
  })

  it("goes on after a kill: what lies there with the right bytes is not in the way", async () => {
    const store = temporaryStore()
    const run = runOf(store, { a: putText(store, "1"), b: putText(store, "2") })
    const to = target()
    fs.mkdirSync(path.join(to, "a"), { recursive: true })
    fs.writeFileSync(path.join(to, "a", "out.json"), "1")

    await restore(store, run, to)

    expect(treeOf(to)).toEqual({ "a/out.json": "1", "b/out.json": "2" })
  })

  it("writes nothing outside of the folder or into the cache, whatever names a manifest holds", async () => {
    const store = temporaryStore()
    const { digest } = store.putBytes(bytesOf("x"))
    const hostile = { kind: "files", summary: "", ...store.putBytes(bytesOf(canonicalJson([["../../x", digest, 1]]))) }
    const to = path.join(target(), "below", "out")

    await expect(restore(store, runOf(store, { a: hostile }), to)).rejects.toMatchObject({ _tag: "ManifestRefused" })
    await expect(restore(store, runOf(store, { b: putText(store, "1") }), path.join(store.root, "objects")))
      .rejects.toMatchObject({ _tag: "FolderRefused" })
    await expect(Effect.runPromise(restoreRun(project, store, { ...runOf(store, {}), pipeline: "../../x" })))
      .rejects.toMatchObject({ _tag: "FolderRefused" })
    expect(fs.existsSync(path.join(to, "..", "..", "x"))).toBe(false)
  })

  it("links to files that stay with the user only while they are what they were", async () => {
    const store = temporaryStore()
    const root = temporaryFolder()
    fs.writeFileSync(path.join(root, "a.wav"), "sound")
    const run = runOf(store, { audio: { ...filesOf(store, "files", { "a.wav": "sound" }), root } })
    const to = target()

    expect((await restore(store, run, to)).links).toEqual({ "audio/out": root })
    fs.writeFileSync(path.join(root, "a.wav"), "noise!")
    expect((await restore(store, run, target())).gone).toEqual([{ artifact: "audio.out", why: "changed" }])
  })

  it("compares pictures by their bytes, a PNG before an SVG, and says which are gone", () => {
    const store = temporaryStore()
    const first = runOf(store, {
      draw: filesOf(store, "figure", { "a.png": "1", "a.svg": "old", "a.vl.json": "{}", "b.svg": "b", "gone.svg": "c" })
    })
    const second = runOf(store, {
      draw: filesOf(store, "figure", { "a.png": "1", "a.svg": "new", "b.svg": "B", "new.svg": "d" })
    })
    const compared = comparePictures(picturesOf(store, first), picturesOf(store, second))

    expect(compared.map(({ how, name }) => [name, how])).toEqual([
      ["draw.out/a", "same"],
      ["draw.out/b", "changed"],
      ["draw.out/gone", "only in the first"],
      ["draw.out/new", "only in the second"]
    ])
    fs.rmSync(store.objectPath(first.steps["draw"]!.outputs["out"]!))
    expect(picturesOf(store, first)).toMatchObject({ gone: ["draw.out"] })
  })
})
