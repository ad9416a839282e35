/**
 * The store: write-once objects named by their digest, action records published once, and the small files around them.
 * Layout: docs/concepts.md. Plain synchronous calls, because a null run makes thousands of them; waiting and resources
 * (locks, leases) are effects.
 *
 * Room: everything a project keeps on disk, named by its content.
 */
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { type Digest, digestOf } from "../../format/digest.ts"
import type { Manifest, ManifestEntry } from "../../format/manifest.ts"
import { ActionIndex, parseRecord } from "./action-index.ts"
import type { ActionRecord, ItemOutcome, Lookup } from "./action.ts"
import { atomicWrite, syncFolder } from "./atomic-write.ts"
import { CacheUnwritable, CacheVersion, FileChanged } from "./error.ts"
import { isFileError, unlessGone } from "./file-error.ts"
import { bytesOfName, walkFolder } from "./folder.ts"
import { type FileDigest, hashFile } from "./hash-file.ts"
import { publishItems, readItems } from "./items.ts"
import { lease } from "./lease.ts"
import { withLock } from "./lock.ts"
import { type Condition, Objects } from "./objects.ts"
import { type PipelineRef, readRef, readRuns, type RunSummary, writeRef } from "./refs.ts"
import { StatCache } from "./stat-cache.ts"

const layoutVersion = "1"
const folders = [
  "objects/sha256",
  "actions/items",
  "traces",
  "locks",
  "leases",
  "tmp",
  "trash",
  "refs/runs",
  "stat",
  "checkpoints"
]

/** `fsync: false` gives up safety against power cuts, not against kills; for tests. */
export interface StoreOptions {
  readonly fsync: boolean
}

/** One opened cache folder. Several processes and threads may open the same one. */
export class Store {
  readonly root: string
  private readonly options: StoreOptions
  private readonly stats: StatCache
  private readonly refs = new Map<string, PipelineRef>() // as this opened store last saw them
  private readonly index: ActionIndex
  private readonly objects: Objects

  private constructor(root: string, options: StoreOptions) {
    this.root = root
    this.options = options
    this.stats = new StatCache(path.join(root, "stat", "cache.tsv"))
    this.index = new ActionIndex(root)
    this.objects = new Objects(root, this.stats, options.fsync)
  }

  /** Opens a cache folder, laying it out when new. Throws CacheUnwritable or CacheVersion. */
  static open(root: string, options: StoreOptions = { fsync: true }): Store {
    const versionFile = path.join(root, "VERSION")
    let found: string
    try {
      found = unlessGone(() => fs.readFileSync(versionFile, "utf8").trim()) ?? layoutVersion
      if (found === layoutVersion) {
        for (const folder of folders) {
          if (!fs.existsSync(path.join(root, folder))) fs.mkdirSync(path.join(root, folder), { recursive: true })
        }
        if (!fs.existsSync(versionFile)) atomicWrite(versionFile, `${layoutVersion}\n`)
        fs.accessSync(path.join(root, "tmp"), fs.constants.W_OK)
      }
    } catch (cause) {
      throw new CacheUnwritable({ root, problem: cause instanceof Error ? cause.message : String(cause) })
    }
    if (found !== layoutVersion) throw new CacheVersion({ root, found, expected: layoutVersion })
    return new Store(root, options)
  }

  /** Where an object lies. */
  objectPath(digest: Digest): string {
    return this.objects.pathOf(digest)
  }

  /** A folder for files in the making, on the same file system as the objects. */
  scratch(): string {
    return this.objects.scratch()
  }

  /** Whether an object is there and intact. An altered one is moved to trash/. */
  check(digest: Digest): Condition {
    return this.objects.check(digest)
  }

  /** Throws ObjectLost unless the object is intact. Checked once per opened store. */
  verify(digest: Digest): void {
    this.objects.verify(digest)
  }

  /** The bytes of an intact object. Throws ObjectLost. */
  readObject(digest: Digest): Uint8Array {
    return this.objects.read(digest)
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
    const seen = this.index.get(key)
    if (seen === undefined) return { _tag: "Miss" }
    const found = this.checkRecord(seen)
    if (found._tag === "Hit") return found
    const now = this.index.reread(key) // another process may have replaced or collected the record since
    if (now === undefined) return { _tag: "Miss" }
    return JSON.stringify(now.outputs) === JSON.stringify(seen.outputs)
      ? { ...found, record: now }
      : this.checkRecord(now)
  }

  private checkRecord(record: ActionRecord): Exclude<Lookup, { _tag: "Miss" }> {
    for (const output in record.outputs) {
      for (const digest of [record.outputs[output]!.digest, ...(record.members?.[output] ?? [])]) {
        const how = this.objects.check(digest)
        if (how !== "intact") return { _tag: "Lost", record, output, how }
      }
    }
    return { _tag: "Hit", record }
  }

  /** The record of a key, its outputs unchecked: for explaining, never for using. */
  peek(key: string): ActionRecord | undefined {
    return this.index.get(key)
  }

  /** Publishes a record. The first of several wins; a loser gets the winner's record unless that one is broken. */
  publish(draft: ActionRecord): ActionRecord {
    const record = this.withMembers(draft)
    const file = this.index.pathOf(record.key)
    const staging = path.join(this.scratch(), crypto.randomUUID())
    this.objects.sync()
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(staging, JSON.stringify(record), { flush: this.options.fsync })
    const winner = this.linkFirst(staging, file, record)
    if (this.options.fsync) syncFolder(path.dirname(file))
    this.index.add(winner)
    return winner
  }

  /** Links the staged record in place, or returns the intact one that was there first. */
  private linkFirst(staging: string, file: string, record: ActionRecord): ActionRecord {
    try {
      fs.linkSync(staging, file)
      fs.rmSync(staging)
      return record
    } catch (error) {
      if (!isFileError(error, "EEXIST")) throw error
    }
    const text = unlessGone(() => fs.readFileSync(file, "utf8"))
    const winner = text === undefined ? undefined : parseRecord(record.key, text)
    if (winner !== undefined && this.checkRecord(winner)._tag === "Hit") {
      fs.rmSync(staging)
      return winner
    }
    fs.renameSync(staging, file)
    return record
  }

  /** File sets are manifests of further objects: the record names them, so that lookup and collection see them. */
  private withMembers(record: ActionRecord): ActionRecord {
    const members = Object.entries(record.outputs).flatMap(([port, output]) => {
      const named = output.root === undefined ? this.objects.namedBy(output.digest) : []
      return named.length === 0 ? [] : [[port, named] as const]
    })
    return members.length === 0 ? record : { ...record, members: Object.fromEntries(members) }
  }

  /** What is known of a mapped node's items, by item key; items whose batches are gone or altered are left out. */
  items(family: string): ReadonlyMap<string, ItemOutcome> {
    return readItems(this.root, family, (digest) => this.check(digest) === "intact")
  }

  /** Publishes the outcomes of a batch of items. */
  publishItems(
    family: string,
    pack: ReadonlyArray<{ readonly itemKey: string; readonly outcome: ItemOutcome }>
  ): void {
    this.objects.sync()
    const membersOf = (batch: Digest) => this.objects.namedBy(batch)
    publishItems(this.root, family, pack, { membersOf, fsync: this.options.fsync })
  }

  /** Digest of a file of the user's. Throws the file system's error when it cannot be read. */
  fileDigest(file: string): FileDigest {
    const known = this.stats.digest(file)
    if (known !== undefined) return { digest: known.digest, sizeBytes: known.sizeBytes }
    throw Object.assign(new Error(`ENOENT: no such file or directory, stat '${file}'`), { code: "ENOENT", path: file })
  }

  /** The files below a folder of the user's. */
  folderManifest(folder: string, accept: (relativePath: string) => boolean): Manifest {
    const digest = (file: Buffer) => {
      const name = file.toString()
      return Buffer.from(name).equals(file) ? this.stats.digest(name) : hashFile(file)
    }
    return { entries: walkFolder(folder, accept, digest) }
  }

  /** The bytes of a file of the user's, which must still be those its entry names. Throws FileChanged. */
  readExternal(root: string, entry: ManifestEntry): Uint8Array {
    const plain = path.join(root, entry.path)
    const bytes = unlessGone(() => fs.readFileSync(Buffer.concat([Buffer.from(`${root}/`), bytesOfName(entry.path)])))
      ?? unlessGone(() => fs.readFileSync(plain))
    if (bytes === undefined || digestOf(bytes) !== entry.digest) throw new FileChanged({ path: plain })
    return bytes
  }

  /** The last state a long node saved under this key, if any. */
  loadCheckpoint(key: string): Uint8Array | undefined {
    return unlessGone(() => fs.readFileSync(path.join(this.root, "checkpoints", key)))
  }

  /** Saves the state of a long node, replacing what was saved before. */
  saveCheckpoint(key: string, bytes: Uint8Array): void {
    atomicWrite(path.join(this.root, "checkpoints", key), bytes)
  }

  /** Forgets a node's state once its result is published. */
  dropCheckpoint(key: string): void {
    fs.rmSync(path.join(this.root, "checkpoints", key), { force: true })
  }

  /** Runs an effect while no other process runs one under the same name. */
  withLock<A, E, R>(
    name: string,
    effect: Effect.Effect<A, E, R>,
    options: { readonly onWait: (holder: string) => void }
  ): Effect.Effect<A, E, R> {
    return withLock(this.root, name, effect, options)
  }

  /** Protects everything stored from now on against garbage collection until the scope closes. */
  lease(run: string): Effect.Effect<void, never, Scope.Scope> {
    return lease(this.root, run)
  }

  /** Appends one line about an execution. */
  trace(record: { readonly run: string; readonly finishedAt: string; readonly [field: string]: unknown }): void {
    const folder = path.join(this.root, "traces", record.finishedAt.slice(0, 10))
    fs.mkdirSync(folder, { recursive: true })
    fs.appendFileSync(path.join(folder, `${record.run}.jsonl`), `${JSON.stringify(record)}\n`)
  }

  /** What the last run of a pipeline left: the action of every step. */
  ref(pipeline: string): PipelineRef | undefined {
    const known = this.refs.get(pipeline) ?? readRef(this.root, pipeline)
    if (known !== undefined) this.refs.set(pipeline, known)
    return known
  }

  /** Records what a run left. */
  setRef(ref: PipelineRef): void {
    writeRef(this.root, ref)
    this.refs.set(ref.pipeline, ref)
  }

  /** All recorded runs, oldest first. */
  runs(): ReadonlyArray<RunSummary> {
    return readRuns(this.root)
  }

  /** Rewrites the action index to what is published, after a collection. */
  rebuildIndex(): void {
    this.index.rebuild()
  }

  /** Writes out what was learnt, and makes what was stored durable. */
  flush(): void {
    this.objects.sync()
    this.index.flush()
    this.stats.flush()
  }

  /** Flushes and removes the scratch folder. */
  close(): void {
    this.flush()
    this.objects.close()
  }
}
