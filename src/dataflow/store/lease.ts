/** Leases: files that tell garbage collection which runs are alive and since when. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { atomicWrite } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"
import { isAlive, startOf } from "./process-identity.ts"

interface Lease {
  readonly host: string
  readonly pid: number
  readonly start: string
}

/** A lease that lasts as long as the scope. */
export const lease = (root: string, run: string): Effect.Effect<void, never, Scope.Scope> => {
  const file = path.join(root, "leases", `${run}.json`)
  const content: Lease = { host: os.hostname(), pid: process.pid, start: startOf(process.pid) }
  return Effect.asVoid(Effect.acquireRelease(
    Effect.sync(() => atomicWrite(file, JSON.stringify(content), { fsync: false })),
    () => Effect.sync(() => fs.rmSync(file, { force: true }))
  ))
}

const nobody: Lease = { host: "", pid: 0, start: "" }

/** A torn lease counts as another host's: it lives until it is old. */
const readLease = (file: string): Lease => {
  try {
    return unlessGone(() => JSON.parse(fs.readFileSync(file, "utf8")) as Lease) ?? nobody
  } catch (error) {
    if (error instanceof SyntaxError) return nobody
    throw error
  }
}

const foreignLeaseMs = 24 * 3600_000 // another host's lease cannot be asked whether it lives

const slackMs = 1_000 // objects are stamped with whole milliseconds of a clock that may run a little behind

/** When the oldest living lease began, in milliseconds; undefined when there is none. Dead ones are removed. */
export const oldestLeaseMs = (root: string, nowMs: number): number | undefined => {
  let oldest: number | undefined
  for (const name of fs.readdirSync(path.join(root, "leases"))) {
    if (!name.endsWith(".json")) continue // being written
    const file = path.join(root, "leases", name)
    const stat = fs.statSync(file, { throwIfNoEntry: false })
    if (stat === undefined) continue
    const { host, pid, start } = readLease(file)
    const lives = host === os.hostname() ? isAlive(pid, start) : nowMs - stat.mtimeMs < foreignLeaseMs
    if (!lives) fs.rmSync(file, { force: true })
    else oldest = Math.min(oldest ?? Infinity, stat.mtimeMs - slackMs)
  }
  return oldest
}
