import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { SealedLog } from "../../../src/dataflow/store/sealed-log.ts"
import { SmallFiles } from "../../../src/dataflow/store/small-files.ts"
import { fileSystem, StatCache } from "../../../src/dataflow/store/stat-cache.ts"
import { readListed } from "../../../src/dataflow/store/user-files.ts"
import { digestOf } from "../../../src/format/digest.ts"
import { bytesOfName, nameOf } from "../../../src/format/file-name.ts"
import { readManifest, writeManifest } from "../../../src/format/manifest.ts"
import { temporaryFolder, temporaryStore } from "./temporary-store.ts"

const anyFile = () => true

const fill = (files: Readonly<Record<string, string>>): string => {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** A stat log of a cache in a folder. */
const logIn = (folder: string): SealedLog => {
  fs.mkdirSync(path.join(folder, "stat"), { recursive: true })
  return new SealedLog(new SmallFiles(folder, { warn: () => undefined }), "stat")
}

const logFile = (folder: string): string => path.join(folder, "stat", fs.readdirSync(path.join(folder, "stat"))[0]!)

/** A system whose clock is a minute ahead, so that files have rested, and which counts what it reads. */
const countingSystem = () => {
  const read: Array<string> = []
  const nowMs = () => fileSystem.nowMs() + 60_000n
  const hash = (file: string) => {
    read.push(file)
    return fileSystem.hash(file)
  }
  return { ...fileSystem, nowMs, hash, read }
}

it("the digest of an unchanged file is not computed twice, nor by the next process", () => {
  const folder = fill({ "a.wav": "one" })
  const file = path.join(folder, "a.wav")
  const system = countingSystem()
  const cache = () => new StatCache(logIn(folder), system)
  const first = cache()

  const found = [first.digest(file), first.digest(file)]
  first.flush()
  found.push(cache().digest(file))

  expect(found.map((each) => each?.digest)).toEqual([digestOf("one"), digestOf("one"), digestOf("one")])
  expect(system.read).toEqual([file])
})

it("a change within the clock's tick of the first reading is seen, though size and times are the same", () => {
  const folder = fill({ "a.wav": "one" })
  const file = path.join(folder, "a.wav")
  const unchanging = fs.statSync(file, { bigint: true })
  const nowMs = () => unchanging.ctimeMs + 1n // however long this machine takes
  const cache = new StatCache(logIn(folder), { ...fileSystem, stat: () => unchanging, nowMs })
  const first = cache.digest(file)

  fs.writeFileSync(file, "two")

  expect([first, cache.digest(file)].map((each) => each?.digest)).toEqual([digestOf("one"), digestOf("two")])
})

it("a file that was touched is read once and known again", () => {
  const folder = fill({ "a.wav": "one" })
  const file = path.join(folder, "a.wav")
  const system = countingSystem()
  const cache = new StatCache(logIn(folder), system)
  cache.digest(file)
  fs.utimesSync(file, 1, 1)

  const digests = [cache.digest(file), cache.digest(file)].map((each) => each?.digest)

  expect(digests).toEqual([digestOf("one"), digestOf("one")])
  expect(system.read).toEqual([file, file])
})

it("a file that changes while it is read is read again", () => {
  const folder = fill({ "a.wav": "one" })
  const file = path.join(folder, "a.wav")
  const system = countingSystem()
  const hash = (name: string) => {
    const found = system.hash(name)
    if (system.read.length === 1) fs.writeFileSync(file, "longer")
    return found
  }

  const found = new StatCache(logIn(folder), { ...system, hash }).digest(file)

  expect(found).toEqual({ digest: digestOf("longer"), sizeBytes: 6 })
})

it("a torn stat cache costs work, not correctness", () => {
  const folder = fill({ "a.wav": "one" })
  const file = path.join(folder, "a.wav")
  const cache = new StatCache(logIn(folder), countingSystem())
  cache.digest(file)
  cache.flush()
  const cacheFile = logFile(folder)
  const whole = fs.readFileSync(cacheFile, "utf8")

  const digests = [10, 90, whole.length - 5].map((length) => {
    fs.writeFileSync(cacheFile, whole.slice(0, length))
    return new StatCache(logIn(folder)).digest(file)?.digest
  })

  expect(digests).toEqual([digestOf("one"), digestOf("one"), digestOf("one")])
})

it("a stat cache of a file that changes all the time stays small", () => {
  const folder = fill({ "a.wav": "" })
  const file = path.join(folder, "a.wav")
  const cache = new StatCache(logIn(folder), countingSystem())

  for (let i = 0; i < 3_000; i++) {
    fs.utimesSync(file, i, i)
    cache.digest(file)
    cache.flush()
  }

  expect(fs.readFileSync(logFile(folder), "utf8").split("a.wav").length).toBeLessThan(1_100)
})

it("a folder is listed by code unit, without hidden files, dangling links, or folders entered twice", () => {
  const folder = fill({
    "b.wav": "b",
    "B.wav": "B",
    "a/x.wav": "x",
    "a.wav": "a",
    ".hidden": "",
    ".git/y": "",
    "é.wav": "e"
  })
  fs.symlinkSync("nowhere", path.join(folder, "dangling.wav"))
  fs.symlinkSync("b.wav", path.join(folder, "link.wav"))
  fs.symlinkSync("..", path.join(folder, "a", "loop"))

  const { entries } = temporaryStore().folderManifest(folder, anyFile)

  expect(entries.map((entry) => entry.path)).toEqual(["B.wav", "a.wav", "a/x.wav", "b.wav", "link.wav", "é.wav"])
  expect(entries[4]).toEqual({ path: "link.wav", digest: digestOf("b"), sizeBytes: 1 })
})

it("files whose names are not UTF-8 are listed apart from those that spell the same, and can be read", () => {
  const store = temporaryStore()
  const folder = fill({ "caf%e9.wav": "percent", "100%.wav": "plain" })
  fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".wav")]), "latin")

  const { entries } = store.folderManifest(folder, anyFile)

  expect(entries.map((entry) => entry.path)).toEqual(["100%.wav", "caf%25e9.wav", "caf%e9.wav"])
  expect(entries.map((entry) => Buffer.from(readListed(folder, entry)).toString())).toEqual([
    "plain",
    "percent",
    "latin"
  ])
})

it("every file name has its own text, from which it can be had back", () => {
  const names = ["%", "%%41", "%a%25", "%25", "a%e9é", "%zz"].map((name) => Buffer.from(name))
  const odd = [[0xff], [0x25, 0x65, 0x39, 0xe9], [0xc3], [0x20, 0x80]].map((bytes) => Buffer.from(bytes))

  const texts = [...names, ...odd].map((name) => nameOf(name))

  expect(texts.map((text) => bytesOfName(text))).toEqual([...names, ...odd])
  expect(new Set(texts).size).toBe(texts.length)
})

it("a file that changed since it was listed is not read as if it had not", () => {
  const store = temporaryStore()
  const folder = fill({ "a.wav": "one" })
  const entry = store.folderManifest(folder, anyFile).entries[0]!
  fs.writeFileSync(path.join(folder, "a.wav"), "two")

  expect(() => readListed(folder, entry)).toThrow(expect.objectContaining({ _tag: "FileChanged" }))
})

it("a manifest comes back from its bytes", () => {
  const manifest = { entries: [{ path: "a/é.wav", digest: digestOf("one"), sizeBytes: 3 }] }

  expect(readManifest(writeManifest(manifest))).toEqual(manifest)
})
