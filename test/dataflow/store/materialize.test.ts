import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { materialize } from "../../../src/dataflow/store/materialize.ts"
import { bytesOf, tamper, temporaryFolder, temporaryStore } from "./temporary-store.ts"

const put = (text: string) => {
  const store = temporaryStore()
  return { store, digest: store.putBytes(bytesOf(text)).digest, folder: path.join(temporaryFolder(), "artifacts") }
}

const inode = (file: string): number => fs.statSync(file).ino

it("files are copies one may edit, not links into the store", () => {
  const { digest, folder, store } = put("report")

  materialize(store, folder, { files: { "report/index.html": digest }, links: {} })
  fs.appendFileSync(path.join(folder, "report", "index.html"), "!")

  expect(Buffer.from(store.readObject(digest)).toString()).toBe("report")
  expect(store.check(digest)).toBe("intact")
})

it("unchanged files are not written again, edited ones are", () => {
  const { digest, folder, store } = put("report")
  const tree = { files: { "a.html": digest, "b.html": digest }, links: {} }
  materialize(store, folder, tree)
  const [a, b] = [path.join(folder, "a.html"), path.join(folder, "b.html")]
  const before = [a, b].map(inode)
  fs.writeFileSync(b, "edited")

  materialize(store, folder, tree)

  expect(inode(a)).toBe(before[0])
  expect(fs.readFileSync(b, "utf8")).toBe("report")
})

it("files no longer in the tree are removed, files of the user's stay", () => {
  const { digest, folder, store } = put("report")
  materialize(store, folder, { files: { "old/a.html": digest }, links: { audio: folder } })
  fs.writeFileSync(path.join(folder, "notes.txt"), "mine")

  materialize(store, folder, { files: { "new.html": digest }, links: {} })

  expect(fs.readdirSync(folder).sort()).toEqual([".partita.json", "new.html", "notes.txt"])
})

it("a file set that stays with the user appears as a link", () => {
  const { folder, store } = put("")
  const music = temporaryFolder()

  materialize(store, folder, { files: {}, links: { "ingest/audio": music } })

  expect(fs.readlinkSync(path.join(folder, "ingest", "audio"))).toBe(music)
})

it("a torn list of what was put there is made good", () => {
  const { digest, folder, store } = put("report")
  const tree = { files: { "a.html": digest }, links: {} }
  materialize(store, folder, tree)
  fs.writeFileSync(path.join(folder, ".partita.json"), "{\"files\":")

  materialize(store, folder, tree)

  expect(fs.readFileSync(path.join(folder, "a.html"), "utf8")).toBe("report")
})

it("a link that becomes a folder does not lead copies into the user's folder", () => {
  const { digest, folder, store } = put("wav")
  const music = temporaryFolder()
  materialize(store, folder, { files: {}, links: { "ingest/audio": music } })

  materialize(store, folder, { files: { "ingest/audio/a.wav": digest }, links: {} })
  const own = fs.readdirSync(path.join(folder, "ingest", "audio"))
  materialize(store, folder, { files: {}, links: { "ingest/audio": music } })

  expect(own).toEqual(["a.wav"])
  expect(fs.readdirSync(music)).toEqual([])
  expect(fs.readlinkSync(path.join(folder, "ingest", "audio"))).toBe(music)
})

it.each([["../a.html"], ["a/../../b"], ["/a.html"]])("a file named %s is refused", (name) => {
  const { digest, folder, store } = put("report")

  expect(() => materialize(store, folder, { files: { [name]: digest }, links: {} })).toThrow(
    expect.objectContaining({ _tag: "ArtifactRefused" })
  )
})

describe("what is in the way", () => {
  const outside = () => {
    const music = temporaryFolder()
    fs.writeFileSync(path.join(music, "song.wav"), "mine")
    return music
  }

  it("a name below another output's link is refused before anything is written", () => {
    const { digest, folder, store } = put("planted")
    const music = outside()
    const tree = { files: { "scan/audio/planted.txt": digest, "a.html": digest }, links: { "scan/audio": music } }

    expect(() => materialize(store, folder, tree)).toThrow(expect.objectContaining({ _tag: "ArtifactRefused" }))
    expect(fs.readdirSync(music)).toEqual(["song.wav"])
    expect(fs.existsSync(path.join(folder, "a.html"))).toBe(false)
  })

  it("a link of the user's own is neither written nor removed through", () => {
    const { digest, folder, store } = put("planted")
    const music = outside()
    materialize(store, folder, { files: { "scan/song.wav": digest }, links: {} })
    fs.rmSync(path.join(folder, "scan"), { recursive: true })
    fs.symlinkSync(music, path.join(folder, "scan"))

    const write = () => materialize(store, folder, { files: { "scan/song.wav": digest }, links: {} })
    expect(write).toThrow(/"scan\/song.wav" would lie behind "scan"/)
    materialize(store, folder, { files: { "a.html": digest }, links: {} })

    expect(fs.readFileSync(path.join(music, "song.wav"), "utf8")).toBe("mine")
  })

  it("a list that names files outside the folder removes none of them, however well it is sealed", () => {
    const { digest, folder, store } = put("report")
    const music = outside()
    const listed = { [path.relative(folder, path.join(music, "song.wav"))]: { digest, sizeBytes: 4, mtimeMs: 1 } }
    const name = `${path.basename(folder)}/.partita.json`
    fs.mkdirSync(folder)
    store.files.write(name, { files: listed, links: {} }, { fsync: false }, path.join(folder, ".partita.json"))

    materialize(store, folder, { files: { "a.html": digest }, links: {} })

    expect(fs.readdirSync(music)).toEqual(["song.wav"])
  })

  it("a folder where a file is due is an error that names it, and stays", () => {
    const { digest, folder, store } = put("report")
    fs.mkdirSync(path.join(folder, "a.html", "mine"), { recursive: true })

    expect(() => materialize(store, folder, { files: { "a.html": digest }, links: {} })).toThrow(/a\.html/)
    expect(fs.existsSync(path.join(folder, "a.html", "mine"))).toBe(true)
  })
})

it("an altered object is not copied out", () => {
  const { digest, folder, store } = put("report")
  tamper(store, digest)

  expect(() => materialize(store, folder, { files: { "a.html": digest }, links: {} })).toThrow(
    expect.objectContaining({ _tag: "ObjectLost", how: "tampered" })
  )
  expect(fs.existsSync(path.join(folder, "a.html"))).toBe(false)
})

it("of several altered objects all are known after one attempt, so that one run makes them anew", () => {
  const { digest, folder, store } = put("report")
  const digests = [digest, ...["b", "c"].map((text) => store.putBytes(bytesOf(text)).digest)]
  for (const each of digests) tamper(store, each)
  const files = Object.fromEntries(digests.map((each, i) => [`${i}.html`, each]))

  expect(() => materialize(store, folder, { files, links: {} })).toThrow(/tampered/)
  expect(digests.map((each) => store.check(each))).toEqual(["missing", "missing", "missing"])
})

it("files called __proto__ and constructor are laid out and removed like any other", () => {
  const { digest, folder, store } = put("report")
  const named = JSON.parse(`{"__proto__":"${digest}","constructor":"${digest}"}`) as Record<string, string>
  materialize(store, folder, { files: named, links: {} })
  const laidOut = fs.readdirSync(folder).sort()
  materialize(store, folder, { files: { a: digest }, links: {} })

  expect(laidOut).toEqual([".partita.json", "__proto__", "constructor"])
  expect(fs.readdirSync(folder).sort()).toEqual([".partita.json", "a"])
})
