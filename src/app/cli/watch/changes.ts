/**
 * Notices that files and folders change. Events of the system only say where to look; what has changed is told by
 * signatures of files, so that a burst of writes, a rename over a file and a checkout of a thousand files are one change, and
 * what was only looked at is none. Folders that the system gives no events for are looked at again and again.
 */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { isLater, type Signature, signatureOf, snapshotOf } from "./snapshot.ts"
import { type Places, type Spot, spotsOf } from "./spots.ts"

/** How a folder is listened to, as `fs.watch` does it. */
export type Listen = (folder: string, heard: (name: string | null) => void, failed: (error: Error) => void) => {
  readonly close: () => void
}

/** The system's own events. */
export const listen: Listen = (folder, heard, failed) => fs.watch(folder, (_, name) => heard(name)).on("error", failed)

/** No events: every folder is looked at again and again. */
export const listenToNothing: Listen = () => {
  throw Object.assign(new Error("no events are asked for"), { code: "POLL" })
}

/** `isIgnored` leaves out what the commands write themselves; `onPolling` is told once, why events are not enough. */
export interface ChangesOptions {
  readonly isIgnored: (file: string) => boolean
  readonly listen: Listen
  readonly onPolling: (error: NodeJS.ErrnoException) => void
}

interface Watched extends Spot {
  readonly inode: number
  known: Map<string, Signature>
  listener: { readonly close: () => void } | undefined
}

const quietMs = 80 // editors and checkouts write in bursts
const longestBurstMs = 1_000 // whoever writes without end is not waited for
const pollMs = 1_000
const pollShare = 10 // looking takes no more than a tenth of the time

/** Changes below some places, gathered until they are taken. */
export class Changes {
  private readonly options: ChangesOptions
  private readonly folders = new Map<string, Watched>()
  private readonly dirty = new Set<string>()
  private readonly waiting = new Set<() => void>()
  private found = new Set<string>()
  private places: Places = { files: [], absent: [], folders: [] }
  private settling: NodeJS.Timeout | undefined
  private polling: NodeJS.Timeout | undefined
  private burstBegan = 0
  private isToldOfPolling = false

  constructor(options: ChangesOptions) {
    this.options = options
  }

  /** Watches these places from now on; those newly watched count as changed if that was later than `sinceMs`. */
  watch(places: Places, sinceMs: number): void {
    this.places = places
    this.place(sinceMs)
    this.tell()
  }

  /** Whether some folder is looked at instead of listened to. */
  get isPolling(): boolean {
    return this.polling !== undefined
  }

  /** Waits until something has changed. */
  readonly arrived: Effect.Effect<void> = Effect.callback<void>((resume) => {
    const wake = () => resume(Effect.void)
    if (this.found.size > 0) return wake()
    this.waiting.add(wake)
    return Effect.sync(() => void this.waiting.delete(wake))
  })

  /** What has changed since this was last asked, by absolute paths. */
  take(): ReadonlyArray<string> {
    const taken = [...this.found].sort()
    this.found = new Set()
    return taken
  }

  close(): void {
    clearTimeout(this.settling)
    clearTimeout(this.polling)
    for (const { listener } of this.folders.values()) listener?.close()
    this.folders.clear()
  }

  private tell(): void {
    if (this.found.size === 0) return
    for (const wake of this.waiting) wake()
    this.waiting.clear()
  }

  /** Makes what is watched follow what is there by now. */
  private place(sinceMs: number): void {
    const spots = spotsOf(this.places, this.options.isIgnored)
    for (const [folder, watched] of this.folders) {
      if (spots.get(folder)?.inode === watched.inode) continue
      watched.listener?.close()
      this.folders.delete(folder)
    }
    for (const [folder, spot] of spots) {
      const before = this.folders.get(folder)
      const watched: Watched = { ...spot, known: new Map(), listener: before?.listener ?? this.listener(folder) }
      this.folders.set(folder, watched) // before it is read: what changes from now on is heard
      const isSame = before !== undefined && (before.isWhole || !spot.isWhole)
      watched.known = isSame && before.isWhole ? before.known : snapshotOf(folder, spot, this.options.isIgnored)
      for (const [name, signature] of watched.known) {
        const last = before?.known.get(name)
        const isNews = last === undefined
          ? isLater(signature, sinceMs) || (spot.absent.has(name) && signature !== "") ||
            (spot.present.has(name) && signature === "")
          : last !== signature
        if (isNews) this.found.add(path.join(folder, name))
      }
      if (before === undefined && spot.isWhole && isLater(spot.signature, sinceMs)) this.found.add(folder)
    }
    this.poll()
  }

  private listener(folder: string): Watched["listener"] {
    const failed = (error: NodeJS.ErrnoException) => {
      const watched = this.folders.get(folder)
      if (watched !== undefined) watched.listener = undefined
      if (!this.isToldOfPolling) this.options.onPolling(error)
      this.isToldOfPolling = true
    }
    try {
      return this.options.listen(folder, (name) => this.heard(folder, name), (error) => {
        failed(error)
        this.poll()
      })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") failed(error as NodeJS.ErrnoException) // gone by now
      return undefined
    }
  }

  private heard(folder: string, name: string | null): void {
    const watched = this.folders.get(folder)
    if (watched === undefined) return
    const isOfInterest = name === null || name === path.basename(folder) || watched.names.has(name) ||
      (watched.isWhole && !name.startsWith(".") && !this.options.isIgnored(path.join(folder, name)))
    if (isOfInterest) this.settleSoon(folder)
  }

  private settleSoon(folder: string): void {
    const nowMs = performance.now()
    if (this.dirty.size === 0) this.burstBegan = nowMs
    this.dirty.add(folder)
    clearTimeout(this.settling)
    this.settling = setTimeout(() => this.settle(), Math.min(quietMs, this.burstBegan + longestBurstMs - nowMs))
  }

  private settle(): void {
    const dirty = [...this.dirty]
    this.dirty.clear()
    const before = this.found.size
    for (const folder of dirty) this.look(folder)
    if (this.found.size > before) this.place(Number.POSITIVE_INFINITY)
    this.tell()
  }

  /** Adds what is other in a folder than it was. */
  private look(folder: string): void {
    const watched = this.folders.get(folder)
    if (watched === undefined) return
    const now = snapshotOf(folder, watched, this.options.isIgnored)
    for (const name of new Set([...watched.known.keys(), ...now.keys()])) {
      if ((watched.known.get(name) ?? "") !== (now.get(name) ?? "")) this.found.add(path.join(folder, name))
    }
    if (watched.isWhole && signatureOf(folder) === "") this.found.add(folder)
    watched.known = now
  }

  private poll(delayMs = pollMs): void {
    const silent = [...this.folders].filter(([, { listener }]) => listener === undefined).map(([folder]) => folder)
    if (silent.length === 0) {
      clearTimeout(this.polling)
      this.polling = undefined
    } else {
      this.polling ??= setTimeout(() => {
        this.polling = undefined
        const beganMs = performance.now()
        for (const folder of silent) this.dirty.add(folder)
        this.settle()
        this.poll(Math.max(pollMs, pollShare * (performance.now() - beganMs)))
      }, delayMs)
    }
  }
}
