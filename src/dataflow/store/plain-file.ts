/**
 * Files of the store's own are plain files. A cache may be anybody's: a link in such a place would be read and written
 * through, and a pipe never answers, so neither is opened.
 */
import * as fs from "node:fs"
import { isFileError, naming } from "./file-error.ts"

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_TRUNC, O_WRONLY } = fs.constants

/** What lies where a plain file is due is something else. `code` is beside the system's own. */
export class NotPlain extends Error {
  readonly code = "NOTPLAIN"
}

/** Whether an opening failed because a link, a pipe, a folder or a device lies there. */
export const isNotPlain = (error: unknown): boolean => isFileError(error, "NOTPLAIN", "ELOOP", "ENXIO", "EISDIR")

/** A handle to read a plain file. Throws NotPlain, or the file system's error. */
export const openPlain = (file: string | Buffer): number => {
  const handle = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  if (fs.fstatSync(handle).isFile()) return handle
  fs.closeSync(handle)
  throw new NotPlain(`${file.toString()} is no plain file`)
}

/** Does something with a plain file's handle. */
export const withPlain = <A>(file: string, act: (handle: number) => A): A => {
  const handle = openPlain(file)
  try {
    return naming(file, () => act(handle))
  } finally {
    fs.closeSync(handle)
  }
}

const modes = { append: O_WRONLY | O_CREAT | O_APPEND, replace: O_WRONLY | O_CREAT | O_TRUNC }

/** Writes to a file whose name others can foresee. Throws the file system's error, for which isNotPlain may hold. */
export const writePlain = (file: string, content: string, how: keyof typeof modes): void => {
  const handle = fs.openSync(file, modes[how] | O_NOFOLLOW | O_NONBLOCK)
  try {
    naming(file, () => fs.writeFileSync(handle, content))
  } finally {
    fs.closeSync(handle)
  }
}

/** What is said of something else in the place of a file. */
export const noFile = "is no plain file"

const largestBytes = 1 << 28 // far above any record or log; nothing longer than half a gigabyte fits into a text

/** The bytes of a small file, or what is wrong with it; undefined when there is none. */
export const readPlain = (file: string): Buffer | { readonly problem: string } | undefined => {
  try {
    return withPlain(
      file,
      (handle) => fs.fstatSync(handle).size > largestBytes ? { problem: "is far too large" } : fs.readFileSync(handle)
    )
  } catch (error) {
    if (isFileError(error, "ENOENT", "ENOTDIR")) return undefined
    if (isNotPlain(error)) return { problem: noFile }
    throw error
  }
}
