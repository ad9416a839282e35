/** Files that appear whole or not at all. */
import * as fs from "node:fs"
import * as path from "node:path"

/** Writes through a temporary neighbour and rename, flushed to disk first; makes the folder when it is missing. */
export const atomicWrite = (file: string, content: Uint8Array | string, options = { fsync: true }): void => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const staging = `${file}.${crypto.randomUUID()}.tmp`
  fs.writeFileSync(staging, content, { flush: options.fsync })
  fs.renameSync(staging, file)
}

/** Makes sure a folder's entries survive a power cut. */
export const syncFolder = (folder: string): void => {
  const handle = fs.openSync(folder, "r")
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
