/**
 * A cache prepared by somebody else: links, pipes and forged files in the places of the store's own. Nothing outside the
 * cache is changed, nothing hangs, and nothing ends in a bug.
 */
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { beforeEach, describe, expect, it } from "vitest"
import { recordName } from "../../../src/dataflow/store/action-index.ts"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { sealed } from "../../../src/dataflow/store/seal.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { putText, recordOf, reopen, temporaryFolder, temporaryStore } from "./temporary-store.ts"

let home: string // somebody's folder, which no attack may reach
let song: string

const longAgo = new Date("2020-01-01T00:00:00Z")

beforeEach(() => {
  home = temporaryFolder()
  song = path.join(home, "song.json")
  fs.writeFileSync(song, "mine")
  fs.utimesSync(song, longAgo, longAgo)
})

const isUntouched = (): boolean =>
  fs.readdirSync(home).join() === "song.json" && fs.readFileSync(song, "utf8") === "mine"

/** What is planted where a plain file is due. */
const planted: ReadonlyArray<readonly [string, (file: string) => void]> = [
  ["a link to a file of the user's", (file) => fs.symlinkSync(song, file)],
  ["a link to itself", (file) => fs.symlinkSync(path.basename(file), file)],
  ["a link to an endless device", (file) => fs.symlinkSync("/dev/zero", file)],
  ["a pipe", (file) => void execFileSync("mkfifo", [file])],
  ["a folder", (file) => void fs.mkdirSync(path.join(file, "inside"), { recursive: true })]
]

const plant = (file: string, how: (file: string) => void): void => {
  fs.rmSync(file, { recursive: true, force: true })
  fs.mkdirSync(path.dirname(file), { recursive: true })
  how(file)
}

const ref = { pipeline: "easy", run: "r1", seed: 1, finishedAt: "2026-01-01T00:00:00.000Z", steps: {} }
const family = "f".repeat(64)

const furnished = () => {
  const store = temporaryStore()
  const record = store.publish(recordOf("a", { out: putText(store, "1") }))
  store.publishItems(family, [{ itemKey: "i", outcome: { _tag: "Quarantined", reason: "no samples" } }])
  store.recordRun(ref)
  store.saveCheckpoint("c", Buffer.from("epoch 7"))
  store.flush()
  return { store, record, out: record.outputs["out"]!.digest }
}

/** Uses all that a run, a verification and a collection use. */
const useAll = (store: Store, key: string) => {
  const seen = [store.lookup(key)._tag, store.items(family).size, store.ref("easy")?.run, store.runs().length]
  store.loadCheckpoint("c")
  store.publish(recordOf("b", { out: putText(store, "2") }))
  store.recordRun({ ...ref, run: "r2" })
  store.saveCheckpoint("c", Buffer.from("epoch 8"))
  verifyStore(store, { repair: true })
  collectGarbage(store, { keepRuns: 9, isDryRun: false })
  store.close()
  return seen
}

describe.each(planted)("%s", (_, how) => {
  it("in the place of an object is tampering: moved aside, never read", () => {
    const { out, record, store } = furnished()
    plant(store.objectPath(out), how)
    const later = reopen(store.root)

    expect(() => later.readObject(out)).toThrow(expect.objectContaining({ _tag: "ObjectLost", how: "tampered" }))
    plant(store.objectPath(out), how)
    expect(() => later.copyObject(out, path.join(temporaryFolder(), "copy"))).toThrow(/tampered/)
    plant(store.objectPath(out), how)
    expect(verifyStore(later, { repair: false }).damaged.map((each) => each.problem)).toEqual(["is no plain file"])
    expect(later.lookup(record.key)).toMatchObject({ _tag: "Lost", how: "tampered" })
    expect(later.putBytes(Buffer.from("1")).digest).toBe(out)
    expect(Buffer.from(later.readObject(out)).toString()).toBe("1")
    expect(isUntouched()).toBe(true)
  })

  it("in the place of every small file is absent, and nothing is written through it", () => {
    const { record, store } = furnished()
    const host = fs.readdirSync(path.join(store.root, "index"))[0]!
    const pack = fs.readdirSync(path.join(store.root, "actions", "items", "ff", family))[0]!
    const run = fs.readdirSync(path.join(store.root, "refs", "runs"))[0]!
    const places = [
      "VERSION",
      "SIGNED",
      recordName(record.key),
      `actions/items/ff/${family}/${pack}`,
      "refs/easy.json",
      `refs/runs/${run}`,
      "checkpoints/c",
      "locks/a.lock",
      "leases/l.json",
      `index/${host}`,
      `stat/${host}`
    ]
    for (const place of places) plant(path.join(store.root, place), how)

    const seen = useAll(reopen(store.root), record.key)

    expect(seen).toEqual(["Miss", 0, undefined, 0])
    expect(isUntouched()).toBe(true)
  })
})

it("a log that becomes a link while it is open is not appended to through it", () => {
  const { store } = furnished()
  const later = reopen(store.root)
  later.publish(recordOf("late", { out: putText(later, "2") }))
  for (const log of ["index", "stat"]) {
    plant(
      path.join(store.root, log, `${os.hostname().replaceAll(/[^\w.-]/g, "_")}.tsv`),
      (file) => fs.symlinkSync(song, file)
    )
  }

  later.flush()

  expect(isUntouched()).toBe(true)
  expect(verifyStore(reopen(store.root), { repair: false }).damaged).toEqual([])
})

it.each([
  ["objects"],
  ["objects/sha256"],
  ["actions"],
  ["refs"],
  ["refs/runs"],
  ["index"],
  ["stat"],
  ["stamps"],
  ["tmp"],
  ["trash"],
  ["locks"],
  ["leases"],
  ["damaged"],
  ["checkpoints"],
  ["logs"]
])("a cache whose folder %s is a link is refused, before anything behind it is removed or moved", (folder) => {
  const { store } = furnished()
  plant(path.join(store.root, folder), (file) => fs.symlinkSync(home, file))

  expect(() => reopen(store.root)).toThrow(expect.objectContaining({ _tag: "CacheRefused" }))
  expect(isUntouched()).toBe(true)
})

it("collection removes nothing that is not named as the store names it", () => {
  const { store } = furnished()
  const files = ["objects/song.wav", "objects/sha256/aa/song.wav", "actions/aa/song.json", "tmp/song.wav"]
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(store.root, file)), { recursive: true })
    fs.writeFileSync(path.join(store.root, file), "mine")
    fs.utimesSync(path.join(store.root, file), longAgo, longAgo)
  }

  collectGarbage(reopen(store.root), { keepRuns: 0, isDryRun: false })

  expect(files.filter((file) => !fs.existsSync(path.join(store.root, file)))).toEqual([])
})

/** Records as somebody might seal them. */
const forge = (change: (record: Record<string, unknown>) => void) => {
  const { record, store } = furnished()
  const forged = structuredClone(record) as unknown as Record<string, unknown>
  change(forged)
  const name = recordName(record.key)
  fs.writeFileSync(path.join(store.root, name), sealed(name, forged))
  fs.rmSync(path.join(store.root, "index"), { recursive: true })
  return { store: reopen(store.root), key: record.key, name }
}

const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

it.each<readonly [string, (record: Record<string, unknown>) => void]>([
  ["is nested a thousand deep", (record) => record["keyRecord"] = nested(1_000)],
  ["is of another key", (record) => record["key"] = "0".repeat(64)],
  ["names an object outside the store", (record) => record["outputs"] = { out: { digest: "../../../etc/passwd" } }],
  ["lists members outside the store", (record) => record["members"] = { out: ["../".repeat(22)] }],
  ["has a family outside the store", (record) => record["family"] = "../../../home"],
  ["says its outputs in a list", (record) => record["outputs"] = [1]],
  ["measures no number", (record) => record["metrics"] = { ari: { value: "0.97", better: "higher" } }]
])("a record that %s is absent, however well it is sealed", (_, change) => {
  const { key, name, store } = forge(change)

  expect(store.lookup(key)._tag).toBe("Miss")
  expect(fs.existsSync(path.join(store.root, name))).toBe(false)
})

it("a record nested so deep that no parser comes back from it, or longer than a text can be, is absent", () => {
  const { record, store } = furnished()
  const file = path.join(store.root, recordName(record.key))
  fs.rmSync(path.join(store.root, "index"), { recursive: true })
  const found = [`{"a":${"[".repeat(1e6)}`, ""].map((text) => {
    fs.writeFileSync(file, text)
    if (text === "") fs.truncateSync(file, 3 * 2 ** 30) // sparse: takes no space
    return reopen(store.root).lookup(record.key)._tag
  })

  expect(found).toEqual(["Miss", "Miss"])
})

it("outputs called __proto__ and constructor are outputs like any other", () => {
  const store = temporaryStore()
  const outputs = JSON.parse(`{"__proto__":0,"constructor":0}`) as Record<string, unknown>
  for (const name of Object.keys(outputs)) {
    Object.defineProperty(outputs, name, { value: putText(store, name), enumerable: true })
  }
  const { key } = store.publish(recordOf("a", outputs as never))
  fs.rmSync(path.join(store.root, "index"), { recursive: true, force: true })

  const found = reopen(store.root).lookup(key)

  expect(found._tag === "Hit" && Object.keys(found.record.outputs)).toEqual(["__proto__", "constructor"])
  expect(({} as { kind?: string }).kind).toBeUndefined()
})

it.each([
  ["names a batch outside the store", ["../../../../etc/passwd"], ["j", 0, 0, 1]],
  ["takes rows before the first", ["0".repeat(64)], ["j", 0, -1, 1]],
  ["takes half a row", ["0".repeat(64)], ["j", 0, 0.5, 1]],
  ["names a batch it does not have", ["0".repeat(64)], ["j", 1, 0, 1]],
  ["says half of where rows are", ["0".repeat(64)], ["j", 0, 0]]
])("a pack that %s is absent", (_, batches, line) => {
  const { store } = furnished()
  const name = `actions/items/ff/${family}/${"0".repeat(32)}.json`
  store.files.write(name, { batches: batches.map((out) => ({ out })), items: [line], members: {} })

  expect([...reopen(store.root).items(family).keys()]).toEqual(["i"])
})

it("items that a pack lists twice are one item: the last that is whole", () => {
  const { store } = furnished()
  const batches = ["one", "two"].map((text) => store.putBytes(Buffer.from(text)).digest)
  const pack = {
    batches: [...batches, "0".repeat(64)].map((out) => ({ out })),
    items: [["twice", 0, 0, 1], ["twice", 1, 0, 1], ["twice", 2, 0, 1]],
    members: {}
  }
  store.files.write(`actions/items/ff/${family}/${"0".repeat(32)}.json`, pack)

  const found = reopen(store.root).items(family).get("twice")

  expect(found).toMatchObject({ batch: { out: batches[1] } })
})
