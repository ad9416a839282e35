/** Files that appear whole or not at all. */
import * as fs from "node:fs"
import * as path from "node:path"
import { isFileError, naming } from "./file-error.ts"

/** What the name of a temporary neighbour has behind that of the file it is to become. */
export const staged = /\.[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/

/** Writes through a temporary neighbour and rename, flushed to disk first; makes the folder when it is missing. */
export const atomicWrite = (file: string, content: Uint8Array | string, options = { fsync: true }): void => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const staging = `${file}.${crypto.randomUUID()}.tmp`
  try {
    naming(file, () => fs.writeFileSync(staging, content, { flush: options.fsync }))
    fs.renameSync(staging, file)
  } catch (error) {
    fs.rmSync(staging, { force: true })
    throw error
  }
}

// what systems answer where a file system knows no hard links, or may not make one
const noLink = ["EPERM", "EACCES", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EXDEV"]

/**
 * Puts a written file in place unless something is there already; says whether it did. By link(), which is whole at
 * once; where there are no hard links by O_EXCL, whose half-written moment the readers of small-files.ts sit out.
 */
export const placeFirst = (staging: string, target: string): boolean => {
  try {
    fs.linkSync(staging, target)
    return true
  } catch (error) {
    if (isFileError(error, "EEXIST")) return false
    if (!isFileError(error, ...noLink)) throw error
  }
  const content = fs.readFileSync(staging)
  let handle: number
  try {
    handle = fs.openSync(target, "wx")
  } catch (error) {
    if (isFileError(error, "EEXIST")) return false
    throw error
  }
  try {
    naming(target, () => fs.writeFileSync(handle, content, { flush: true }))
    return true
  } catch (error) {
    fs.rmSync(target, { force: true })
    throw error
  } finally {
    fs.closeSync(handle)
  }
}

/** Makes sure a folder's entries survive a power cut. */
export const syncFolder = (folder: string): void => {
  const handle = fs.openSync(folder, "r")
  try {
    naming(folder, () => fs.fsyncSync(handle))
  } finally {
    fs.closeSync(handle)
  }
}
