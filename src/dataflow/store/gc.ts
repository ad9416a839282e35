/**
 * Garbage collection: what neither a kept run nor a living one reaches is moved aside, looked at again, and deleted.
 * While a run lives (lease.ts), every published record counts as reached and everything stored since it began as new,
 * so only what no record names can go.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Digest } from "../../format/digest.ts"
import { placeFirst } from "./atomic-write.ts"
import { isChunkResult, objectsOfChunk } from "./chunk-results.ts"
import { unlessGone } from "./file-error.ts"
import { oldestLeaseMs } from "./lease.ts"
import { sweepLeftovers } from "./leftovers.ts"
import { readMarks, removeMarks } from "./marks.ts"
import { isMarked, type Retention, runsThatGo, type Sizes } from "./retention.ts"
import type { RunRecord } from "./run-record.ts"
import type { SmallFiles } from "./small-files.ts"
import type { Store } from "./store.ts"
import { digestOfPath, filesBelow, Reach, type Shares, sharesByAll, sizeOf } from "./usage.ts"

/**
 * What a collection removed, or would remove. `isPartial`: runs were living, so only what no record names went. `lost` are
 * the runs that are no more, each with the bytes that went of what it needed; the shares are of what went. `leftBytes` is
 * what the cache has then, told where a size was the limit.
 */
export interface Collected extends Shares {
  readonly objects: number
  readonly bytes: number
  readonly actions: number
  readonly runs: number
  readonly isPartial: boolean
  readonly lost: ReadonlyArray<{ readonly run: RunRecord; readonly bytes: number }>
  readonly leftBytes?: number
}

/** How to collect; a dry run only counts. */
export interface CollectOptions extends Retention {
  readonly isDryRun: boolean
}

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
    packs: below(
      "actions/items",
      /^actions\/items\/[0-9a-f]{2}\/[0-9a-f]{64}\/(?:[0-9a-f]{32}|[0-9a-f]{64}|index)\.json$/
    ),
    objects: below("objects", /^objects\/sha256\/[0-9a-f]{2}\/[0-9a-f]{62}$/)
  }
}

const keyOf = (file: string): string => path.basename(file, ".json")
const familyOf = (pack: string): string => path.basename(path.dirname(pack))

const total = (bytes: Iterable<number>): number => {
  let sum = 0
  for (const each of bytes) sum += each
  return sum
}

/** Sizes of objects and records of actions, and of all else in the cache. */
const sizesIn = (root: string, { actions, objects }: Files): Sizes => {
  const things = new Map([
    ...objects.map((file) => [digestOfPath(file), sizeOf(file)] as const),
    ...actions.map((file) => [keyOf(file), sizeOf(file)] as const)
  ])
  return { things, otherBytes: total(filesBelow(root).map(sizeOf)) - total(things.values()) }
}

/** What a collection is about to remove, and what is to be said of it. */
interface Going {
  readonly runs: ReadonlyArray<RunRecord>
  readonly actions: ReadonlyArray<string>
  readonly objects: ReadonlyArray<string>
  readonly sizes: ReadonlyMap<Digest, number>
  readonly said: Omit<Collected, "objects" | "bytes" | "actions" | "leftBytes">
  /** All bytes there are, where a size is the limit. */
  readonly allBytes: number | undefined
}

/** Whether a file of a family that no record names still saves time: what was made of rows that are kept (chunks.ts). */
const isOfUse = (files: SmallFiles, file: string, reached: ReadonlySet<Digest>): boolean => {
  if (!/^[0-9a-f]{64}\.json$/.test(path.basename(file))) return false
  const made = files.read(path.relative(files.root, file), isChunkResult)
  return made !== undefined && objectsOfChunk(made).every((digest) => reached.has(digest))
}

/** Files that neither kept runs need nor, while runs live, any record names. */
const unneeded = (
  store: Store,
  { files, isPartial, kept, reach }: {
    readonly files: Files
    readonly kept: ReadonlyArray<RunRecord>
    readonly reach: Reach
    readonly isPartial: boolean
  }
): Pick<Files, "actions" | "objects"> => {
  const steps = kept.flatMap((run) => Object.values(run.steps))
  const keys = new Set(isPartial ? files.actions.map(keyOf) : steps.map(({ key }) => key))
  const named = [...keys].flatMap((key) => store.peek(key)?.family ?? [])
  const families = new Set(isPartial ? files.packs.map(familyOf) : named)
  const reached = new Set(reach.ofSteps(steps))
  for (const key of keys) for (const digest of reach.ofKey(key)) reached.add(digest)
  for (const family of families) for (const digest of reach.ofFamily(family)) reached.add(digest)
  return {
    actions: [
      ...files.actions.filter((file) => !keys.has(keyOf(file))),
      ...files.packs.filter((file) => !families.has(familyOf(file)) && !isOfUse(store.files, file, reached))
    ],
    objects: files.objects.filter((file) => !reached.has(digestOfPath(file)))
  }
}

const whatGoes = (
  store: Store,
  retention: Retention,
  { isOld, isPartial }: { readonly isPartial: boolean; readonly isOld: (file: string) => boolean }
): Going => {
  const all = store.runs()
  const files = listFiles(store.root)
  const reach = new Reach(store)
  const known = retention.maxBytes === undefined ? undefined : sizesIn(store.root, files)
  const runs = runsThatGo(all, readMarks(store.files), retention, { reach, sizes: isPartial ? undefined : known })
  const goes = new Set(runs)
  const free = unneeded(store, { files, kept: all.filter((run) => !goes.has(run)), reach, isPartial })
  const objects = free.objects.filter(isOld)
  const sizes = new Map(objects.map((file) => [digestOfPath(file), sizeOf(file)]))
  const bytesOf = ({ steps }: RunRecord) =>
    total([...reach.ofSteps(Object.values(steps))].map((digest) => sizes.get(digest) ?? 0))
  return {
    runs,
    actions: free.actions.filter(isOld),
    objects,
    sizes,
    said: {
      runs: runs.length,
      isPartial,
      lost: runs.map((run) => ({ run, bytes: bytesOf(run) })),
      ...sharesByAll(runs, reach, sizes)
    },
    allBytes: known && known.otherBytes + total(known.things.values())
  }
}

/** Keeps what Retention says, with all that these runs need, and what living runs may need. */
export const collectGarbage = (store: Store, options: CollectOptions): Collected => {
  const { isDryRun, ...retention } = options
  const livingSinceMs = oldestLeaseMs(store.files)
  const isOld = (file: string) =>
    (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < (livingSinceMs ?? Infinity)
  const going = whatGoes(store, retention, { isPartial: livingSinceMs !== undefined, isOld })
  const { actions, allBytes, objects, said, sizes } = going
  const records = new Map(allBytes === undefined ? [] : actions.map((file) => [file, sizeOf(file)] as const))
  const left = (bytes: number, gone: ReadonlyArray<string>) =>
    allBytes === undefined ? {} : { leftBytes: allBytes - bytes - total(gone.map((file) => records.get(file) ?? 0)) }
  if (isDryRun) {
    const bytes = total(sizes.values())
    return { ...said, objects: objects.length, actions: actions.length, bytes, ...left(bytes, actions) }
  }
  store.files.assertWritable()
  const marks = readMarks(store.files)
  if (going.runs.some(({ run }) => isMarked(marks.get(run), retention.keepTags))) return collectGarbage(store, options)
  const isStillFree = (file: string) =>
    isOld(file) && (oldestLeaseMs(store.files) ?? Infinity) >= (livingSinceMs ?? Infinity)
  removeRuns(store.files, going.runs)
  const gone = actions.filter((file) => remove(store.root, file, isStillFree))
  if (gone.length > 0) store.rebuildIndex()
  const goneObjects = objects.filter((file) => remove(store.root, file, isStillFree))
  sweepLeftovers(store.files)
  const bytes = total(goneObjects.map((file) => sizes.get(digestOfPath(file))!))
  return { ...said, actions: gone.length, objects: goneObjects.length, bytes, ...left(bytes, gone) }
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

const removeRuns = (files: SmallFiles, runs: ReadonlyArray<RunRecord>): void => {
  removeMarks(files, runs.map(({ run }) => run))
  const ends = new Set(runs.map(({ run }) => `-${run}.json`))
  for (const file of filesBelow(path.join(files.root, "refs", "runs"))) {
    if (ends.has(file.slice(file.lastIndexOf("-")))) fs.rmSync(file, { force: true })
  }
}
