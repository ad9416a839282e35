/** How long a WAV file plays, told by its header alone. */
import * as fs from "node:fs"
import { bytesOfName } from "../../format/file-name.ts"
import { extensionOf } from "../../music/audio/audio-extensions.ts"

const headBytes = 4096

/** Seconds of a plain RIFF file, or null for other formats and for headers that do not say; `file` in the words of file-name.ts. */
export const wavDurationSec = (file: string): number | null => {
  if (extensionOf(file) !== "wav") return null
  const head = Buffer.alloc(headBytes)
  const handle = fs.openSync(bytesOfName(file), "r")
  try {
    const bytes = head.subarray(0, fs.readSync(handle, head, 0, headBytes, 0))
    return durationOf(bytes, fs.fstatSync(handle).size)
  } finally {
    fs.closeSync(handle)
  }
}

const durationOf = (head: Buffer, sizeBytes: number): number | null => {
  if (head.toString("latin1", 0, 4) !== "RIFF" || head.toString("latin1", 8, 12) !== "WAVE") return null
  let bytesPerSec = 0
  for (let at = 12; at + 8 <= head.length;) {
    const id = head.toString("latin1", at, at + 4)
    const size = head.readUInt32LE(at + 4)
    if (id === "fmt " && at + 20 <= head.length) bytesPerSec = head.readUInt32LE(at + 16)
    if (id === "data") return bytesPerSec === 0 ? null : Math.min(size, sizeBytes - at - 8) / bytesPerSec
    at += 8 + size + size % 2
  }
  return null
}
