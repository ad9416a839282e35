import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { hasWordFiles } from "../../../pipelines/parts/word-files.ts"

const root = fs.mkdtempSync(path.join(os.tmpdir(), "words-"))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

const folderOf = (...files: ReadonlyArray<string>): string => {
  const folder = fs.mkdtempSync(path.join(root, "music-"))
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), "")
  }
  return folder
}

describe("files that may be lyrics", () => {
  it("are found at any depth, by their extension", () => {
    expect(hasWordFiles(folderOf("a/b/c/d/e/f/g/song.mp3", "a/b/c/d/e/f/g/song.LRC"))).toBe(true)
    expect(hasWordFiles(folderOf("song.txt"))).toBe(true)
  })

  it("are neither audio, tables, hidden files nor files in hidden folders", () => {
    expect(hasWordFiles(folderOf("song.mp3", "labels.csv", "._song.txt", ".trash/song.txt", "pop/cover.jpg"))).toBe(
      false
    )
  })

  it("are looked for once in a folder that links to itself", () => {
    const folder = folderOf("pop/song.mp3")
    fs.symlinkSync(folder, path.join(folder, "pop", "again"))

    expect(hasWordFiles(folder)).toBe(false)
  })

  it("are none in a folder that is not there", () => {
    expect(hasWordFiles(path.join(root, "absent"))).toBe(false)
  })
})
