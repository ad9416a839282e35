/**
 * Lock files that keep two processes from computing the same thing. They only save work: a record is published first
 * come, first served, whoever holds what, so a lock wrongly stolen costs time, never correctness.
 */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { placeFirst } from "./atomic-write.ts"
import { faultOf } from "./fault.ts"
import { isFileError, naming } from "./file-error.ts"
import { type Heartbeat, isGone } from "./heartbeat.ts"
import { type Identity, isAlive, isIdentity, ownIdentity } from "./process-identity.ts"
import { scratchName } from "./scratch.ts"
import { isText, type Shape, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** Who holds a lock; the token tells one hold from the next. */
interface Holder extends Identity {
  readonly token: string
}

const hasToken = structOf<Pick<Holder, "token">>({ token: isText })
const isHolder: Shape<Holder> = (value): value is Holder => isIdentity(value) && hasToken(value)

const patienceMs = 20_000
const pollMs = 40
const farPollMs = 1_000 // of a holder known by its heartbeat alone: each look asks the file system for its time

const nameOf = (lock: string): string => `locks/${lock}.lock`

/** Linking a written file in place never leaves a torn lock behind, which only time could tell from one being written. */
const tryAcquire = (files: SmallFiles, name: string, holder: Holder): boolean => {
  const staging = path.join(files.root, "tmp", scratchName())
  try {
    naming(staging, () => fs.writeFileSync(staging, files.sealed(name, holder)))
    return placeFirst(staging, path.join(files.root, name))
  } finally {
    fs.rmSync(staging, { force: true })
  }
}

const hasExpired = (files: SmallFiles, name: string, who: Holder): boolean =>
  isGone(files.root, { who, file: path.join(files.root, name), patienceMs })

/** Moves a dead holder's lock away; puts it back if it turns out to be someone else's newer one. */
const steal = (files: SmallFiles, name: string, dead: Holder): void => {
  const file = path.join(files.root, name)
  const aside = path.join(files.root, "trash", crypto.randomUUID())
  try {
    fs.renameSync(file, aside)
  } catch (error) {
    if (isFileError(error, "ENOENT")) return
    throw error
  }
  const found = files.inspect(name, isHolder, aside)
  if (found._tag === "Sound" && found.value.token !== dead.token) placeFirst(aside, file)
  fs.rmSync(aside, { force: true })
}

/** Removes the locks of processes that are gone. */
export const removeDeadLocks = (files: SmallFiles): void => {
  for (const entry of fs.readdirSync(path.join(files.root, "locks"))) {
    const name = `locks/${entry}`
    const holder = files.read(name, isHolder)
    if (holder !== undefined && hasExpired(files, name, holder)) steal(files, name, holder)
  }
}

/** What a lock needs of its store. `onWait` hears once who holds it when it is not free. */
export interface LockOptions {
  readonly files: SmallFiles
  readonly heartbeat: Heartbeat
  readonly onWait: (holder: string) => void
}

/** Runs `effect` while holding the lock. */
export const withLock = <A, E, R>(
  lock: string,
  effect: Effect.Effect<A, E, R>,
  options: LockOptions
): Effect.Effect<A, E, R> =>
  Effect.acquireUseRelease(
    Effect.suspend(() => acquire(nameOf(lock), options)),
    () => effect,
    (holder) => Effect.sync(() => release(nameOf(lock), holder, options))
  )

/** A fault of the machine must not take the place of how the effect ended: the lock is free once this process ends. */
const release = (name: string, holder: Holder, { files, heartbeat }: LockOptions): void => {
  heartbeat.stop()
  try {
    if (files.read(name, isHolder)?.token === holder.token) fs.rmSync(path.join(files.root, name), { force: true })
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    files.sayOnce("locks", `a lock stays until this process ends. ${fault.message}`)
  }
}

/** Told by listing once it was waited for: on a network, a file asked for before may seem to be there for a while. */
const isTaken = (files: SmallFiles, name: string, hasWaited: boolean): boolean =>
  hasWaited
    ? fs.readdirSync(path.join(files.root, "locks")).includes(path.basename(name))
    : fs.existsSync(path.join(files.root, name))

const acquire = Effect.fnUntraced(function*(name: string, { files, heartbeat, onWait }: LockOptions) {
  const holder: Holder = { ...ownIdentity(), token: crypto.randomUUID() }
  let hasTold = false
  heartbeat.start()
  yield* Effect.gen(function*() {
    while (isTaken(files, name, hasTold) || !tryAcquire(files, name, holder)) {
      const other = files.read(name, isHolder) // undefined: free again, or damaged and moved aside
      if (other !== undefined && hasExpired(files, name, other)) steal(files, name, other)
      else {
        if (!hasTold && other !== undefined) onWait(`process ${other.pid} on ${other.host}`)
        hasTold = hasTold || other !== undefined
        const isFar = other !== undefined && isAlive(other) === undefined
        yield* Effect.interruptible(Effect.sleep(isFar ? farPollMs : pollMs))
      }
    }
  }).pipe(Effect.onError(() => Effect.sync(() => heartbeat.stop())))
  return holder
})
