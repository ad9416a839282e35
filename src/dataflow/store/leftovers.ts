/** What killed processes leave in a cache, swept once nobody can still be at work on it. */
import * as fs from "node:fs"
import * as path from "node:path"
import { staged } from "./atomic-write.ts"
import { diskNowMs } from "./heartbeat.ts"
import { stagedAtRoot } from "./layout.ts"
import { removeDeadLocks } from "./lock.ts"
import { removeDeadScratch } from "./scratch.ts"
import type { SmallFiles } from "./small-files.ts"
import { filesBelow } from "./usage.ts"

const trashMs = 3600_000 // what others moved aside may still be looked at
const monthMs = 30 * 24 * 3600_000 // checkpoints of runs nobody resumed, and what was found damaged

/**
 * Removes what killed processes left: scratch folders, locks, files written in part, old checkpoints, and what was moved aside
 * long ago. `nowMs` is the time by the clock of the cache's file system.
 */
export const sweepLeftovers = (files: SmallFiles, nowMs = diskNowMs(files.root)): void => {
  const { root } = files
  removeDeadScratch(root)
  removeDeadLocks(files)
  const all = /^/
  const ages = [
    ["trash", trashMs, all],
    ["checkpoints", monthMs, all],
    ["damaged", monthMs, all],
    ...["actions", "refs", "stamps", "sweeps", "index", "stat", "runs", "run-metrics", "views", "checkpoints"].map(
      (folder) => [folder, trashMs, staged] as const // written in part
    )
  ] as const
  const found = ages.map(([folder, ageMs, names]) =>
    [ageMs, filesBelow(path.join(root, folder)).filter((each) => names.test(each))] as const
  )
  for (const [ageMs, old] of [...found, [trashMs, stagedAtRoot(root)] as const]) {
    for (const file of old) {
      const changedMs = fs.statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? nowMs
      if (nowMs - changedMs > ageMs) fs.rmSync(file, { force: true })
    }
  }
}
