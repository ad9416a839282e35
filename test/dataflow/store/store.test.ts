import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { Store } from "../../../src/dataflow/store/store.ts"
import { writeManifest } from "../../../src/format/manifest.ts"
import { bytesOf, putText, recordOf, reopen, tamper, temporaryFolder, temporaryStore } from "./temporary-store.ts"

const setAside = (store: Store): ReadonlyArray<string> => fs.readdirSync(path.join(store.root, "damaged"))

describe("objects", () => {
  it("come back byte for byte, are read-only, and are stored once", () => {
    const store = temporaryStore()

    const { digest, sizeBytes } = store.putBytes(bytesOf("music"))
    const again = store.putBytes(bytesOf("music"))

    expect(Buffer.from(store.readObject(digest)).toString()).toBe("music")
    expect(fs.statSync(store.objectPath(digest)).mode & 0o777).toBe(0o444)
    expect({ digest, sizeBytes }).toEqual(again)
  })

  it("can be taken over from a file in the scratch folder, which disappears", () => {
    const store = temporaryStore()
    const file = path.join(store.scratch(), "table.parquet")
    fs.writeFileSync(file, "rows")

    const { digest } = store.putFile(file)

    expect(Buffer.from(store.readObject(digest)).toString()).toBe("rows")
    expect(fs.existsSync(file)).toBe(false)
  })

  it("that were altered are moved aside and never read", () => {
    const store = temporaryStore()
    const { digest } = store.putBytes(bytesOf("music"))
    tamper(store, digest)

    expect(() => store.readObject(digest)).toThrow(/tampered/)
    expect(fs.existsSync(store.objectPath(digest))).toBe(false)
    expect(setAside(store)).toHaveLength(1)
  })

  it("that are gone are an error that says what to do", () => {
    const store = temporaryStore()
    const { digest } = store.putBytes(bytesOf("music"))
    fs.rmSync(store.objectPath(digest))

    expect(() => store.readObject(digest)).toThrow(
      expect.objectContaining({ how: "missing", hint: expect.stringContaining("run") })
    )
  })

  it("are healed when the same bytes are stored again", () => {
    const store = temporaryStore()
    const { digest } = store.putBytes(bytesOf("music"))
    tamper(store, digest)

    store.putBytes(bytesOf("music"))

    expect(Buffer.from(store.readObject(digest)).toString()).toBe("music")
  })
})

describe("actions", () => {
  it("are found after publishing, by this store, by one opened later and by one opened before", () => {
    const store = temporaryStore()
    const before = reopen(store.root)
    const record = recordOf("a", { out: putText(store, "1") })
    expect(before.lookup(record.key)).toEqual({ _tag: "Miss" })

    store.publish(record)
    store.flush()

    expect([store, before, reopen(store.root)].map((each) => each.lookup(record.key))).toEqual(
      [1, 2, 3].map(() => ({ _tag: "Hit", record }))
    )
  })

  it("are found without an index, and with a torn one", () => {
    const store = temporaryStore()
    const record = store.publish(recordOf("a", { out: putText(store, "1") }))
    store.flush()
    const index = path.join(store.root, "index", fs.readdirSync(path.join(store.root, "index"))[0]!)
    const whole = fs.readFileSync(index)
    const lookup = () => reopen(store.root).lookup(record.key)._tag

    fs.writeFileSync(index, whole.subarray(0, whole.length - 20))
    const torn = lookup()
    fs.writeFileSync(index, Buffer.concat([whole.subarray(0, 100), bytesOf("}\n")]))
    const garbled = lookup()
    fs.rmSync(index, { force: true })
    const absent = lookup()

    expect([torn, garbled, absent]).toEqual(["Hit", "Hit", "Hit"])
  })

  it("keep the first of two records with one key", () => {
    const store = temporaryStore()
    const first = recordOf("a", { out: putText(store, "1") })
    const second = recordOf("a", { out: putText(store, "2") })

    const published = [store.publish(first), reopen(store.root).publish(second)]

    expect(published).toEqual([first, first])
  })

  it("give way to a later record when the first one's output is broken", () => {
    const store = temporaryStore()
    const first = recordOf("a", { out: putText(store, "1") })
    const second = recordOf("a", { out: putText(store, "2") })
    store.publish(first)
    tamper(store, first.outputs["out"]!.digest)

    reopen(store.root).publish(second)

    expect(store.lookup(first.key)).toEqual({ _tag: "Hit", record: second })
  })

  it("give way to a later record when the first one's file is torn", () => {
    const store = temporaryStore()
    const record = recordOf("a", { out: putText(store, "1") })
    const file = path.join(store.root, "actions", record.key.slice(0, 2), `${record.key}.json`)
    fs.mkdirSync(path.dirname(file))
    fs.writeFileSync(file, "{\"key\":")

    expect(store.lookup(record.key)).toEqual({ _tag: "Miss" })
    expect(store.publish(record)).toEqual(record)
    expect(reopen(store.root).lookup(record.key)._tag).toBe("Hit")
  })

  it("with a missing output are lost, and the port is named", () => {
    const store = temporaryStore()
    const record = recordOf("a", { fine: putText(store, "1"), gone: putText(store, "2") })
    store.publish(record)
    fs.rmSync(store.objectPath(record.outputs["gone"]!.digest))

    expect(store.lookup(record.key)).toEqual({ _tag: "Lost", record, output: "gone", how: "missing" })
  })

  it("with an altered output of the same size are lost, by a store opened later too", () => {
    const store = temporaryStore()
    const record = recordOf("a", { out: putText(store, "12345") })
    store.publish(record)
    store.flush()
    tamper(store, record.outputs["out"]!.digest)

    expect(reopen(store.root).lookup(record.key)).toEqual({ _tag: "Lost", record, output: "out", how: "tampered" })
  })

  it("with an altered file of a file set are lost", () => {
    const store = temporaryStore()
    const member = store.putBytes(bytesOf("<svg/>"))
    const manifest = store.putBytes(writeManifest({ entries: [{ path: "chart.svg", ...member }] }))
    const record = store.publish(recordOf("a", { chart: { kind: "figure", ...manifest, summary: "" } }))
    tamper(store, member.digest)

    expect(store.lookup(record.key)).toMatchObject({ _tag: "Lost", output: "chart", how: "tampered" })
  })
})

it("looking up thousands of actions opens no file per action", () => {
  const store = temporaryStore()
  const records = Array.from(
    { length: 200 },
    (_, i) => store.publish(recordOf(`n${i}`, { out: putText(store, `${i}`) }))
  )
  store.flush()
  for (const folder of fs.readdirSync(path.join(store.root, "actions"))) {
    if (folder.length === 2) {
      fs.renameSync(path.join(store.root, "actions", folder), path.join(store.root, "trash", folder))
    }
  }

  const later = reopen(store.root)

  expect(new Set(records.map((record) => later.lookup(record.key)._tag))).toEqual(new Set(["Hit"]))
})

describe("items", () => {
  const done = (digest: string) =>
    ({ _tag: "Done", batch: { out: digest }, start: { out: 0 }, end: { out: 1 } }) as const

  it("come back by their key, from all packs of their family", () => {
    const store = temporaryStore()
    const batch = store.putBytes(bytesOf("rows")).digest
    const bad = { _tag: "Quarantined", reason: "no samples" } as const

    store.publishItems("f".repeat(64), [{ itemKey: "a", outcome: done(batch) }])
    store.publishItems("f".repeat(64), [{ itemKey: "b", outcome: bad }])

    expect(Object.fromEntries(reopen(store.root).items("f".repeat(64)))).toEqual({ a: done(batch), b: bad })
    expect(store.items("e".repeat(64)).size).toBe(0)
  })

  it("are forgotten when their batch, or a file their batch names, was altered", () => {
    const store = temporaryStore()
    const family = "f".repeat(64)
    const batch = store.putBytes(bytesOf("rows")).digest
    const member = store.putBytes(bytesOf("audio")).digest
    const listing = store.putBytes(bytesOf(`{"digest":"${member}"}`)).digest
    store.publishItems(family, [{ itemKey: "a", outcome: done(batch) }, { itemKey: "b", outcome: done(listing) }])
    const before = [...store.items(family).keys()]

    tamper(store, batch)
    tamper(store, member)

    expect(before).toEqual(["a", "b"])
    expect([...store.items(family).keys()]).toEqual([])
  })
})

it("a torn pack of items costs their execution, nothing else", () => {
  const store = temporaryStore()
  const family = "f".repeat(64)
  const outcome = { _tag: "Quarantined", reason: "no samples" } as const
  store.publishItems(family, [{ itemKey: "a", outcome }])
  const folder = path.join(store.root, "actions", "items", "ff", family)
  const [pack] = fs.readdirSync(folder)
  fs.writeFileSync(path.join(folder, "0.json"), fs.readFileSync(path.join(folder, pack!)).subarray(0, 20))

  expect([...store.items(family).keys()]).toEqual(["a"])
})

describe("a cache folder", () => {
  it("of a newer version is refused with what to do", () => {
    const store = temporaryStore()
    fs.writeFileSync(path.join(store.root, "VERSION"), "4\n")

    expect(() => Store.open(store.root)).toThrow(expect.objectContaining({ _tag: "CacheVersion", found: "4" }))
  })

  it("that cannot be made is refused with what to do", () => {
    const file = path.join(temporaryFolder(), "file")
    fs.writeFileSync(file, "")

    expect(() => Store.open(path.join(file, "cache"))).toThrow(
      expect.objectContaining({ _tag: "CacheUnwritable", hint: expect.stringContaining("PIPELINE_CACHE") })
    )
  })

  it("is never a folder that holds something else, which it would move and remove", () => {
    const folder = temporaryFolder()
    fs.mkdirSync(path.join(folder, "locks"))
    fs.writeFileSync(path.join(folder, "thesis.tex"), "")

    expect(() => Store.open(folder)).toThrow(expect.objectContaining({
      _tag: "CacheUnwritable",
      message: expect.stringContaining("it holds thesis.tex, so it is no cache")
    }))
    expect(fs.readdirSync(folder)).toEqual(["locks", "thesis.tex"])
  })

  it("is laid out by two processes at once, and after one that was killed over it", () => {
    const folder = temporaryFolder()
    const left = ["VERSION.004f7c9e-5454-40f3-a02d-cb6fa87fbfce.tmp", "SIGNED.114f7c9e-5454-40f3-a02d-cb6fa87fbfce.tmp"]
    for (const name of left) fs.writeFileSync(path.join(folder, name), "")

    Store.open(folder)

    expect(fs.readFileSync(path.join(folder, "VERSION"), "utf8")).toBe("3\n")
    for (const strange of ["VERSION.old.tmp", "thesis.004f7c9e-5454-40f3-a02d-cb6fa87fbfce.tmp"]) {
      const other = temporaryFolder()
      fs.writeFileSync(path.join(other, strange), "")
      expect(() => Store.open(other)).toThrow(`it holds ${strange}, so it is no cache`)
    }
  })

  it("gets back the folders someone removed from it", () => {
    const store = temporaryStore()
    fs.rmSync(path.join(store.root, "locks"), { recursive: true })

    reopen(store.root)

    expect(fs.existsSync(path.join(store.root, "locks"))).toBe(true)
  })

  it("keeps the state of an interrupted node until it is dropped", () => {
    const store = temporaryStore()

    store.saveCheckpoint("k", bytesOf("epoch 1"))
    store.saveCheckpoint("k", bytesOf("epoch 2"))

    expect(Buffer.from(reopen(store.root).loadCheckpoint("k")!).toString()).toBe("epoch 2")
    store.dropCheckpoint("k")
    expect(store.loadCheckpoint("k")).toBeUndefined()
  })

  it("remembers the last actions of a pipeline and the history in order", () => {
    const store = temporaryStore()
    const ref = (run: string, finishedAt: string) => ({ pipeline: "studies/easy", run, seed: 1, finishedAt, steps: {} })
    const first = ref("r1", "2026-01-01T00:00:00.000Z")
    const second = ref("r2", "2026-01-02T00:00:00.000Z")

    store.recordRun(first)
    store.recordRun(second)

    expect(store.ref("studies/easy")).toEqual({ pipeline: "studies/easy", run: "r2", seed: 1, steps: {} })
    expect(store.ref("hard")).toBeUndefined()
    expect(store.runs()).toEqual([first, second])
  })

  it("appends one line per traced execution to the run's file of the day", () => {
    const store = temporaryStore()
    const line = { run: "r1", finishedAt: "2026-01-02T03:04:05.000Z" }

    store.trace({ ...line, step: "a" })
    store.trace({ ...line, step: "b" })

    const text = fs.readFileSync(path.join(store.root, "traces", "2026-01-02", "r1.jsonl"), "utf8")
    expect(text.trimEnd().split("\n").map((each) => (JSON.parse(each) as { step: string }).step)).toEqual(["a", "b"])
  })
})
