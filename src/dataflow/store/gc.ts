/**
 * Garbage collection: what neither a kept run nor a living one reaches is moved aside, looked at again, and deleted.
 * While a run lives (lease.ts), every published record counts as reached and everything stored since it began as new,
 * so only what no record names can go.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { ActionRecord } from "./action.ts"
import { placeFirst } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"
import { diskNowMs } from "./heartbeat.ts"
import { objectsOfPack, readPacks } from "./items.ts"
import { oldestLeaseMs } from "./lease.ts"
import { removeDeadLocks } from "./lock.ts"
import { readRuns } from "./refs.ts"
import { isWholeRun, type RunRecord } from "./run-record.ts"
import { removeDeadScratch } from "./scratch.ts"
import type { SmallFiles } from "./small-files.ts"
import type { Store } from "./store.ts"

/** What a collection removed, or would remove. `isPartial`: runs were living, so only what no record names went. */
export interface Collected {
  readonly objects: number
  readonly bytes: number
  readonly actions: number
  readonly runs: number
  readonly isPartial: boolean
}

/** How to collect; a dry run only counts. */
export interface CollectOptions {
  readonly keepRuns: number
  readonly isDryRun: boolean
}

const trashMs = 3600_000 // what others moved aside may still be looked at
const monthMs = 30 * 24 * 3600_000 // checkpoints of runs nobody resumed, and what was found damaged

const filesBelow = (folder: string): ReadonlyArray<string> =>
  (unlessGone(() => fs.readdirSync(folder, { withFileTypes: true, recursive: true })) ?? [])
    .filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name))

interface Files {
  readonly actions: ReadonlyArray<string>
  readonly packs: ReadonlyArray<string>
  readonly objects: ReadonlyArray<string>
}

/** What is named as the store names it: what else lies there is not ours to remove. */
const listFiles = (root: string): Files => {
  const below = (folder: string, name: RegExp) =>
    filesBelow(path.join(root, folder)).filter((file) => name.test(path.relative(root, file)))
  return {
    actions: below("actions", /^actions\/[0-9a-f]{2}\/[0-9a-f]{64}\.json$/),
    packs: below("actions/items", /^actions\/items\/[0-9a-f]{2}\/[0-9a-f]{64}\/[0-9a-f]{32}\.json$/),
    objects: below("objects", /^objects\/sha256\/[0-9a-f]{2}\/[0-9a-f]{62}$/)
  }
}

const keyOf = (file: string): string => path.basename(file, ".json")
const familyOf = (pack: string): string => path.basename(path.dirname(pack))
const digestOfPath = (file: string): string => path.basename(path.dirname(file)) + path.basename(file)

/** Everything the given records and families need. */
const reach = (files: SmallFiles, records: ReadonlyArray<ActionRecord>, families: Iterable<string>): Set<string> => {
  const reached = new Set<string>()
  for (const record of records) {
    for (const output of Object.values(record.outputs)) reached.add(output.digest)
    for (const digest of Object.values(record.members ?? {}).flat()) reached.add(digest)
  }
  for (const family of families) {
    for (const digest of readPacks(files, family).flatMap(objectsOfPack)) reached.add(digest)
  }
  return reached
}

/**
 * Keeps the last `keepRuns` whole runs of every pipeline and data set, as many of the others, and what living runs may
 * need.
 */
export const collectGarbage = (store: Store, { isDryRun, keepRuns }: CollectOptions): Collected => {
  const { root } = store
  const livingSinceMs = oldestLeaseMs(store.files)
  const isPartial = livingSinceMs !== undefined
  const isOld = (file: string) =>
    (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < (livingSinceMs ?? Infinity)
  const runs = readRuns(store.files)
  const kept = lastRuns(runs, keepRuns)
  const files = listFiles(root)
  const keys = new Set(
    isPartial ? files.actions.map(keyOf) : kept.flatMap((run) => Object.values(run.steps).map((step) => step.key))
  )
  const records = [...keys].flatMap((key) => store.peek(key) ?? [])
  const families = new Set(isPartial ? files.packs.map(familyOf) : records.flatMap((record) => record.family ?? []))
  const reached = reach(store.files, records, families)
  for (const run of kept) {
    for (const digest of Object.values(run.steps).flatMap((step) => Object.values(step.outputs))) reached.add(digest)
  }
  const actions = [
    ...files.actions.filter((file) => !keys.has(keyOf(file)) && isOld(file)),
    ...files.packs.filter((file) => !families.has(familyOf(file)) && isOld(file))
  ]
  const objects = files.objects.filter((file) => !reached.has(digestOfPath(file)) && isOld(file))
  const keptRuns = new Set(kept)
  const oldRuns = runs.filter((run) => !keptRuns.has(run))
  const found = { objects: objects.length, actions: actions.length, runs: oldRuns.length, isPartial }
  const sizeOf = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const bytes = objects.reduce((sum, file) => sum + sizeOf(file), 0)
  if (isDryRun) return { ...found, bytes }

  const isStillFree = (file: string) =>
    isOld(file) && (oldestLeaseMs(store.files) ?? Infinity) >= (livingSinceMs ?? Infinity)
  for (const run of oldRuns) removeRun(root, run)
  const gone = actions.filter((file) => remove(root, file, isStillFree))
  if (gone.length > 0) store.rebuildIndex()
  let freed = 0
  const goneObjects = objects.filter((file) => {
    const sizeBytes = sizeOf(file)
    const isGone = remove(root, file, isStillFree)
    if (isGone) freed += sizeBytes
    return isGone
  })
  sweepLeftovers(store.files)
  return { ...found, actions: gone.length, objects: goneObjects.length, bytes: freed }
}

/** Failed and partial runs are counted apart, so that no number of them drives out what one may still compare with. */
const lastRuns = (runs: ReadonlyArray<RunRecord>, count: number): ReadonlyArray<RunRecord> => {
  const kindOf = (run: RunRecord) => JSON.stringify([run.pipeline, run.dataset?.source ?? null, isWholeRun(run)])
  return [...Map.groupBy(runs, kindOf).values()].flatMap((each) => each.slice(-count))
}

/**
 * Moves a file aside, looks once more, and deletes it; it goes back if a run has begun or stored it again meanwhile.
 * Such a run sees it missing for a moment: a lookup then misses, a read waits (Objects.verify).
 */
const remove = (root: string, file: string, isStillFree: (file: string) => boolean): boolean => {
  const aside = path.join(root, "trash", crypto.randomUUID())
  if (unlessGone(() => (fs.renameSync(file, aside), true)) === undefined) return false
  if (isStillFree(aside)) {
    fs.rmSync(aside, { force: true })
    return true
  }
  unlessGone(() => placeFirst(aside, file)) // not by rename: what was published meanwhile stays
  fs.rmSync(aside, { force: true })
  return false
}

const removeRun = (root: string, run: RunRecord): void => {
  for (const file of filesBelow(path.join(root, "refs", "runs"))) {
    if (file.endsWith(`-${run.run}.json`)) fs.rmSync(file, { force: true })
  }
}

/** Removes what killed processes left: scratch folders, locks, old checkpoints, and what was moved aside long ago. */
const sweepLeftovers = (files: SmallFiles): void => {
  const { root } = files
  removeDeadScratch(root)
  removeDeadLocks(files)
  const nowMs = diskNowMs(root)
  const all = /^/
  const half = /\.[0-9a-f-]{36}\.tmp$/ // written in part: atomic-write.ts
  const ages = [
    ["trash", trashMs, all],
    ["checkpoints", monthMs, all],
    ["damaged", monthMs, all],
    ...["actions", "refs", "stamps", "index", "stat", "checkpoints"].map((folder) => [folder, trashMs, half] as const)
  ] as const
  for (const [folder, ageMs, names] of ages) {
    for (const file of filesBelow(path.join(root, folder)).filter((each) => names.test(each))) {
      const changedMs = fs.statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? nowMs
      if (nowMs - changedMs > ageMs) fs.rmSync(file, { force: true })
    }
  }
}
