/** Digest of a file too big to be held in memory. */
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import { type Digest, digestOf } from "../../format/digest.ts"
import { naming } from "./file-error.ts"
import { isNotPlain, openPlain } from "./plain-file.ts"

/** Digest and size of a file's content. */
export interface FileDigest {
  readonly digest: Digest
  readonly sizeBytes: number
}

const blockBytes = 1 << 22

/** Reads a file in blocks and hashes it. Throws the file system's error. */
export const hashFile = (file: string | Buffer): FileDigest =>
  naming(file.toString(), () => hashOpened(fs.openSync(file, "r")))

/** Hashes a file of the store's own; what is no plain file has the empty digest, which nothing is named after. */
export const hashPlain = (file: string | Buffer): FileDigest => {
  try {
    return naming(file.toString(), () => hashOpened(openPlain(file)))
  } catch (error) {
    if (isNotPlain(error)) return { digest: "", sizeBytes: 0 }
    throw error
  }
}

const hashOpened = (handle: number): FileDigest => {
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
