/** Files in the making, below tmp/, named so that what a killed process left can be told. */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { unlessGone } from "./file-error.ts"
import { isAlive, startOf } from "./process-identity.ts"

/** A new name that says which process made it. */
export const scratchName = (): string =>
  `${process.pid}.${startOf(process.pid)}.${crypto.randomUUID()}@${os.hostname()}`

/** A new scratch folder, on the same file system as the objects; those of dead processes are removed on the way. */
export const makeScratch = (root: string): string => {
  removeDeadScratch(root, performance.timeOrigin + performance.now())
  const folder = path.join(root, "tmp", scratchName())
  fs.mkdirSync(folder, { recursive: true })
  return folder
}

const foreignMs = 24 * 3600_000 // another host's process cannot be asked whether it lives

/** Removes scratch folders and files whose process is gone. */
export const removeDeadScratch = (root: string, nowMs: number): void => {
  for (const name of fs.readdirSync(path.join(root, "tmp"))) {
    const [identity = "", host] = name.split("@")
    const [pid = "", start = ""] = identity.split(".")
    const folder = path.join(root, "tmp", name)
    const stat = unlessGone(() => fs.statSync(folder))
    const lives = host === os.hostname()
      ? isAlive(Number(pid), start)
      : stat !== undefined && nowMs - stat.mtimeMs < foreignMs
    if (!lives) fs.rmSync(folder, { recursive: true, force: true })
  }
}
