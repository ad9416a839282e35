/** Files of the user's, which stay where they are: digests, listings, and bytes that must be those that were listed. */
import * as fs from "node:fs"
import * as path from "node:path"
import { digestOf } from "../../format/digest.ts"
import { bytesOfName } from "../../format/file-name.ts"
import { bytesOfEntry, type Manifest, type ManifestEntry } from "../../format/manifest.ts"
import { FileChanged } from "./error.ts"
import { unlessGone } from "./file-error.ts"
import { walkFolder } from "./folder.ts"
import { type FileDigest, hashFile } from "./hash-file.ts"
import { heldBytes, type Ranges, rangesOfBytes, rangesOfFile } from "./ranges.ts"
import type { StatCache } from "./stat-cache.ts"

/** Digest of a file. Throws the file system's error when it cannot be read. */
export const digestOfFile = (stats: StatCache, file: string): FileDigest => {
  const known = stats.digest(file)
  if (known !== undefined) return { digest: known.digest, sizeBytes: known.sizeBytes }
  throw Object.assign(new Error(`ENOENT: no such file or directory, stat '${file}'`), { code: "ENOENT", path: file })
}

/** The accepted files below a folder. */
export const manifestOf = (
  stats: StatCache,
  folder: string,
  accept: (relativePath: string) => boolean
): Manifest => {
  const digest = (file: Buffer) => {
    const name = file.toString()
    return Buffer.from(name).equals(file) ? stats.digest(name) : hashFile(file)
  }
  return { entries: walkFolder(folder, accept, digest) }
}

/** The bytes of a listed file, which must still be those its entry names. Throws FileChanged. */
export const readListed = (root: string, entry: ManifestEntry): Uint8Array => {
  const plain = path.join(root, entry.path)
  const bytes = unlessGone(() => fs.readFileSync(Buffer.concat([Buffer.from(`${root}/`), bytesOfName(entry.path)])))
    ?? unlessGone(() => fs.readFileSync(plain))
  if (bytes === undefined || digestOf(bytes) !== bytesOfEntry(entry)) throw new FileChanged({ path: plain })
  return bytes
}

/** The same by ranges: a file too large to be held is hashed first, and must stay as it is. Throws FileChanged. */
export const openListed = (root: string, entry: ManifestEntry): Ranges => {
  if (entry.sizeBytes <= heldBytes) return rangesOfBytes(readListed(root, entry))
  const plain = path.join(root, entry.path)
  const places = [Buffer.concat([Buffer.from(`${root}/`), bytesOfName(entry.path)]), Buffer.from(plain)]
  const file = places.find((place) => fs.existsSync(place))
  const ranges = file === undefined ? undefined : unlessGone(() => rangesOfFile(file, "theirs"))
  if (file === undefined || ranges === undefined || unlessGone(() => hashFile(file))?.digest !== bytesOfEntry(entry)) {
    throw new FileChanged({ path: plain })
  }
  return ranges
}
