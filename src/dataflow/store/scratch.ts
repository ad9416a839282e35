/** Files in the making, below tmp/, named so that what a killed process left can be told. */
import * as fs from "node:fs"
import * as path from "node:path"
import { unlessGone } from "./file-error.ts"
import { diskNowMs, isGone, processName, processOf } from "./heartbeat.ts"
import { ownIdentity } from "./process-identity.ts"

/** A new name that says which process made it. */
export const scratchName = (): string => `${processName(ownIdentity())}.${crypto.randomUUID()}`

/** A new scratch folder, on the same file system as the objects; those of dead processes are removed on the way. */
export const makeScratch = (root: string): string => {
  removeDeadScratch(root)
  const folder = path.join(root, "tmp", scratchName())
  fs.mkdirSync(folder, { recursive: true })
  return folder
}

const patienceMs = 3600_000 // a computation that blocks its process may hold back its heartbeat for long

/** Removes scratch folders and files whose process is gone. */
export const removeDeadScratch = (root: string): void => {
  let now: number | undefined
  const nowMs = () => now ??= diskNowMs(root)
  for (const name of unlessGone(() => fs.readdirSync(path.join(root, "tmp"))) ?? []) {
    const file = path.join(root, "tmp", name)
    const who = processOf(name)
    if (who !== undefined && isGone(root, { who, file, patienceMs, nowMs })) {
      fs.rmSync(file, { recursive: true, force: true })
    }
  }
}
