/** Walks a folder of the user's into a manifest, losing no file to a name that is not UTF-8. */
import * as fs from "node:fs"
import { nameOf } from "../../format/file-name.ts"
import type { ManifestEntry } from "../../format/manifest.ts"
import type { FileDigest } from "./hash-file.ts"

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
