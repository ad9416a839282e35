/**
 * Digests of files by their stat signature, so that unchanged files are not read again.
 * A signature is trusted only when the file had rested for a while before it was hashed (git's racy rule: a change
 * within the clock's tick would not show); a file that was only touched is read once and learnt anew.
 */
import { createHash } from "node:crypto"
import * as fs from "node:fs"

/** Digest and size of a file's content. */
export interface FileDigest {
  readonly digest: string
  readonly sizeBytes: number
}

interface Entry extends FileDigest {
  readonly signature: string
  readonly isSettled: boolean
}

const tickMs = 20n // kernel timestamps advance every 1 to 10 ms

const nowMs = (): bigint => BigInt(Math.floor(performance.timeOrigin + performance.now()))

const signatureOf = (stat: fs.BigIntStats): string =>
  `${stat.dev}.${stat.ino}.${stat.size}.${stat.mtimeNs}.${stat.ctimeNs}`

const blockBytes = 1 << 22

/** Reads a file in blocks and hashes it. */
const hashFile = (path: string): FileDigest => {
  const hash = createHash("sha256")
  const block = Buffer.allocUnsafe(blockBytes)
  const file = fs.openSync(path, "r")
  let sizeBytes = 0
  try {
    for (let read = fs.readSync(file, block); read > 0; read = fs.readSync(file, block)) {
      hash.update(block.subarray(0, read))
      sizeBytes += read
    }
  } finally {
    fs.closeSync(file)
  }
  return { digest: hash.digest("hex"), sizeBytes }
}

const isPlain = (path: string): boolean => !/[\t\n]/.test(path) // other names are hashed anew by each process

/** A cache over one append-only file of tab-separated lines. */
export class StatCache {
  private readonly file: string
  private entries: Map<string, Entry> | undefined
  private fresh: Array<string> = []

  constructor(file: string) {
    this.file = file
  }

  private load(): Map<string, Entry> {
    if (this.entries !== undefined) return this.entries
    const entries = new Map<string, Entry>()
    const text = fs.existsSync(this.file) ? fs.readFileSync(this.file, "utf8") : ""
    for (const line of text.split("\n")) {
      const [path, signature, digest, sizeBytes] = line.split("\t")
      if (sizeBytes === undefined) continue // an empty or torn line
      entries.set(path!, { signature: signature!, digest: digest!, sizeBytes: Number(sizeBytes), isSettled: true })
    }
    this.entries = entries
    return entries
  }

  private learn(path: string, entry: Entry): void {
    this.load().set(path, entry)
    if (entry.isSettled && isPlain(path)) {
      this.fresh.push(`${path}\t${entry.signature}\t${entry.digest}\t${entry.sizeBytes}`)
    }
  }

  /** Digest of a file; undefined when there is none. Reads the file only when its signature is new. */
  digest(path: string): FileDigest | undefined {
    const stat = fs.statSync(path, { bigint: true, throwIfNoEntry: false })
    if (stat === undefined) return undefined
    const signature = signatureOf(stat)
    const known = this.load().get(path)
    if (known?.signature === signature && known.isSettled) return known
    const startedMs = nowMs()
    const hashed = hashFile(path)
    this.learn(path, { ...hashed, signature, isSettled: startedMs - stat.ctimeMs > tickMs })
    return hashed
  }

  /** Records the digest of a file this process has just written itself. */
  remember(path: string, known: FileDigest): void {
    const stat = fs.statSync(path, { bigint: true })
    this.learn(path, { ...known, signature: signatureOf(stat), isSettled: true })
  }

  /** Appends what was learnt. */
  flush(): void {
    if (this.fresh.length === 0) return
    fs.appendFileSync(this.file, `${this.fresh.join("\n")}\n`)
    this.fresh = []
  }
}
