/**
 * The store: write-once objects named by their digest, action records published once, and the small files around them.
 * Layout: docs/concepts.md. Plain synchronous calls, because a null run makes thousands of them; waiting and resources
 * (locks, leases) are effects.
 *
 * Room: everything a project keeps on disk, named by its content.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import type { Digest } from "../../format/digest.ts"
import type { Manifest } from "../../format/manifest.ts"
import { visible } from "../../format/visible.ts"
import { ActionIndex } from "./action-index.ts"
import type { ActionRecord, ItemOutcome, Lookup } from "./action.ts"
import { Actions } from "./actions.ts"
import { type Along, dropCheckpoint, earlierState, keepState, loadCheckpoint, saveCheckpoint } from "./checkpoints.ts"
import { ChunkResults } from "./chunk-results.ts"
import type { FileDigest } from "./hash-file.ts"
import { Heartbeat } from "./heartbeat.ts"
import { History } from "./history.ts"
import { dropReplaced, type KeyedOutcome, nextGeneration, publishItems, readItems } from "./items.ts"
import { layOut } from "./layout.ts"
import { lease } from "./lease.ts"
import { withLock } from "./lock.ts"
import { type Condition, Objects } from "./objects.ts"
import type { Ranges } from "./ranges.ts"
import type { PipelineRef } from "./refs.ts"
import { RunIndex } from "./run-index.ts"
import type { RunRecord } from "./run-record.ts"
import { makeScratch } from "./scratch.ts"
import { plain, signing } from "./seal.ts"
import { SealedLog } from "./sealed-log.ts"
import { readMark } from "./signing-key.ts"
import { SmallFiles, type SmallFilesOptions } from "./small-files.ts"
import { StatCache } from "./stat-cache.ts"
import { appendTrace, type TraceLine } from "./trace.ts"
import { digestOfFile, manifestOf } from "./user-files.ts"

/**
 * `fsync: false` gives up safety against power cuts, not against kills; for tests. `warn` hears, one line each, what was
 * found damaged and moved aside; by default it is written to stderr. With a `key` every small file is signed, and one that
 * is not counts as absent; `isTrusted` opens a cache that nobody has signed yet, to sign it: sign.ts.
 */
export interface StoreOptions {
  readonly fsync: boolean
  readonly warn?: (warning: string) => void
  readonly key?: string | undefined
  readonly isTrusted?: boolean
}

const warnOnStderr = (warning: string): void => void process.stderr.write(`warning: ${visible(warning)}\n`)

/** One opened cache folder. Several processes and threads may open the same one. */
export class Store {
  readonly root: string
  /** The reader and writer of the cache folder's small files. */
  readonly files: SmallFiles
  /** The same for files of the user's own, outside the cache folder, which nobody shares: never signed. */
  readonly outside: SmallFiles
  /** What mapped nodes made of chunks of their tables. */
  readonly chunkResults: ChunkResults
  private readonly options: StoreOptions
  private readonly heartbeat: Heartbeat
  private readonly stats: StatCache
  private readonly history: History
  readonly runIndex: RunIndex
  private readonly index: ActionIndex
  private readonly objects: Objects
  /** The records of what was executed. */
  readonly actions: Actions
  private scratchFolder: string | undefined

  private constructor(root: string, options: StoreOptions, common: SmallFilesOptions) {
    this.root = root
    this.options = options
    this.files = new SmallFiles(root, common)
    this.outside = new SmallFiles(root, { ...common, sealing: plain })
    this.heartbeat = new Heartbeat(root)
    this.stats = new StatCache(new SealedLog(this.files, "stat"))
    this.index = new ActionIndex(this.files)
    this.history = new History(this.files)
    this.runIndex = new RunIndex(this.files)
    const parts = { files: this.files, scratch: () => this.scratch(), fsync: options.fsync }
    this.objects = new Objects({ ...parts, stats: this.stats })
    this.chunkResults = new ChunkResults({ files: this.files, objects: this.objects, fsync: options.fsync })
    this.actions = new Actions({ ...parts, index: this.index, objects: this.objects })
  }

  /**
   * Opens a cache folder, laying it out when new. One that may be read but not written serves for reading.
   *
   * Failure: throws CacheUnwritable, CacheVersion, CacheRefused or CacheSigned.
   */
  static open(root: string, options: StoreOptions = { fsync: true }): Store {
    const { isTrusted = false, key, warn = warnOnStderr } = options
    const sealing = key === undefined
      ? plain
      : signing(key, { acceptsPlain: isTrusted && readMark(root) === undefined })
    return new Store(root, options, { warn, sealing, fsync: options.fsync, refused: layOut(root, { warn, sealing }) })
  }

  /** Where an object lies. */
  objectPath(digest: Digest): string {
    return this.objects.pathOf(digest)
  }

  /** A folder for files in the making, on the same file system as the objects. Throws MachineFault where there can be none. */
  scratch(): string {
    this.files.assertWritable()
    if (this.scratchFolder !== undefined) return this.scratchFolder
    this.heartbeat.start()
    return this.scratchFolder = makeScratch(this.root)
  }

  /** Whether an object is there and, by all that its stat tells, intact. An altered one is moved aside. */
  check(digest: Digest): Condition {
    return this.objects.check(digest)
  }

  /** Whether an object is there and its bytes are its own: read once per opened store. An altered one is moved aside. */
  prove(digest: Digest): Condition {
    return this.objects.prove(digest)
  }

  /** Throws ObjectLost unless the object's bytes are its own: before its path is given to a reader. */
  verify(digest: Digest): void {
    this.objects.verify(digest)
  }

  /** The bytes of an intact object. Throws ObjectLost. */
  readObject(digest: Digest): Uint8Array {
    return this.objects.read(digest)
  }

  /** The same by ranges, for objects of any size. Throws ObjectLost. */
  openObject(digest: Digest): Ranges {
    return this.objects.open(digest)
  }

  /** Writes a copy of an object to a new file, hashed on the way. Throws ObjectLost. */
  copyObject(digest: Digest, target: string): void {
    this.objects.copyTo(digest, target)
  }

  /** Stores bytes; equal bytes are stored once. */
  putBytes(bytes: Uint8Array): FileDigest {
    return this.objects.putBytes(bytes)
  }

  /** Stores a file written below `scratch()`, which disappears from there. */
  putFile(staging: string): FileDigest {
    return this.objects.putFile(staging)
  }

  /** The record of a key with every object of every output checked. */
  lookup(key: string): Lookup {
    return this.actions.lookup(key)
  }

  /** The record of a key, its outputs unchecked: for explaining, never for using. */
  peek(key: string): ActionRecord | undefined {
    return this.index.get(key)
  }

  /** Publishes a record. The first of several wins; a loser gets the winner's record unless that one is broken. */
  publish(record: ActionRecord): ActionRecord {
    return this.actions.publish(record)
  }

  /** What is known of a mapped node's items, or of those `wanted`, by item key; without those whose batches are not intact. */
  items(family: string, wanted?: ReadonlySet<string>): Map<string, ItemOutcome> {
    return readItems(this.files, family, { isIntact: (digest) => this.check(digest) === "intact", wanted })
  }

  /** Replaces the record published under a key, whatever there is: for a result that was asked for again. */
  supersede(record: ActionRecord): ActionRecord {
    return this.actions.supersede(record)
  }

  /** The generation of items that are to replace all those of a family. What was made of chunks is forgotten. */
  nextGeneration(family: string): number {
    this.chunkResults.drop(family)
    return nextGeneration(this.files, family)
  }

  /** Removes what items of a generation have replaced. */
  dropReplaced(family: string, replaced: { readonly generation: number; readonly keys: ReadonlySet<string> }): void {
    dropReplaced(this.files, family, replaced)
  }

  /** Publishes the outcomes of a batch of items; those of a higher `generation` replace others. */
  publishItems(family: string, pack: ReadonlyArray<KeyedOutcome>, generation = 0): void {
    this.files.assertWritable()
    this.objects.sync()
    const { fsync } = this.options
    publishItems(this.files, family, pack, { generation, membersOf: (each) => this.objects.namedBy(each), fsync })
  }

  /** Digest of a file of the user's. Throws the file system's error when it cannot be read. */
  fileDigest(file: string): FileDigest {
    return digestOfFile(this.stats, file)
  }

  /** The files below a folder of the user's. */
  folderManifest(folder: string, accept: (relativePath: string) => boolean): Manifest {
    return manifestOf(this.stats, folder, accept)
  }

  /** The last state a long node saved under this key, if any. */
  loadCheckpoint(key: string): Uint8Array | undefined {
    return loadCheckpoint(this.files, key)
  }

  /** Saves the state of a long node, replacing what was saved before. */
  saveCheckpoint(key: string, bytes: Uint8Array): void {
    saveCheckpoint(this.files, key, bytes)
  }

  /** Forgets a node's state once its result is published. */
  dropCheckpoint(key: string): void {
    dropCheckpoint(this.files, key)
  }

  /** The state that an execution which did less kept at its end, of the most there is. */
  earlierState(along: Along): Uint8Array | undefined {
    return earlierState(this.files, along)
  }

  /** Keeps the state at the end of an execution for those that do more, where there is room. */
  keepState(along: Along, bytes: Uint8Array): void {
    this.files.spare("what a step can be gone on from", () => keepState(this.files, along, bytes))
  }

  /** Runs an effect while no other process runs one under the same name: the key of what it computes. */
  withLock<A, E, R>(
    name: string,
    effect: Effect.Effect<A, E, R>,
    { onWait }: { readonly onWait: (holder: string) => void }
  ): Effect.Effect<A, E, R> {
    const { files, heartbeat } = this
    const waits: Array<string> = []
    const noting = (holder: string) => (waits.push(holder), onWait(holder))
    const fresh = Effect.sync(() => waits.length > 0 && this.index.relist(name))
    const locked = withLock(name, Effect.andThen(fresh, effect), { files, heartbeat, onWait: noting })
    return Effect.suspend(() => (files.assertWritable(), locked))
  }

  /** Protects everything stored from now on against garbage collection until the scope closes. */
  lease(run: string): Effect.Effect<void, never, Scope.Scope> {
    return this.files.isReadOnly ? Effect.void : lease(this.files, this.heartbeat, run)
  }

  /** Appends one line about an execution. */
  trace(record: TraceLine): void {
    this.files.spare("the trace of this run", () => appendTrace(this.root, record))
  }

  /** The latest action of every step of a pipeline on a data set, by its source; on any, before the first run on that. */
  ref(pipeline: string, source?: string): PipelineRef | undefined {
    return this.history.last(pipeline, source)
  }

  /** Adds a run to the history; nothing where the cache may only be read. */
  recordRun(run: RunRecord): void {
    this.history.add(run)
  }

  /** All recorded runs, oldest first. */
  runs(): ReadonlyArray<RunRecord> {
    return this.runIndex.runs()
  }

  /** The latest recorded run of which something holds. */
  latestRun(holds: (run: RunRecord) => boolean): RunRecord | undefined {
    return this.runIndex.latest(holds)
  }

  /** Rewrites the action index to what is published, after a collection. */
  rebuildIndex(): void {
    this.files.spare("the index of actions", () => this.index.rebuild())
  }

  /** Writes out what was learnt, and makes what was stored durable. */
  flush(): void {
    this.objects.sync()
    this.files.spare("the index of actions", () => this.index.flush())
    this.files.spare("what is known of files", () => this.stats.flush())
    this.files.sayUnsigned()
  }

  /** Flushes and removes the scratch folder. */
  close(): void {
    this.flush()
    if (this.scratchFolder === undefined) return
    fs.rmSync(this.scratchFolder, { recursive: true, force: true })
    this.scratchFolder = undefined
    this.heartbeat.stop()
  }
}
