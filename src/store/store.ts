/**
 * The store: write-once objects named by their digest, action records published once, and the small files around them.
 * Layout: docs/concepts.md. Plain synchronous calls, because a null run makes thousands of them; waiting and resources
 * (locks, leases) are effects.
 */
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { ActionIndex } from "./action-index.ts"
import type { ActionRecord, ItemOutcome, Lookup } from "./action.ts"
import { atomicWrite, syncFolder } from "./atomic-write.ts"
import { type Digest, digestOf } from "./digest.ts"
import { CacheUnwritable, CacheVersion, FileChanged, ObjectLost } from "./error.ts"
import { bytesOfName, walkFolder } from "./folder.ts"
import { publishItems, readItems } from "./items.ts"
import { lease } from "./lease.ts"
import { withLock } from "./lock.ts"
import type { Manifest, ManifestEntry } from "./manifest.ts"
import { type PipelineRef, readRef, readRuns, type RunSummary, writeRef } from "./refs.ts"
import { type FileDigest, StatCache } from "./stat-cache.ts"

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

const isFileError = (error: unknown, code: string): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === code

/** One opened cache folder. Several processes and threads may open the same one. */
export class Store {
  readonly root: string
  private readonly options: StoreOptions
  private readonly stats: StatCache
  private readonly index: ActionIndex
  private readonly unsynced = new Set<string>()
  private readonly verified = new Set<Digest>()
  private scratchFolder: string | undefined

  private constructor(root: string, options: StoreOptions) {
    this.root = root
    this.options = options
    this.stats = new StatCache(path.join(root, "stat", "cache.tsv"))
    this.index = new ActionIndex(root)
  }

  /** Opens a cache folder, laying it out when new. Throws CacheUnwritable or CacheVersion. */
  static open(root: string, options: StoreOptions = { fsync: true }): Store {
    const versionFile = path.join(root, "VERSION")
    try {
      if (!fs.existsSync(versionFile)) {
        for (const folder of folders) fs.mkdirSync(path.join(root, folder), { recursive: true })
        atomicWrite(versionFile, `${layoutVersion}\n`)
      }
    } catch (cause) {
      throw new CacheUnwritable({ root, problem: cause instanceof Error ? cause.message : String(cause) })
    }
    const found = fs.readFileSync(versionFile, "utf8").trim()
    if (found !== layoutVersion) throw new CacheVersion({ root, found, expected: layoutVersion })
    return new Store(root, options)
  }

  /** Where an object lies. */
  objectPath(digest: Digest): string {
    return path.join(this.root, "objects", "sha256", digest.slice(0, 2), digest.slice(2))
  }

  /** A folder for files in the making, on the same file system as the objects. */
  scratch(): string {
    if (this.scratchFolder === undefined) {
      this.scratchFolder = path.join(this.root, "tmp", `${process.pid}-${crypto.randomUUID()}`)
      fs.mkdirSync(this.scratchFolder, { recursive: true })
    }
    return this.scratchFolder
  }

  /** Whether an object is there and intact, by its stat signature where that is trusted, else by hashing it. */
  check(digest: Digest): "intact" | "missing" | "tampered" {
    const file = this.objectPath(digest)
    const found = this.stats.digest(file)
    if (found === undefined) return "missing"
    if (found.digest === digest) return "intact"
    fs.renameSync(file, path.join(this.root, "trash", crypto.randomUUID()))
    return "tampered"
  }

  /** Throws ObjectLost unless the object is intact. Checked once per opened store. */
  verify(digest: Digest): void {
    if (this.verified.has(digest)) return
    const how = this.check(digest)
    if (how !== "intact") throw new ObjectLost({ digest, how })
    this.verified.add(digest)
  }

  /** The bytes of an intact object. Throws ObjectLost. */
  readObject(digest: Digest): Uint8Array {
    this.verify(digest)
    return fs.readFileSync(this.objectPath(digest))
  }

  /** Stores bytes; equal bytes are stored once. */
  putBytes(bytes: Uint8Array): FileDigest {
    const known = { digest: digestOf(bytes), sizeBytes: bytes.length }
    if (this.check(known.digest) === "intact") return known
    const staging = path.join(this.scratch(), crypto.randomUUID())
    fs.writeFileSync(staging, bytes, { flag: "wx" })
    return this.adopt(staging, known)
  }

  /** Stores a file written below `scratch()`, which disappears from there. */
  putFile(staging: string): FileDigest {
    const known = this.stats.digest(staging)
    if (known === undefined) throw new Error(`there is no file ${staging} to store`)
    if (this.check(known.digest) === "intact") {
      fs.rmSync(staging)
      return known
    }
    return this.adopt(staging, known)
  }

  private adopt(staging: string, known: FileDigest): FileDigest {
    const target = this.objectPath(known.digest)
    const handle = fs.openSync(staging, "r+")
    try {
      fs.fchmodSync(handle, 0o444)
      if (this.options.fsync) fs.fsyncSync(handle)
    } finally {
      fs.closeSync(handle)
    }
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.renameSync(staging, target)
    this.unsynced.add(path.dirname(target))
    this.stats.remember(target, known)
    return { digest: known.digest, sizeBytes: known.sizeBytes }
  }

  /** The record of a key with every output checked. */
  lookup(key: string): Lookup {
    const record = this.index.get(key)
    if (record === undefined) return { _tag: "Miss" }
    for (const [output, { digest }] of Object.entries(record.outputs)) {
      const how = this.check(digest)
      if (how !== "intact") return { _tag: "Lost", record, output, how }
    }
    return { _tag: "Hit", record }
  }

  /** The record of a key, its outputs unchecked: for explaining, never for using. */
  peek(key: string): ActionRecord | undefined {
    return this.index.get(key)
  }

  /** Publishes a record. The first of several wins; a loser gets the winner's record unless that one is broken. */
  publish(record: ActionRecord): ActionRecord {
    this.sync()
    const file = this.index.pathOf(record.key)
    const text = JSON.stringify(record)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    const staging = path.join(this.scratch(), crypto.randomUUID())
    fs.writeFileSync(staging, text, { flush: this.options.fsync })
    try {
      fs.linkSync(staging, file)
      fs.rmSync(staging)
    } catch (error) {
      if (!isFileError(error, "EEXIST")) throw error
      const winner = JSON.parse(fs.readFileSync(file, "utf8")) as ActionRecord
      const isIntact = Object.values(winner.outputs).every(({ digest }) => this.check(digest) === "intact")
      if (isIntact) {
        fs.rmSync(staging)
        this.index.add(winner, JSON.stringify(winner))
        return winner
      }
      fs.renameSync(staging, file)
    }
    this.index.add(record, text)
    return record
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
    this.sync()
    publishItems(this.root, family, pack)
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
      if (Buffer.from(name).equals(file)) return this.fileDigest(name)
      const bytes = fs.readFileSync(file)
      return { digest: digestOf(bytes), sizeBytes: bytes.length }
    }
    return { entries: walkFolder(folder, accept, digest) }
  }

  /** The bytes of a file of the user's, which must still be those its entry names. Throws FileChanged. */
  readExternal(root: string, entry: ManifestEntry): Uint8Array {
    const plain = path.join(root, entry.path)
    const file = fs.existsSync(plain)
      ? plain
      : Buffer.concat([Buffer.from(`${root}${path.sep}`), bytesOfName(entry.path)])
    if (!fs.existsSync(file)) throw new FileChanged({ path: plain })
    const bytes = fs.readFileSync(file)
    if (digestOf(bytes) !== entry.digest) throw new FileChanged({ path: plain })
    return bytes
  }

  /** The last state a long node saved under this key, if any. */
  loadCheckpoint(key: string): Uint8Array | undefined {
    const file = path.join(this.root, "checkpoints", key)
    return fs.existsSync(file) ? fs.readFileSync(file) : undefined
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
    return readRef(this.root, pipeline)
  }

  /** Records what a run left. */
  setRef(ref: PipelineRef): void {
    writeRef(this.root, ref)
  }

  /** All recorded runs, oldest first. */
  runs(): ReadonlyArray<RunSummary> {
    return readRuns(this.root)
  }

  /** Rewrites the action index after a collection. */
  keepActions(keys: ReadonlySet<string>): void {
    this.index.keepOnly(keys)
  }

  private sync(): void {
    if (this.options.fsync) { for (const folder of this.unsynced) syncFolder(folder) }
    this.unsynced.clear()
  }

  /** Writes out what was learnt, and makes what was stored durable. */
  flush(): void {
    this.sync()
    this.stats.flush()
  }

  /** Flushes and removes the scratch folder. */
  close(): void {
    this.flush()
    if (this.scratchFolder !== undefined) fs.rmSync(this.scratchFolder, { recursive: true, force: true })
    this.scratchFolder = undefined
  }
}
