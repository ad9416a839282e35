/** File sets: sorted lists of relative path, content digest and size. */
import { canonicalJson } from "./canonical-json.ts"
import type { Digest } from "./digest.ts"

/** One file. `path` is relative, with "/" between folders; bytes that are not UTF-8 appear as %XX. */
export interface ManifestEntry {
  readonly path: string
  readonly digest: Digest
  readonly sizeBytes: number
}

/** The files of a set, sorted by path. */
export interface Manifest {
  readonly entries: ReadonlyArray<ManifestEntry>
}

/** A manifest as canonical bytes. */
export const writeManifest = (manifest: Manifest): Uint8Array =>
  new TextEncoder().encode(
    canonicalJson(manifest.entries.map(({ digest, path, sizeBytes }) => [path, digest, sizeBytes]))
  )

/** The manifest behind `writeManifest`'s bytes. */
export const readManifest = (bytes: Uint8Array): Manifest => {
  const rows = JSON.parse(new TextDecoder().decode(bytes)) as ReadonlyArray<readonly [string, string, number]>
  return { entries: rows.map(([path, digest, sizeBytes]) => ({ path, digest, sizeBytes })) }
}
