import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { lookAtMusic } from "../../../src/app/library/look-at-music.ts"

let root: string
beforeAll(() => void (root = fs.mkdtempSync(path.join(os.tmpdir(), "look-"))))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

it("sees audio at any depth and by any name, and not what is hidden, dangling or met before", () => {
  fs.mkdirSync(path.join(root, "x/y"), { recursive: true })
  fs.writeFileSync(path.join(root, "x/y/one.MP3"), "1")
  fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/x/`), Buffer.from([0xe9]), Buffer.from(".ogg")]), "2")
  fs.writeFileSync(path.join(root, "x/.half.mp3.Ab3"), "3")
  fs.writeFileSync(path.join(root, "x/cover.jpg"), "4")
  fs.symlinkSync(path.join(root, "x"), path.join(root, "x/y/round"))
  fs.symlinkSync(path.join(root, "nowhere.mp3"), path.join(root, "dangling.mp3"))
  fs.symlinkSync("self.mp3", path.join(root, "self.mp3"))

  const { files, isThere, unreadable } = lookAtMusic(root)

  expect(isThere).toBe(true)
  expect([...files.keys()].sort()).toEqual(["x/%e9.ogg", "x/y/one.MP3"])
  expect([...unreadable.keys()]).toEqual(["self.mp3"])
})

it("says that a folder is not there, or is none", () => {
  expect(lookAtMusic(path.join(root, "unmounted")).isThere).toBe(false)
  expect(lookAtMusic(path.join(root, "x/cover.jpg")).isThere).toBe(false)
})
