/** Write-once objects named by the digest of their bytes: objects/sha256/ab/<62 digits>. */
import * as fs from "node:fs"
import * as path from "node:path"
import { type Digest, digestOf } from "../../format/digest.ts"
import { syncFolder } from "./atomic-write.ts"
import { ObjectLost } from "./error.ts"
import { isFileError, unlessGone } from "./file-error.ts"
import { type FileDigest, hashFile } from "./hash-file.ts"
import { makeScratch } from "./scratch.ts"
import type { StatCache } from "./stat-cache.ts"

/** What became of an object. */
export type Condition = "intact" | "missing" | "tampered"

const readOnly = 0o444
const patienceMs = [2, 10, 40] // garbage collection takes an object away for a moment before it puts it back

const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

const firstByte = (file: string): number | undefined => {
  const handle = fs.openSync(file, "r")
  try {
    const byte = Buffer.alloc(1)
    return fs.readSync(handle, byte, 0, 1, 0) === 1 ? byte[0] : undefined
  } finally {
    fs.closeSync(handle)
  }
}

/** The objects of one cache folder. */
export class Objects {
  private readonly root: string
  private readonly stats: StatCache
  private readonly fsync: boolean
  private readonly unsynced = new Set<string>()
  private readonly verified = new Set<Digest>()
  private scratchFolder: string | undefined

  constructor(root: string, stats: StatCache, fsync: boolean) {
    this.root = root
    this.stats = stats
    this.fsync = fsync
  }

  /** Where an object lies. */
  pathOf(digest: Digest): string {
    return `${this.root}/objects/sha256/${digest.slice(0, 2)}/${digest.slice(2)}`
  }

  /** A folder for files in the making. */
  scratch(): string {
    return this.scratchFolder ??= makeScratch(this.root)
  }

  /** Checks an object by its stat signature where that is trusted, else by hashing; moves an altered one to trash/. */
  check(digest: Digest): Condition {
    const file = this.pathOf(digest)
    const found = this.stats.digest(file)
    if (found === undefined) return "missing"
    if (found.digest === digest) return "intact"
    this.verified.delete(digest)
    unlessGone(() => fs.renameSync(file, path.join(this.root, "trash", `${digest}.${crypto.randomUUID()}`)))
    return "tampered"
  }

  /** Throws ObjectLost unless the object is intact. Checked once per opened store. */
  verify(digest: Digest): void {
    if (this.verified.has(digest)) return
    let how = this.check(digest)
    for (const ms of patienceMs) {
      if (how !== "missing") break
      pause(ms)
      how = this.check(digest)
    }
    if (how !== "intact") throw new ObjectLost({ digest, how })
    this.verified.add(digest)
  }

  /** The bytes of an intact object. Throws ObjectLost. */
  read(digest: Digest): Uint8Array {
    this.verify(digest)
    const bytes = unlessGone(() => fs.readFileSync(this.pathOf(digest)))
    if (bytes !== undefined) return bytes
    this.verified.delete(digest)
    this.verify(digest)
    return fs.readFileSync(this.pathOf(digest))
  }

  /** Stores bytes; equal bytes are stored once. */
  putBytes(bytes: Uint8Array): FileDigest {
    const known = { digest: digestOf(bytes), sizeBytes: bytes.length }
    if (this.renew(known.digest)) return known
    const staging = path.join(this.scratch(), crypto.randomUUID())
    fs.writeFileSync(staging, bytes, { flag: "wx" })
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
      const seconds = this.diskTimeSec()
      fs.utimesSync(file, seconds, seconds)
    } catch (error) {
      if (isFileError(error, "ENOENT")) return false
      throw error
    }
    return this.check(digest) === "intact"
  }

  /** Now by the clock of the disk, which leases are compared with, at a whole millisecond: see StatCache.remember. */
  private diskTimeSec(): number {
    const probe = path.join(this.scratch(), crypto.randomUUID())
    fs.writeFileSync(probe, "")
    const { mtimeMs } = fs.statSync(probe)
    fs.rmSync(probe)
    return Math.floor(mtimeMs) / 1000
  }

  private adopt(staging: string, known: FileDigest): FileDigest {
    const target = this.pathOf(known.digest)
    const handle = fs.openSync(staging, "r+")
    try {
      const seconds = Math.floor(fs.fstatSync(handle).mtimeMs) / 1000 // whole milliseconds: see StatCache.remember
      fs.fchmodSync(handle, readOnly)
      fs.futimesSync(handle, seconds, seconds)
      if (this.fsync) fs.fsyncSync(handle)
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
    const first = unlessGone(() => firstByte(this.pathOf(digest))) // the whole may be gigabytes
    const isJson = first === 0x5b || first === 0x7b || first === 0x22 // [ { "
    const bytes = isJson ? unlessGone(() => fs.readFileSync(this.pathOf(digest))) : undefined
    if (bytes === undefined) return []
    const named = new Set(Array.from(bytes.toString("latin1").matchAll(/"([0-9a-f]{64})"/g), (match) => match[1]!))
    return [...named].filter((each) => each !== digest && fs.existsSync(this.pathOf(each)))
  }

  /** Makes sure that what was stored survives a power cut: before anything that names it is published. */
  sync(): void {
    if (this.fsync) { for (const folder of this.unsynced) syncFolder(folder) }
    this.unsynced.clear()
  }

  /** Removes the scratch folder. */
  close(): void {
    if (this.scratchFolder !== undefined) fs.rmSync(this.scratchFolder, { recursive: true, force: true })
    this.scratchFolder = undefined
  }
}
