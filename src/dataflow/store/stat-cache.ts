/**
 * Digests of files by their stat signature, so that unchanged files are not read again.
 * A signature is trusted only when the file had rested for a while before it was hashed (git's racy rule: a change
 * within the clock's tick would not show); a file that was only touched is read once and learnt anew.
 */
import * as fs from "node:fs"
import { type FileDigest, hashFile, hashPlain } from "./hash-file.ts"
import type { SealedLog } from "./sealed-log.ts"

interface Entry extends FileDigest {
  readonly signature: string
  readonly isSettled: boolean
}

const tickMs = 20n // kernel timestamps advance every 1 to 10 ms
const coarseTickMs = 2_000n // FAT and old network file systems count whole or even seconds
const secondNs = 1_000_000_000n
const readings = 5 // of a file that changes under our eyes

/** What the cache asks of the system. */
export interface FileSystem {
  readonly nowMs: () => bigint
  readonly stat: (path: string) => fs.BigIntStats | undefined
  readonly hash: (path: string) => FileDigest
}

/** The real system. */
export const fileSystem: FileSystem = {
  nowMs: () => BigInt(Math.floor(performance.timeOrigin + performance.now())),
  stat: (path) => fs.statSync(path, { bigint: true, throwIfNoEntry: false }),
  hash: hashFile
}

/** The system for the store's own objects: no link is followed, and no pipe waited for. */
export const plainSystem: FileSystem = {
  ...fileSystem,
  stat: (path) => fs.lstatSync(path, { bigint: true, throwIfNoEntry: false }),
  hash: hashPlain
}

const signatureOf = (stat: fs.BigIntStats): string =>
  `${stat.dev}.${stat.ino}.${stat.size}.${stat.mtimeNs}.${stat.ctimeNs}`

const hasRested = (stat: fs.BigIntStats, sinceMs: bigint): boolean => {
  const isCoarse = stat.mtimeNs % secondNs === 0n && stat.ctimeNs % secondNs === 0n
  return sinceMs - stat.ctimeMs > (isCoarse ? coarseTickMs : tickMs)
}

const isPlain = (path: string): boolean => !/[\t\n\r]/.test(path) // other names are hashed anew by each process

const lineOf = (path: string, entry: Entry): string =>
  `${path}\t${entry.signature}\t${entry.digest}\t${entry.sizeBytes}\n`

/**
 * A cache over a log of tab-separated lines; the last line of a path counts. Other hosts may number the same device
 * differently, so that each appends to a file of its own and only reads the others'.
 */
export class StatCache {
  private readonly log: SealedLog
  private readonly system: FileSystem
  private entries: Map<string, Entry> | undefined
  private fresh: Array<string> = []
  private lineCount = 0

  constructor(log: SealedLog, system = fileSystem) {
    this.log = log
    this.system = system
  }

  private load(): Map<string, Entry> {
    if (this.entries !== undefined) return this.entries
    const entries = new Map<string, Entry>()
    for (const line of this.log.read().split("\n")) {
      const [path, signature, digest, sizeBytes] = line.split("\t")
      this.lineCount++
      if (!sizeBytes || digest?.length !== 64) continue // an empty line
      entries.set(path!, { signature: signature!, digest, sizeBytes: Number(sizeBytes), isSettled: true })
    }
    this.entries = entries
    return entries
  }

  private learn(path: string, entry: Entry): void {
    this.load().set(path, entry)
    if (entry.isSettled && isPlain(path)) this.fresh.push(lineOf(path, entry))
  }

  /** Digest of a file; undefined when there is none. Reads the file only when its signature is new. */
  digest(path: string, system = this.system): FileDigest | undefined {
    let stat = system.stat(path)
    if (stat === undefined) return undefined
    const known = this.load().get(path)
    if (known?.isSettled === true && known.signature === signatureOf(stat)) return known
    for (let reading = 1;; reading++) {
      const startedMs = system.nowMs()
      const hashed = system.hash(path)
      const after = system.stat(path)
      if (after === undefined) return undefined
      const signature = signatureOf(stat)
      if (signatureOf(after) === signature || reading === readings) {
        this.learn(path, { ...hashed, signature, isSettled: hasRested(stat, startedMs) })
        return hashed
      }
      stat = after
    }
  }

  /**
   * Records the digest of a file whose modification time this process has just set to whole milliseconds: the time the
   * kernel would give to a later write differs from it, so the signature can be trusted at once.
   */
  remember(path: string, known: FileDigest): void {
    const stat = this.system.stat(path)
    if (stat !== undefined) this.learn(path, { ...known, signature: signatureOf(stat), isSettled: true })
  }

  /** Appends what was learnt; rewrites the file when most of its lines are out of date. */
  flush(): void {
    const isIdle = this.fresh.length === 0 // then nobody of this process has just appended
    if (isIdle && !this.log.isScattered) return
    const entries = this.load()
    this.lineCount += this.fresh.length
    if (isIdle || this.lineCount > 4 * entries.size + 1000) {
      const settled = [...entries].filter(([path, entry]) => entry.isSettled && isPlain(path))
      this.fresh = []
      this.log.rewrite(settled.map(([path, entry]) => lineOf(path, entry)).join(""), { alone: false })
      this.lineCount = settled.length
    } else {
      const text = this.fresh.join("")
      this.fresh = []
      this.log.append(text)
    }
  }
}
