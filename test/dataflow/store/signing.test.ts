/** A cache that is shared and signed: what somebody without the key seals, however rightly, is not believed. */
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { recordName } from "../../../src/dataflow/store/action-index.ts"
import { sealed } from "../../../src/dataflow/store/seal.ts"
import { signStore } from "../../../src/dataflow/store/sign.ts"
import { readKey } from "../../../src/dataflow/store/signing-key.ts"
import { Store } from "../../../src/dataflow/store/store.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { bytesOf, putText, recordOf, reopen, temporaryFolder, temporaryStore } from "./temporary-store.ts"

const key = "k".repeat(64)

const openWith = (root: string, with_: string | undefined, warnings: Array<string> = []): Store =>
  Store.open(root, { fsync: false, warn: (warning) => warnings.push(warning), key: with_ })

const ref = { pipeline: "easy", run: "r1", seed: 1, finishedAt: "2026-01-01T00:00:00.000Z", steps: {} }
const family = "f".repeat(64)

/** One of each small file. */
const fill = (store: Store) => {
  const record = store.publish(recordOf("a", { out: putText(store, "1") }))
  store.publishItems(family, [{ itemKey: "i", outcome: { _tag: "Quarantined", reason: "no samples" } }])
  store.recordRun(ref)
  store.saveCheckpoint("c", bytesOf("epoch 7"))
  store.files.write("stamps/s.json", { code: "x" })
  store.flush()
  return record
}

const signedCache = () => {
  const root = path.join(temporaryFolder(), "cache")
  const record = fill(openWith(root, key))
  return { root, record }
}

const read = (store: Store, of: string) => ({
  lookup: store.lookup(of)._tag,
  items: store.items(family).size,
  ref: store.ref("easy")?.run,
  checkpoint: store.loadCheckpoint("c") !== undefined,
  stamp: store.files.read("stamps/s.json", (value): value is object => typeof value === "object") !== undefined
})

const whole = { lookup: "Hit", items: 1, ref: "r1", checkpoint: true, stamp: true }

it("a signed cache is read by whoever has the key", () => {
  const { record, root } = signedCache()
  const warnings: Array<string> = []

  const later = openWith(root, key, warnings)

  expect(read(later, record.key)).toEqual(whole)
  expect(verifyStore(later, { repair: false }).damaged).toEqual([])
  expect(warnings).toEqual([])
})

it("a forged record with a right plain seal is not believed, is kept, and is said once with what it means", () => {
  const { record, root } = signedCache()
  const forged = { ...record, metrics: { ari: { value: 0.97, better: "higher" } } }
  const file = path.join(root, recordName(record.key))
  fs.writeFileSync(file, sealed(recordName(record.key), forged))
  fs.rmSync(path.join(root, "index"), { recursive: true })
  const warnings: Array<string> = []
  const later = openWith(root, key, warnings)

  const found = [later.lookup(record.key)._tag, later.lookup(record.key)._tag]
  later.flush()

  expect(found).toEqual(["Miss", "Miss"])
  expect(fs.readdirSync(path.join(root, "damaged"))).toHaveLength(1)
  expect(warnings).toEqual([expect.stringMatching(/not signed with the project's key.*made anew.*pipeline verify/)])
})

it("no small file without a signature is believed, and their number is said in one line", () => {
  const { record, root } = signedCache()
  const other = path.join(temporaryFolder(), "cache")
  fill(temporaryStoreAt(other))
  const folders = ["actions", "refs", "stamps", "checkpoints", "index", "stat"]
  for (const folder of folders) {
    fs.rmSync(path.join(root, folder), { recursive: true })
    fs.cpSync(path.join(other, folder), path.join(root, folder), { recursive: true })
  }
  const warnings: Array<string> = []
  const later = openWith(root, key, warnings)

  const damaged = verifyStore(later, { repair: false }).damaged
  const found = read(later, record.key)
  later.flush()

  expect(damaged.map(({ name }) => name.replace(/\/.*/, ""))).toEqual(
    ["actions", "actions", "refs", "refs", "stamps", "checkpoints", "index", "stat"]
  )
  expect(found).toEqual({ lookup: "Miss", items: 0, ref: undefined, checkpoint: false, stamp: false })
  expect(warnings).toEqual([expect.stringMatching(/^\d files, such as .*: each is not signed/)])
})

const temporaryStoreAt = (root: string): Store => reopen(root)

it("a signature under one key's name is none under another's", () => {
  const { record, root } = signedCache()
  const store = openWith(root, key)
  const second = store.publish(recordOf("b", { out: putText(store, "2") }))
  fs.rmSync(path.join(root, "index"), { recursive: true })
  const [a, b] = [record, second].map((each) => path.join(root, recordName(each.key)))
  const text = fs.readFileSync(a!, "utf8")
  fs.writeFileSync(a!, fs.readFileSync(b!, "utf8"))
  fs.writeFileSync(b!, text)

  const later = openWith(root, key)

  expect([record, second].map((each) => later.lookup(each.key)._tag)).toEqual(["Miss", "Miss"])
})

describe("a cache that is signed otherwise than the project signs", () => {
  it.each(
    [
      ["without a key", undefined, "keyless"],
      ["with another key", "o".repeat(64), "other"]
    ] as const
  )("is refused %s, and nothing in it is touched", (_, other, how) => {
    const { record, root } = signedCache()

    expect(() => openWith(root, other)).toThrow(expect.objectContaining({ _tag: "CacheSigned", how }))
    expect(read(openWith(root, key), record.key)).toEqual(whole)
  })

  it("is refused when it was never signed, until it is signed on request; then all is kept but what is damaged", () => {
    const store = temporaryStore()
    const record = fill(store)
    fs.writeFileSync(path.join(store.root, "refs", "broken.json"), "{")

    expect(() => openWith(store.root, key)).toThrow(expect.objectContaining({ _tag: "CacheSigned", how: "unsigned" }))
    const trusted = Store.open(store.root, { fsync: false, key, isTrusted: true })
    const { damaged } = signStore(trusted, { repair: false })

    expect(damaged.map(({ name }) => name)).toEqual(["refs/broken.json"])
    expect(read(openWith(store.root, key), record.key)).toEqual(whole)
    expect(() => reopen(store.root)).toThrow(expect.objectContaining({ how: "keyless" }))
  })

  it("once signed, is not signed again: what was planted since stays unbelieved", () => {
    const { record, root } = signedCache()
    fs.writeFileSync(path.join(root, recordName(record.key)), sealed(recordName(record.key), record))

    const { damaged } = signStore(Store.open(root, { fsync: false, key, isTrusted: true }), { repair: false })

    expect(damaged.map(({ name }) => name)).toEqual([recordName(record.key)])
  })
})

describe("the project's key", () => {
  const project = () => {
    const root = temporaryFolder()
    return { root, cacheRoot: path.join(root, "cache"), named: undefined }
  }
  const write = (file: string, text = key, mode = 0o600): string => {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, `${text}\n`, { mode })
    return file
  }

  it("is read from partita.key or from the file that is named, and is no must", () => {
    const places = project()
    const none = readKey(places)
    write(path.join(places.root, "partita.key"))
    const named = write(path.join(temporaryFolder(), "key"), "n".repeat(32))

    expect([none, readKey(places), readKey({ ...places, named })]).toEqual([undefined, key, "n".repeat(32)])
  })

  it.each(
    [
      ["may be read by others", (root: string) => write(path.join(root, "partita.key"), key, 0o640)],
      ["lies in the cache", (root: string) => write(path.join(root, "cache", "key"))],
      ["holds fewer than 32", (root: string) => write(path.join(root, "partita.key"), "short")],
      ["cannot be read", (root: string) => path.join(root, "none")]
    ] as const
  )("is refused when it %s", (problem, place) => {
    const places = project()
    const named = place(places.root)

    expect(() => readKey({ ...places, named })).toThrow(
      expect.objectContaining({ _tag: "KeyUnusable", problem: expect.stringContaining(problem) })
    )
  })
})
