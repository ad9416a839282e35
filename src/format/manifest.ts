/**
 * File sets: sorted lists of relative path, content digest and size. A manifest may come from anywhere, and its paths
 * are later written to: what could lead out of a folder, or stand for two things, is refused on both ways.
 */
import { canonicalJson } from "./canonical-json.ts"
import type { Digest } from "./digest.ts"

/** One file. `path` is relative, with "/" between folders; bytes that are not UTF-8 appear as %XX. */
export interface ManifestEntry {
  readonly path: string
  readonly digest: Digest
  readonly sizeBytes: number
  /** Of the bytes of the file, where `digest` is that of something in it, such as its sound without its tags. */
  readonly bytes?: Digest
}

/** Digest of the bytes that an entry stands for. */
export const bytesOfEntry = ({ bytes, digest }: ManifestEntry): Digest => bytes ?? digest

/** The files of a set, sorted by path. */
export interface Manifest {
  readonly entries: ReadonlyArray<ManifestEntry>
}

/** A list of files that cannot be one, or must not be used. */
export class ManifestRefused extends Error {
  readonly _tag = "ManifestRefused"
  readonly hint = "plain relative names, each once, and none below another, are accepted"
  constructor(problem: string) {
    super(`A list of files is refused: ${problem}.`)
    this.name = "ManifestRefused"
  }
}

/** What makes a relative path unsafe to write to; undefined when nothing does. */
export const pathProblem = (path: string): string | undefined => {
  if (path.includes("\0")) return "holds a NUL"
  if (path.startsWith("/")) return "is absolute"
  const parts = path.split("/")
  if (parts.includes("..")) return "leads upwards"
  return parts.some((part) => part === "" || part === ".") ? "has an empty part" : undefined
}

/** Every folder on the way to a path, the outermost first. */
export const foldersOf = (path: string): ReadonlyArray<string> => {
  const folders: Array<string> = []
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) folders.push(path.slice(0, at))
  return folders
}

/** What is wrong with paths that are to stand side by side; undefined when nothing is. */
export const pathsProblem = (paths: ReadonlyArray<string>): string | undefined => {
  const known = new Set(paths)
  const seen = new Set<string>()
  for (const path of paths) {
    const problem = pathProblem(path)
    if (problem !== undefined) return `the path ${JSON.stringify(path)} ${problem}`
    const above = foldersOf(path).find((folder) => known.has(folder))
    if (above !== undefined) {
      return `${JSON.stringify(path)} lies below ${JSON.stringify(above)}, which is itself listed`
    }
    if (seen.has(path)) return `the path ${JSON.stringify(path)} is listed twice`
    seen.add(path)
  }
  return undefined
}

const assertUsable = (entries: ReadonlyArray<ManifestEntry>): void => {
  const problem = pathsProblem(entries.map((entry) => entry.path))
  if (problem !== undefined) throw new ManifestRefused(problem)
}

/** A manifest as canonical bytes. Throws ManifestRefused. */
export const writeManifest = (manifest: Manifest): Uint8Array => {
  assertUsable(manifest.entries)
  return new TextEncoder().encode(
    canonicalJson(
      manifest.entries.map(({ bytes, digest, path, sizeBytes }) =>
        bytes === undefined || bytes === digest ? [path, digest, sizeBytes] : [path, digest, sizeBytes, bytes]
      )
    )
  )
}

const digest = /^[0-9a-f]{64}$/

const entryOf = (row: unknown): ManifestEntry => {
  const [path, content, sizeBytes, bytes] = Array.isArray(row) ? row as ReadonlyArray<unknown> : []
  if (typeof path !== "string" || typeof content !== "string" || !digest.test(content)) {
    throw new ManifestRefused("an entry is no path with the digest of its content")
  }
  if (typeof sizeBytes !== "number" || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
    throw new ManifestRefused(`${JSON.stringify(path)} has no size`)
  }
  if (bytes === undefined) return { path, digest: content, sizeBytes }
  if (typeof bytes !== "string" || !digest.test(bytes)) {
    throw new ManifestRefused(`${JSON.stringify(path)} has bytes of no digest`)
  }
  return { path, digest: content, sizeBytes, bytes }
}

const rowsOf = (bytes: Uint8Array): ReadonlyArray<unknown> => {
  try {
    const rows: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (Array.isArray(rows)) return rows
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new ManifestRefused("it is no JSON list")
}

/** The manifest behind `writeManifest`'s bytes. Throws ManifestRefused. */
export const readManifest = (bytes: Uint8Array): Manifest => {
  const entries = rowsOf(bytes).map(entryOf)
  assertUsable(entries)
  return { entries }
}
