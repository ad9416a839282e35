/** What takes the space in a cache: which objects every run needs, and who shares them. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Digest } from "../../format/digest.ts"
import { chunkResultsOf, objectsOfChunk } from "./chunk-results.ts"
import { unlessGone } from "./file-error.ts"
import { objectsOfPack, packsOf } from "./items.ts"
import type { RunRecord } from "./run-record.ts"
import type { Store } from "./store.ts"

/** Every plain file below a folder; none where there is no folder. */
export const filesBelow = (folder: string): ReadonlyArray<string> =>
  (unlessGone(() => fs.readdirSync(folder, { withFileTypes: true, recursive: true })) ?? [])
    .filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name))

/** Bytes of a file, 0 for one that is gone. */
export const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** What some step left, as runs name it. */
export type Left = RunRecord["steps"][string]

/** Looks up what actions and steps need; every record and family is read once. */
export class Reach {
  private readonly byKey = new Map<string, ReadonlyArray<Digest>>()
  private readonly byFamily = new Map<string, ReadonlyArray<Digest>>()
  private readonly store: Store

  constructor(store: Store) {
    this.store = store
  }

  /** Objects that the record of an action names, in itself and through its items. */
  ofKey(key: string): ReadonlyArray<Digest> {
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    const record = this.store.peek(key)
    const digests = record === undefined ? [] : [
      ...Object.values(record.outputs).map(({ digest }) => digest),
      ...this.store.actions.membersOf(record),
      ...(record.family === undefined ? [] : this.ofFamily(record.family))
    ]
    const found = [...new Set(digests)]
    this.byKey.set(key, found)
    return found
  }

  /** Objects that the packs of a mapped node's items, and what it made of chunks, name. */
  ofFamily(family: string): ReadonlyArray<Digest> {
    const known = this.byFamily.get(family)
    if (known !== undefined) return known
    const objects = new Set<Digest>()
    const { files } = this.store
    for (const pack of packsOf(files, family)) for (const digest of objectsOfPack(pack)) objects.add(digest)
    for (const made of chunkResultsOf(files, family)) for (const each of objectsOfChunk(made)) objects.add(each)
    const found = [...objects]
    this.byFamily.set(family, found)
    return found
  }

  /** Objects that steps need; each once. */
  ofSteps(steps: Iterable<Left>): ReadonlySet<Digest> {
    const reached = new Set<Digest>()
    for (const { key, outputs } of steps) {
      for (const digest of this.ofKey(key)) reached.add(digest)
      for (const digest of Object.values(outputs)) reached.add(digest)
    }
    return reached
  }
}

/** The objects of one group: how many runs it has, all bytes it needs, and those that no other group needs. */
export interface Share {
  readonly name: string
  readonly runs: number
  readonly bytes: number
  readonly onlyBytes: number
}

/** A step of a run in a group; one without a name counts as another group, and is not told. */
interface Member {
  readonly name: string | undefined
  readonly run: string
  readonly left: Left
}

const several = Symbol("several")

/** Sizes of groups by the objects they need, biggest first; only objects with a size count. */
const sharesOf = (
  members: ReadonlyArray<Member>,
  reach: Reach,
  sizes: ReadonlyMap<Digest, number>
): ReadonlyArray<Share> => {
  const owner = new Map<Digest, string | undefined | typeof several>()
  const groups = [...Map.groupBy(members, ({ name }) => name)].map(([name, own]) => {
    const digests = [...reach.ofSteps(own.map(({ left }) => left))].filter((digest) => sizes.has(digest))
    for (const digest of digests) owner.set(digest, owner.has(digest) ? several : name)
    return { name, digests, runs: new Set(own.map(({ run }) => run)).size }
  })
  const sum = (digests: ReadonlyArray<Digest>) => digests.reduce((bytes, digest) => bytes + sizes.get(digest)!, 0)
  return groups.flatMap(({ digests, name, runs }) =>
    name === undefined
      ? []
      : [{ name, runs, bytes: sum(digests), onlyBytes: sum(digests.filter((each) => owner.get(each) === name)) }]
  ).sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1))
}

/** The same objects divided in three ways; what several share counts in each of them. */
export interface Shares {
  readonly pipelines: ReadonlyArray<Share>
  readonly nodes: ReadonlyArray<Share>
  readonly sweeps: ReadonlyArray<Share>
}

/**
 * Shares of runs by pipeline, step and sweep. `sizes` are of the objects that count. With a `pipeline` only those of its
 * runs are told; what others need as well is not theirs alone all the same.
 */
export const sharesByAll = (
  runs: ReadonlyArray<RunRecord>,
  reach: Reach,
  sizes: ReadonlyMap<Digest, number>,
  pipeline?: string
): Shares => {
  const by = (nameOf: (run: RunRecord, step: string) => string | undefined) =>
    sharesOf(
      runs.flatMap((run) =>
        Object.entries(run.steps).map(([step, left]) => ({
          name: pipeline === undefined || run.pipeline === pipeline ? nameOf(run, step) : undefined,
          run: run.run,
          left
        }))
      ),
      reach,
      sizes
    )
  return {
    pipelines: by(({ pipeline }) => pipeline),
    nodes: by((_run, step) => step),
    sweeps: by(({ trial }) => trial?.sweep)
  }
}

/**
 * A cache on the disk: all its bytes, those of its objects, those of objects that no run needs, and who needs the others.
 */
export interface Usage extends Shares {
  readonly bytes: number
  readonly files: number
  readonly objectBytes: number
  readonly objects: number
  readonly unreachedBytes: number
  readonly unreachedObjects: number
}

/** The digest that an object's path spells. */
export const digestOfPath = (file: string): Digest => path.basename(path.dirname(file)) + path.basename(file)

/** What takes the space, by the runs that need it; with a `pipeline` only shares of its runs. */
export const usageOf = (store: Store, runs: ReadonlyArray<RunRecord>, pipeline?: string): Usage => {
  const files = filesBelow(store.root)
  const objects = path.join(store.root, "objects") + path.sep
  const sizes = new Map<Digest, number>()
  let bytes = 0
  for (const file of files) {
    const size = sizeOf(file)
    bytes += size
    if (file.startsWith(objects)) sizes.set(digestOfPath(file), size)
  }
  const reach = new Reach(store)
  const reached = reach.ofSteps(runs.flatMap(({ steps }) => Object.values(steps)))
  const unreached = [...sizes].filter(([digest]) => !reached.has(digest))
  return {
    bytes,
    files: files.length,
    objectBytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    objects: sizes.size,
    unreachedBytes: unreached.reduce((sum, [, size]) => sum + size, 0),
    unreachedObjects: unreached.length,
    ...sharesByAll(runs, reach, sizes, pipeline)
  }
}
