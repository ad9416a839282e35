/**
 * Lock files that keep two processes from computing the same thing. They only save work: a record is published by
 * link() whoever holds what, so a lock wrongly stolen costs time, never correctness.
 */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { isFileError } from "./file-error.ts"
import { isAlive, startOf } from "./process-identity.ts"
import { scratchName } from "./scratch.ts"

/** Who holds a lock. `start` tells a process from a later one with the same number. */
interface Holder {
  readonly host: string
  readonly pid: number
  readonly start: string
  readonly token: string
}

const heartbeatMs = 2_000
const expiryMs = 20_000
const pollMs = 40

/** Who holds a lock; undefined when nobody does, or when the file is torn. */
export const readHolder = (file: string): Holder | undefined => {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Holder
  } catch (error) {
    if (isFileError(error, "ENOENT") || error instanceof SyntaxError) return undefined // gone, or being written
    throw error
  }
}

/** Linking a written file in place never leaves a torn lock behind, which only time could tell from one being written. */
const tryAcquire = (root: string, file: string, holder: Holder): boolean => {
  const staging = path.join(root, "tmp", scratchName())
  fs.writeFileSync(staging, JSON.stringify(holder))
  try {
    fs.linkSync(staging, file)
    return true
  } catch (error) {
    if (isFileError(error, "EEXIST")) return false
    throw error
  } finally {
    fs.rmSync(staging, { force: true })
  }
}

/** Whether a lock's holder is dead: asked of the system on its own host, else told by a heartbeat that stopped. */
export const hasExpired = (file: string, holder: Holder | undefined, nowMs: number): boolean => {
  if (holder !== undefined && holder.host === os.hostname()) return !isAlive(holder.pid, holder.start)
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  return stat !== undefined && nowMs - stat.mtimeMs > expiryMs
}

/** Moves a dead holder's lock away; puts it back if it turns out to be someone else's newer one. */
const steal = (root: string, file: string, dead: Holder | undefined): void => {
  const aside = path.join(root, "trash", crypto.randomUUID())
  try {
    fs.renameSync(file, aside)
    if (dead !== undefined && readHolder(aside)?.token !== dead.token) fs.linkSync(aside, file)
  } catch (error) {
    if (!isFileError(error, "ENOENT") && !isFileError(error, "EEXIST")) throw error
  }
  fs.rmSync(aside, { force: true })
}

const beat = (file: string, date: Date): void => {
  try {
    fs.utimesSync(file, date, date)
  } catch (error) {
    if (!isFileError(error, "ENOENT")) throw error // stolen after a long sleep of this machine: harmless
  }
}

/** Runs `effect` while holding the lock; `onWait` hears once who holds it when it is not free. */
export const withLock = <A, E, R>(
  root: string,
  name: string,
  effect: Effect.Effect<A, E, R>,
  options: { readonly onWait: (holder: string) => void }
): Effect.Effect<A, E, R> =>
  Effect.acquireUseRelease(
    Effect.suspend(() => acquire(root, path.join(root, "locks", `${name}.lock`), options.onWait)),
    () => effect,
    ({ file, holder, timer }) =>
      Effect.sync(() => {
        clearInterval(timer)
        if (readHolder(file)?.token === holder.token) fs.rmSync(file, { force: true })
      })
  )

const acquire = Effect.fnUntraced(function*(root: string, file: string, onWait: (holder: string) => void) {
  const holder: Holder = {
    host: os.hostname(),
    pid: process.pid,
    start: startOf(process.pid),
    token: crypto.randomUUID()
  }
  let hasTold = false
  while (fs.existsSync(file) || !tryAcquire(root, file, holder)) {
    const other = readHolder(file)
    const nowMs = performance.timeOrigin + performance.now()
    if (hasExpired(file, other, nowMs)) steal(root, file, other)
    else {
      if (!hasTold && other !== undefined) onWait(`process ${other.pid} on ${other.host}`)
      hasTold = hasTold || other !== undefined
      yield* Effect.interruptible(Effect.sleep(pollMs))
    }
  }
  const timer = setInterval(() => beat(file, new Date(performance.timeOrigin + performance.now())), heartbeatMs)
  timer.unref()
  return { file, holder, timer }
})
