/** Leases: files that tell garbage collection which runs are alive and since when. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { unlessGone } from "./file-error.ts"
import { type Heartbeat, isGone } from "./heartbeat.ts"
import { isIdentity, ownIdentity } from "./process-identity.ts"
import type { SmallFiles } from "./small-files.ts"

const nameOf = (run: string): string => `leases/${run}.json`

/** A lease that lasts as long as the scope. */
export const lease = (files: SmallFiles, heartbeat: Heartbeat, run: string): Effect.Effect<void, never, Scope.Scope> =>
  Effect.asVoid(Effect.acquireRelease(
    Effect.sync(() => {
      files.write(nameOf(run), ownIdentity(), { fsync: false })
      heartbeat.start()
    }),
    () =>
      Effect.sync(() => {
        heartbeat.stop()
        fs.rmSync(path.join(files.root, nameOf(run)), { force: true })
      })
  ))

const patienceMs = 3600_000 // a computation that blocks its process may hold back its heartbeat for long

const slackMs = 1_000 // objects are stamped with whole milliseconds of a clock that may run a little behind

/** Runs that are alive in some process, and since when, in milliseconds since the epoch. Nothing is removed. */
export const livingLeases = (
  files: SmallFiles
): ReadonlyArray<{ readonly run: string; readonly sinceMs: number }> =>
  (unlessGone(() => fs.readdirSync(path.join(files.root, "leases"))) ?? []).flatMap((name) => {
    const [, run] = /^([0-9a-f]+)\.json$/.exec(name) ?? []
    const file = path.join(files.root, "leases", name)
    const stat = run === undefined ? undefined : fs.lstatSync(file, { throwIfNoEntry: false })
    const found = stat === undefined ? undefined : files.inspect(`leases/${name}`, isIdentity)
    if (run === undefined || stat === undefined || found?._tag !== "Sound") return []
    const lives = !isGone(files.root, { who: found.value, file, patienceMs })
    return lives ? [{ run, sinceMs: stat.mtimeMs }] : []
  })

/**
 * When the oldest living lease began, in milliseconds; undefined when there is none. Dead ones are removed. A damaged
 * one may be a living run's, so that it protects what it can until it is old.
 */
export const oldestLeaseMs = (files: SmallFiles): number | undefined => {
  let oldest: number | undefined
  for (const name of fs.readdirSync(path.join(files.root, "leases"))) {
    if (!name.endsWith(".json")) continue // being written
    const file = path.join(files.root, "leases", name)
    const stat = fs.lstatSync(file, { throwIfNoEntry: false })
    if (stat === undefined) continue
    const found = files.inspect(`leases/${name}`, isIdentity)
    if (found._tag === "Absent") continue
    const who = found._tag === "Sound" ? found.value : undefined
    if (isGone(files.root, { who, file, patienceMs })) {
      if (!files.isReadOnly) fs.rmSync(file, { recursive: true, force: true })
    } else oldest = Math.min(oldest ?? Infinity, stat.mtimeMs - slackMs)
  }
  return oldest
}
