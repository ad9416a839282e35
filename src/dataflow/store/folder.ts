/** Walks a folder of the user's into a manifest, losing no file to a name that is not UTF-8. */
import * as fs from "node:fs"
import type { ManifestEntry } from "../../format/manifest.ts"
import type { FileDigest } from "./hash-file.ts"

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
const escape = /%([0-9a-f]{2})/g

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * A file name as text: UTF-8 as it is, save that a "%" which would read as an escape becomes "%25"; other names with
 * every byte outside printable ASCII, and "%", as %XX. No two names share a text.
 */
export const nameOf = (bytes: Uint8Array): string => {
  const text = textOf(bytes)
  if (text !== undefined) return text.replace(escape, "%25$1")
  return Array.from(
    bytes,
    (byte) =>
      byte > 0x20 && byte < 0x7f && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, "0")}`
  ).join("")
}

/** The bytes of a path whose names were written by `nameOf`, for opening the file it names. */
export const bytesOfName = (name: string): Buffer =>
  Buffer.concat(
    name.split(escape).map((part, i) => i % 2 === 0 ? Buffer.from(part) : Buffer.from([Number.parseInt(part, 16)]))
  )

const byPath = (a: ManifestEntry, b: ManifestEntry): number => a.path < b.path ? -1 : a.path > b.path ? 1 : 0

/**
 * Every file below `root`, sorted by path in code units. Links are followed; hidden names, dangling links and folders
 * entered before (through links) are left out.
 *
 * Failure: throws the file system's error when a folder cannot be read.
 */
export const walkFolder = (
  root: string,
  accept: (relativePath: string) => boolean,
  digest: (file: Buffer) => FileDigest | undefined
): ReadonlyArray<ManifestEntry> => {
  const entries: Array<ManifestEntry> = []
  const entered = new Set<string>()
  const walk = (folder: Buffer, prefix: string): void => {
    const real = fs.realpathSync(folder, { encoding: "latin1" })
    if (entered.has(real)) return
    entered.add(real)
    for (const name of fs.readdirSync(folder, { encoding: "buffer" }).sort((a, b) => a.compare(b))) {
      if (name[0] === 0x2e) continue // hidden
      const full = Buffer.concat([folder, Buffer.from("/"), name])
      const stat = fs.statSync(full, { throwIfNoEntry: false }) // undefined: a dangling link
      const relative = prefix + nameOf(name)
      if (stat?.isDirectory() === true) walk(full, `${relative}/`)
      else if (stat?.isFile() === true && accept(relative)) {
        const known = digest(full)
        if (known !== undefined) entries.push({ path: relative, digest: known.digest, sizeBytes: known.sizeBytes })
      }
    }
  }
  walk(Buffer.from(root), "")
  return entries.sort(byPath)
}
