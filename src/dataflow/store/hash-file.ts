/** Digest of a file too big to be held in memory. */
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import { type Digest, digestOf } from "../../format/digest.ts"
import { naming } from "./file-error.ts"

/** Digest and size of a file's content. */
export interface FileDigest {
  readonly digest: Digest
  readonly sizeBytes: number
}

const blockBytes = 1 << 22

/** Reads a file in blocks and hashes it. Throws the file system's error. */
export const hashFile = (file: string | Buffer): FileDigest => naming(file.toString(), () => hashOpened(file))

const hashOpened = (file: string | Buffer): FileDigest => {
  const handle = fs.openSync(file, "r")
  try {
    if (fs.fstatSync(handle).size <= blockBytes) {
      const bytes = fs.readFileSync(handle)
      return { digest: digestOf(bytes), sizeBytes: bytes.length }
    }
    const hash = createHash("sha256")
    const block = Buffer.allocUnsafe(blockBytes)
    let sizeBytes = 0
    for (let read = fs.readSync(handle, block); read > 0; read = fs.readSync(handle, block)) {
      hash.update(block.subarray(0, read))
      sizeBytes += read
    }
    return { digest: hash.digest("hex"), sizeBytes }
  } finally {
    fs.closeSync(handle)
  }
}
