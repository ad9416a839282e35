/** Small files of the store, broken on purpose: each is absent, kept in damaged/, and said once. */
import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { recordName } from "../../../src/dataflow/store/action-index.ts"
import { sealed, sealOfBytes, unsealed } from "../../../src/dataflow/store/seal.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { putText, recordOf, reopen, tamper, temporaryStore } from "./temporary-store.ts"

const damaged = (store: Store): ReadonlyArray<string> => fs.readdirSync(path.join(store.root, "damaged"))

const ref = { pipeline: "easy", run: "r1", seed: 1, finishedAt: "2026-01-01T00:00:00.000Z", steps: {} }

/** Ways a file is broken: by a power cut, a disk, an editor, another program. */
const breakers: ReadonlyArray<readonly [string, (file: string) => void]> = [
  ["empty", (file) => fs.writeFileSync(file, "")],
  ["torn", (file) => fs.truncateSync(file, fs.statSync(file).size >> 1)],
  ["null", (file) => fs.writeFileSync(file, "null")],
  ["an empty object", (file) => fs.writeFileSync(file, "{}")],
  ["a list", (file) => fs.writeFileSync(file, "[]")],
  ["bytes at random", (file) => fs.writeFileSync(file, Buffer.from(Array.from({ length: 600 }, (_, i) => i * 37)))],
  ["sealed as something else", (file) => fs.writeFileSync(file, sealed("other", { key: 1 }))],
  ["a folder", (file) => {
    fs.rmSync(file)
    fs.mkdirSync(path.join(file, "inside"), { recursive: true })
  }]
]

/** A store without its index, so that records are read one by one, with one record, pack and run. */
const furnished = () => {
  const store = temporaryStore()
  const record = store.publish(recordOf("a", { out: putText(store, "1") }))
  const outcome = { _tag: "Quarantined", reason: "no samples" } as const
  store.publishItems("f".repeat(64), [{ itemKey: "i", outcome }])
  store.recordRun(ref)
  const pack = `actions/items/ff/${"f".repeat(64)}`
  const [packFile = ""] = fs.readdirSync(path.join(store.root, pack))
  const files = {
    record: recordName(record.key),
    pack: `${pack}/${packFile}`,
    reference: "refs/easy.json",
    run: `refs/runs/${fs.readdirSync(path.join(store.root, "refs", "runs"))[0]!}`
  }
  return { store, record, files }
}

const read = (store: Store, key: string) => ({
  lookup: store.lookup(key)._tag,
  items: store.items("f".repeat(64)).size,
  ref: store.ref("easy")?.run,
  runs: store.runs().length
})

const whole = { lookup: "Hit", items: 1, ref: "r1", runs: 1 }

describe.each(breakers)("a small file that is %s", (_, spoil) => {
  it.each(
    [
      ["record", { ...whole, lookup: "Miss" }],
      ["pack", { ...whole, items: 0 }],
      ["reference", whole],
      ["run", { ...whole, runs: 0 }]
    ] as const
  )("counts as absent where it is a %s, is kept and said once", (file, expected) => {
    const { files, record, store } = furnished()
    spoil(path.join(store.root, files[file]))
    const warnings: Array<string> = []
    const opened = reopen(store.root, warnings)

    const found = [read(opened, record.key), read(opened, record.key), read(reopen(store.root, warnings), record.key)]

    expect(found).toEqual([expected, expected, expected])
    expect(warnings).toEqual([expect.stringContaining(files[file])])
    expect(warnings[0]).not.toContain("\n")
    expect(damaged(store)).toHaveLength(1)
  })
})

it("one changed digit in a record is noticed", () => {
  const { files, record, store } = furnished()
  const file = path.join(store.root, files.record)
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("\"durationMs\":1", "\"durationMs\":9"))

  expect(reopen(store.root).lookup(record.key)._tag).toBe("Miss")
})

it("two records that changed places are noticed, though each is sealed", () => {
  const store = temporaryStore()
  const records = ["a", "b"].map((name) => store.publish(recordOf(name, { out: putText(store, name) })))
  const [a = "", b = ""] = records.map(({ key }) => path.join(store.root, recordName(key)))
  fs.renameSync(a, `${a}.aside`)
  fs.renameSync(b, a)
  fs.renameSync(`${a}.aside`, b)

  const later = reopen(store.root)

  expect(records.map(({ key }) => later.lookup(key)._tag)).toEqual(["Miss", "Miss"])
  expect(damaged(store)).toHaveLength(2)
})

it("a record whose digest leads out of the store is refused, however well it is sealed", () => {
  const store = temporaryStore()
  const record = recordOf("a", { out: { kind: "json", digest: "../../../../etc/passwd", sizeBytes: 1, summary: "" } })
  store.files.write(recordName(record.key), record)

  expect(store.lookup(record.key)._tag).toBe("Miss")
})

it("a seal covers every character of the content and the name", () => {
  const text = sealed("name", { a: "é", b: [1, 2] })
  const altered = Array.from(text, (_, i) => text.slice(0, i) + (text[i] === "1" ? "2" : "1") + text.slice(i + 1))

  expect(unsealed("name", text)).toEqual({ value: { a: "é", b: [1, 2] } })
  expect(unsealed("eman", text)).toHaveProperty("problem")
  expect(altered.filter((each) => "value" in unsealed("name", each))).toEqual([])
})

it.each(breakers)("an index that is %s costs nothing but its shortcut", (_, spoil) => {
  const { record, store } = furnished()
  store.flush()
  const index = path.join(store.root, "index", fs.readdirSync(path.join(store.root, "index"))[0]!)
  spoil(index)

  const later = reopen(store.root)
  const found = read(later, record.key)
  later.flush()

  expect(found).toEqual(whole)
  expect(verifyStore(reopen(store.root), { repair: false }).damaged).toEqual([])
})

it("a block torn in the middle of an index takes no other with it", () => {
  const store = temporaryStore()
  const [a, b, c] = ["a", "b", "c"].map((name) => {
    const record = store.publish(recordOf(name, { out: putText(store, name) }))
    store.flush()
    return record
  })
  const index = path.join(store.root, "index", fs.readdirSync(path.join(store.root, "index"))[0]!)
  const text = fs.readFileSync(index, "utf8")
  const at = text.indexOf(`"node":"b"`)
  fs.writeFileSync(index, text.slice(0, at) + text.slice(at + 60))
  fs.rmSync(path.join(store.root, "actions"), { recursive: true })

  const later = reopen(store.root)

  expect([a, b, c].map((record) => later.lookup(record!.key)._tag)).toEqual(["Hit", "Miss", "Hit"])
})

it.each(breakers)("a checkpoint that is %s lets the node begin anew", (_, spoil) => {
  const store = temporaryStore()
  store.saveCheckpoint("k", new TextEncoder().encode("epoch 7"))
  spoil(path.join(store.root, "checkpoints", "k"))

  expect(reopen(store.root).loadCheckpoint("k")).toBeUndefined()
  expect(damaged(store)).toHaveLength(1)
})

it("a version file that holds no version is made anew, and nothing is lost", () => {
  const { record, store } = furnished()
  fs.writeFileSync(path.join(store.root, "VERSION"), "\0\0")

  expect(read(reopen(store.root), record.key)).toEqual(whole)
  expect(fs.readFileSync(path.join(store.root, "VERSION"), "utf8")).toBe("3\n")
})

describe("an object altered below the file system, its size and times unchanged", () => {
  /** Alters a byte and puts the times back; the change of the inode's own time is hidden by rewriting the stat log. */
  const rot = (store: Store, digest: string): void => {
    const before = fs.statSync(store.objectPath(digest), { bigint: true })
    tamper(store, digest)
    fs.chmodSync(store.objectPath(digest), 0o444)
    fs.utimesSync(store.objectPath(digest), Number(before.atimeMs) / 1000, Number(before.mtimeMs) / 1000)
    const after = fs.statSync(store.objectPath(digest), { bigint: true })
    const [name = ""] = fs.readdirSync(path.join(store.root, "stat"))
    const line = [
      store.objectPath(digest),
      `${after.dev}.${after.ino}.${after.size}.${after.mtimeNs}.${after.ctimeNs}`,
      digest,
      Number(after.size)
    ].join("\t")
    const body = `stat\n${line}\n`
    fs.writeFileSync(
      path.join(store.root, "stat", name),
      `\nseal\t${sealOfBytes(body)}\t${Buffer.byteLength(body)}\n${body}`
    )
  }

  it("passes a look at its stat, but is never handed on", () => {
    const store = temporaryStore()
    const { digest } = store.putBytes(new TextEncoder().encode("music"))
    store.flush()
    rot(store, digest)
    const later = () => reopen(store.root)

    expect(later().check(digest)).toBe("intact")
    expect(() => later().verify(digest)).toThrow(/tampered/)
    expect(damaged(store)).toHaveLength(1)
  })
})
