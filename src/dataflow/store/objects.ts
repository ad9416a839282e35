/** Write-once objects named by the digest of their bytes: objects/sha256/ab/<62 digits>. */
import * as fs from "node:fs"
import * as path from "node:path"
import { type Digest, digestOf } from "../../format/digest.ts"
import { syncFolder } from "./atomic-write.ts"
import { ObjectLost } from "./error.ts"
import { isFileError, naming, unlessGone } from "./file-error.ts"
import { type FileDigest, hashFile, hashPlain } from "./hash-file.ts"
import { diskNowMs } from "./heartbeat.ts"
import { isNotPlain, withPlain } from "./plain-file.ts"
import { heldBytes, type Ranges, rangesOfBytes, rangesOfFile } from "./ranges.ts"
import type { SmallFiles } from "./small-files.ts"
import { plainSystem, type StatCache } from "./stat-cache.ts"

/** What became of an object. */
export type Condition = "intact" | "missing" | "tampered"

const readOnly = 0o444
const patienceMs = [2, 10, 40] // garbage collection takes an object away for a moment before it puts it back

const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** Digests that a text names in quotes, read in blocks, as it may be gigabytes; none in what is no JSON. */
const digestsIn = (handle: number): Set<Digest> => {
  const named = new Set<Digest>()
  const block = Buffer.allocUnsafe(Math.min(fs.fstatSync(handle).size, blockBytes) + quotedDigits)
  let kept = fs.readSync(handle, block, { length: 1 }) // the end of the block before, in which a digest may begin
  if (!/^[[{"]/.test(block.toString("latin1", 0, kept))) return named
  const readOn = () => fs.readSync(handle, block, { offset: kept })
  for (let read = readOn(); read > 0; read = readOn()) {
    const text = block.toString("latin1", 0, kept + read)
    for (const [, digest] of text.matchAll(/"([0-9a-f]{64})"/g)) named.add(digest!)
    const end = kept + read
    kept = Math.min(end, quotedDigits - 1)
    block.copy(block, 0, end - kept, end)
  }
  return named
}

const blockBytes = 1 << 24
const quotedDigits = 66

const smallBytes = 1 << 22 // up to here an object is held in memory while it is copied out

/** What objects need of their store. */
export interface ObjectsOptions {
  readonly files: SmallFiles
  readonly stats: StatCache
  readonly scratch: () => string
  readonly fsync: boolean
}

/** The objects of one cache folder. */
export class Objects {
  private readonly root: string
  private readonly files: SmallFiles
  private readonly stats: StatCache
  private readonly scratch: () => string
  private readonly fsync: boolean
  private readonly unsynced = new Set<string>()
  private readonly proven = new Set<Digest>()
  private readonly named = new Map<Digest, ReadonlySet<Digest>>()

  constructor({ files, fsync, scratch, stats }: ObjectsOptions) {
    this.root = files.root
    this.files = files
    this.stats = stats
    this.scratch = scratch
    this.fsync = fsync
  }

  /** An object's place below the root. */
  private nameOf(digest: Digest): string {
    return `objects/sha256/${digest.slice(0, 2)}/${digest.slice(2)}`
  }

  /** Where an object lies. */
  pathOf(digest: Digest): string {
    return `${this.root}/${this.nameOf(digest)}`
  }

  /** Checks an object by its stat signature where that is trusted, else by hashing; moves an altered one aside. */
  check(digest: Digest): Condition {
    const file = this.pathOf(digest)
    const found = this.stats.digest(file, plainSystem)
    if (found === undefined) return "missing"
    return found.digest === digest ? "intact" : this.setAside(digest)
  }

  private setAside(digest: Digest): "tampered" {
    this.proven.delete(digest)
    this.files.setAside(this.nameOf(digest), "does not hold the bytes it is named after")
    return "tampered"
  }

  /** Checks an object by reading it: once per opened store, and by its stat signature after that. */
  prove(digest: Digest): Condition {
    const how = this.check(digest)
    if (how !== "intact" || this.proven.has(digest)) return how
    const found = unlessGone(() => hashPlain(this.pathOf(digest)))
    if (found === undefined) return "missing"
    if (found.digest !== digest) return this.setAside(digest)
    this.proven.add(digest)
    return "intact"
  }

  /** Throws ObjectLost unless the object's bytes are its own. Read once per opened store. */
  verify(digest: Digest): void {
    let how = this.prove(digest)
    for (const ms of patienceMs) {
      if (how !== "missing") break
      pause(ms)
      how = this.prove(digest)
    }
    if (how !== "intact") throw new ObjectLost({ digest, how })
  }

  /** The bytes of an intact object, hashed as they are. Throws ObjectLost. */
  read(digest: Digest): Uint8Array {
    const bytes = unlessGone(() => this.readBytes(digest))
    if (bytes === undefined) {
      this.verify(digest) // waits for what garbage collection is about to put back
      return this.readBytes(digest)
    }
    if (digestOf(bytes) !== digest) throw new ObjectLost({ digest, how: this.setAside(digest) })
    return bytes
  }

  /** The same by ranges: an object too large to be held is hashed first. Throws ObjectLost. */
  open(digest: Digest): Ranges {
    const sizeBytes = unlessGone(() => fs.lstatSync(this.pathOf(digest)).size) ?? 0
    if (sizeBytes <= heldBytes) return rangesOfBytes(this.read(digest))
    this.verify(digest)
    return rangesOfFile(this.pathOf(digest), "ours")
  }

  private readBytes(digest: Digest): Uint8Array {
    try {
      return withPlain(this.pathOf(digest), (handle) => fs.readFileSync(handle))
    } catch (error) {
      if (isNotPlain(error)) throw new ObjectLost({ digest, how: this.setAside(digest) })
      throw error
    }
  }

  /** Writes a copy of an intact object, a reflink where the file system can; hashed as copied. Throws ObjectLost. */
  copyTo(digest: Digest, target: string): void {
    const stat = fs.lstatSync(this.pathOf(digest), { throwIfNoEntry: false })
    if (stat === undefined || !stat.isFile() || stat.size <= smallBytes) {
      const bytes = this.read(digest)
      naming(target, () => fs.writeFileSync(target, bytes, { flag: "wx" }))
      return
    }
    try {
      naming(target, () => fs.copyFileSync(this.pathOf(digest), target, fs.constants.COPYFILE_FICLONE))
      if (hashFile(target).digest === digest) return
    } catch (error) {
      fs.rmSync(target, { force: true })
      throw error
    }
    fs.rmSync(target, { force: true })
    throw new ObjectLost({ digest, how: this.setAside(digest) })
  }

  /** Stores bytes; equal bytes are stored once. */
  putBytes(bytes: Uint8Array): FileDigest {
    const known = { digest: digestOf(bytes), sizeBytes: bytes.length }
    if (this.renew(known.digest)) return known
    const staging = path.join(this.scratch(), crypto.randomUUID())
    naming(staging, () => fs.writeFileSync(staging, bytes, { flag: "wx" }))
    return this.adopt(staging, known)
  }

  /** Stores a file written below the scratch folder, which disappears from there. */
  putFile(staging: string): FileDigest {
    const known = hashFile(staging)
    if (!this.renew(known.digest)) return this.adopt(staging, known)
    fs.rmSync(staging)
    return known
  }

  /** Whether the object is there already; if so it counts as stored now, so that no collection takes it away. */
  private renew(digest: Digest): boolean {
    if (this.check(digest) !== "intact") return false
    const file = this.pathOf(digest)
    try {
      // leases are compared with it; at a whole millisecond: see StatCache.remember
      const seconds = Math.floor(diskNowMs(this.root)) / 1000
      fs.utimesSync(file, seconds, seconds)
    } catch (error) {
      if (isFileError(error, "ENOENT")) return false
      throw error
    }
    return this.check(digest) === "intact"
  }

  private adopt(staging: string, known: FileDigest): FileDigest {
    const target = this.pathOf(known.digest)
    const handle = fs.openSync(staging, "r+")
    try {
      const seconds = Math.floor(fs.fstatSync(handle).mtimeMs) / 1000 // whole milliseconds: see StatCache.remember
      fs.fchmodSync(handle, readOnly)
      fs.futimesSync(handle, seconds, seconds)
      if (this.fsync) naming(target, () => fs.fsyncSync(handle))
    } finally {
      fs.closeSync(handle)
    }
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.renameSync(staging, target)
    this.unsynced.add(path.dirname(target))
    this.stats.remember(target, known)
    return { digest: known.digest, sizeBytes: known.sizeBytes }
  }

  /** Objects that a stored text names, such as the files of a manifest; none for binary formats. */
  namedBy(digest: Digest): ReadonlyArray<Digest> {
    return this.check(digest) === "intact"
      ? [...this.digestsIn(digest)].filter((each) => fs.existsSync(this.pathOf(each)))
      : []
  }

  /** What a stored text has that could name objects, other than itself; read once per opened store. */
  digestsIn(digest: Digest): ReadonlySet<Digest> {
    const known = this.named.get(digest)
    if (known !== undefined) return known
    const named = this.readNamed(digest)
    named.delete(digest)
    if (named.size > 0) this.named.set(digest, named)
    return named
  }

  private readNamed(digest: Digest): Set<Digest> {
    try {
      return unlessGone(() => withPlain(this.pathOf(digest), digestsIn)) ?? new Set()
    } catch (error) {
      if (isNotPlain(error)) return new Set()
      throw error
    }
  }

  /** Makes sure that what was stored survives a power cut: before anything that names it is published. */
  sync(): void {
    if (this.fsync) { for (const folder of this.unsynced) syncFolder(folder) }
    this.unsynced.clear()
  }
}
