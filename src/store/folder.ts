/** Walks a folder of the user's into a manifest. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { ManifestEntry } from "./manifest.ts"
import type { FileDigest } from "./stat-cache.ts"

const utf8 = new TextDecoder("utf-8", { fatal: true })

/** A file name as text: UTF-8 where it is, else with every byte outside printable ASCII written as %XX. */
export const nameOf = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return Array.from(
      bytes,
      (byte) =>
        byte > 0x20 && byte < 0x7f && byte !== 0x25
          ? String.fromCharCode(byte)
          : `%${byte.toString(16).padStart(2, "0")}`
    ).join("")
  }
}

const byPath = (a: ManifestEntry, b: ManifestEntry): number => a.path < b.path ? -1 : a.path > b.path ? 1 : 0

/**
 * Every file below `root`, hidden ones and folders that were entered before (through links) left out, sorted by path.
 * Throws the file system's error when a folder cannot be read.
 */
export const walkFolder = (
  root: string,
  accept: (relativePath: string) => boolean,
  digest: (file: Buffer) => FileDigest | undefined
): ReadonlyArray<ManifestEntry> => {
  const entries: Array<ManifestEntry> = []
  const entered = new Set<string>()
  const walk = (folder: Buffer, prefix: string): void => {
    const real = fs.realpathSync(folder)
    if (entered.has(real)) return
    entered.add(real)
    for (const name of fs.readdirSync(folder, { encoding: "buffer" })) {
      if (name[0] === 0x2e) continue // hidden
      const full = Buffer.concat([folder, Buffer.from(path.sep), name])
      const stat = fs.statSync(full, { throwIfNoEntry: false }) // undefined: a dangling link
      const relative = prefix + nameOf(name)
      if (stat?.isDirectory() === true) walk(full, `${relative}/`)
      else if (stat?.isFile() === true && accept(relative)) {
        const known = digest(full)
        if (known !== undefined) entries.push({ path: relative, ...known })
      }
    }
  }
  walk(Buffer.from(root), "")
  return entries.sort(byPath)
}

/** The bytes of a path written by `nameOf`, for opening the file it names. */
export const bytesOfName = (name: string): Buffer => {
  const plain = Buffer.from(name)
  if (!/%[0-9a-f]{2}/.test(name)) return plain
  return Buffer.from(
    name.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1"
  )
}
