/** Files that are read by ranges, so that no size is too large. */
import * as fs from "node:fs"
import { FileChanged } from "./error.ts"
import { openPlain } from "./plain-file.ts"

/** Bytes at rest; `read` gives fewer than asked for at the end, and none behind it. */
export interface Ranges {
  readonly sizeBytes: number
  /** Throws the file system's error, and FileChanged once the file is not the one that was opened. */
  readonly read: (from: number, count: number) => Uint8Array
}

/** Bytes up to which a file is held as a whole, which needs one reading less. */
export const heldBytes = 2 ** 25

/** Ranges of bytes in memory, which are views. */
export const rangesOfBytes = (bytes: Uint8Array): Ranges => ({
  sizeBytes: bytes.length,
  read: (from, count) => bytes.subarray(from, Math.max(from, from + count))
})

const signature = ({ ino, mtimeMs, size }: fs.Stats): string => `${ino} ${mtimeMs} ${size}`

/** Fills a buffer from a place in a file, as far as the file goes. */
const readAt = (handle: number, buffer: Uint8Array, from: number): Uint8Array => {
  let filled = 0
  while (filled < buffer.length) {
    const got = fs.readSync(handle, buffer, filled, buffer.length - filled, from + filled)
    if (got === 0) break
    filled += got
  }
  return buffer.subarray(0, filled)
}

/** Ranges of a file, which is opened for each of them; a store's own is opened where it is a plain file only. */
export const rangesOfFile = (file: string | Buffer, whose: "ours" | "theirs"): Ranges => {
  const opened = <A>(act: (handle: number, stat: fs.Stats) => A): A => {
    const handle = whose === "ours" ? openPlain(file) : fs.openSync(file, "r")
    try {
      return act(handle, fs.fstatSync(handle))
    } finally {
      fs.closeSync(handle)
    }
  }
  const first = opened((handle, stat) => {
    readAt(handle, new Uint8Array(1), 0) // a folder can be opened, not read
    return stat
  })
  return {
    sizeBytes: first.size,
    read: (from, count) =>
      opened((handle, stat) => {
        if (signature(stat) !== signature(first)) throw new FileChanged({ path: file.toString() })
        return readAt(handle, new Uint8Array(Math.max(0, Math.min(count, stat.size - from))), from)
      })
  }
}
