/**
 * What a run says while it works, kept where other processes can follow it: live/<run>/ in the cache, for as long as the run
 * lasts. Only a spectacle: no result depends on it, and a run that ends at once leaves none.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { unlessGone } from "../store/file-error.ts"
import { livingLeases } from "../store/lease.ts"
import { SealedLog } from "../store/sealed-log.ts"
import type { SmallFiles } from "../store/small-files.ts"
import type { Store } from "../store/store.ts"
import { RunEvent } from "./event.ts"

const everyMs = 400 // a file is appended so often; a person sees no more

const folderOf = (run: string): string => `live/${run}`

/** Events of one write: of a node's progress the latest alone, since a fast epoch takes less than a millisecond. */
const thinned = (events: ReadonlyArray<RunEvent>): ReadonlyArray<RunEvent> => {
  const last = new Map(
    events.flatMap((event, at) => event._tag === "NodeProgress" ? [[event.node, at] as const] : [])
  )
  return events.filter((event, at) => event._tag !== "NodeProgress" || last.get(event.node) === at)
}

/** Removes what runs that were killed have left. */
const clearDead = (files: SmallFiles, own: string): void => {
  const left = unlessGone(() => fs.readdirSync(path.join(files.root, "live"))) ?? []
  if (left.length === 0) return
  const living = new Set([own, ...livingLeases(files).map(({ run }) => run)])
  for (const run of left) {
    if (!living.has(run)) fs.rmSync(path.join(files.root, "live", run), { recursive: true, force: true })
  }
}

/** The listener, with every event told to other processes too until the scope ends. */
export const toldToOthers = (
  store: Store,
  run: string,
  onEvent: (event: RunEvent) => void
): Effect.Effect<(event: RunEvent) => void, never, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => new LiveLog(store.files, run)),
      (log) => Effect.sync(() => log.end())
    ),
    (log) => (event) => {
      onEvent(event)
      log.add(event)
    }
  )

class LiveLog {
  private readonly files: SmallFiles
  private readonly run: string
  private events: Array<RunEvent> = []
  private timer: NodeJS.Timeout | undefined
  private log: SealedLog | undefined

  constructor(files: SmallFiles, run: string) {
    this.files = files
    this.run = run
  }

  add(event: RunEvent): void {
    this.events.push(event)
    if (this.timer !== undefined || this.files.isReadOnly) return
    this.timer = setTimeout(() => this.write(), everyMs)
    this.timer.unref()
  }

  private write(): void {
    this.timer = undefined
    const lines = thinned(this.events).map((event) => `${JSON.stringify(event)}\n`).join("")
    this.events = []
    this.files.spare("what a run says while it works", () => {
      if (this.log === undefined) {
        clearDead(this.files, this.run)
        fs.mkdirSync(path.join(this.files.root, folderOf(this.run)), { recursive: true })
        this.log = new SealedLog(this.files, folderOf(this.run))
      }
      this.log.append(lines)
    })
  }

  end(): void {
    clearTimeout(this.timer)
    if (this.log === undefined) return
    this.files.spare(
      "what a run says while it works",
      () => fs.rmSync(path.join(this.files.root, folderOf(this.run)), { recursive: true, force: true })
    )
  }
}

const decodeEvent = Schema.decodeUnknownOption(Schema.fromJsonString(RunEvent))

/** How much a living run has said, in bytes: it has said no more as long as this stays. */
export const saidBytes = (files: SmallFiles, run: string): number =>
  new SealedLog(files, folderOf(run)).names()
    .map((name) => fs.lstatSync(path.join(files.root, folderOf(run), name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0)

/** What a living run has said so far; a line of another version's making is left out. */
export const saidSoFar = (files: SmallFiles, run: string): ReadonlyArray<RunEvent> =>
  new SealedLog(files, folderOf(run)).read().split("\n")
    .flatMap((line) => line === "" ? [] : Option.toArray(decodeEvent(line)))
