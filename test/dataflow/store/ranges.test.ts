import * as fs from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { rangesOfFile } from "../../../src/dataflow/store/ranges.ts"

let folder = ""
beforeAll(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "ranges-"))
})
afterAll(() => fs.rmSync(folder, { recursive: true }))

it("a file over 2 GiB is read where it is asked for, and less at its end", () => {
  const file = join(folder, "big")
  fs.writeFileSync(file, "")
  fs.truncateSync(file, 2 ** 31 + 100)
  const handle = fs.openSync(file, "r+")
  fs.writeSync(handle, "here", 2 ** 31 + 50)
  fs.closeSync(handle)

  const ranges = rangesOfFile(file, "theirs")

  expect(ranges.sizeBytes).toBe(2 ** 31 + 100)
  expect(Buffer.from(ranges.read(2 ** 31 + 50, 4)).toString()).toBe("here")
  expect(ranges.read(2 ** 31 + 90, 1000).length).toBe(10)
  expect(ranges.read(2 ** 32, 10).length).toBe(0)
})

it("a file that changes after it was opened is not read as if it had not", () => {
  const file = join(folder, "changing")
  fs.writeFileSync(file, "before")
  const ranges = rangesOfFile(file, "theirs")

  fs.writeFileSync(file, "afterwards")

  expect(() => ranges.read(0, 4)).toThrow("changed while the pipeline was running")
})

it("a folder is refused when it is opened, and so is a link in the store", () => {
  fs.symlinkSync("changing", join(folder, "link"))

  expect(() => rangesOfFile(folder, "theirs")).toThrow("EISDIR")
  expect(() => rangesOfFile(join(folder, "link"), "ours")).toThrow("ELOOP")
  expect(Buffer.from(rangesOfFile(join(folder, "link"), "theirs").read(0, 5)).toString()).toBe("after")
})
