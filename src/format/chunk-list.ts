/**
 * Lists of chunks: an artifact of many rows as a list of artifacts of the same kind, one after another, so that a row more
 * changes one chunk and the list. The list is what the artifact's digest is of.
 */
import { canonicalJson } from "./canonical-json.ts"
import type { Digest } from "./digest.ts"

/** One stretch of rows, stored as a file of its own. */
export interface Chunk {
  readonly digest: Digest
  readonly rows: number
  readonly sizeBytes: number
}

/** A list of chunks that cannot be one. */
export class ChunkListRefused extends Error {
  readonly _tag = "ChunkListRefused"
  readonly hint = "run the step that made it again: --force STEP"
  constructor() {
    super("A list of chunks is refused: it does not name chunks by digest, rows and size.")
    this.name = "ChunkListRefused"
  }
}

/** What a list of chunks begins with, and no Parquet file does. */
export const listsBegin = "{".charCodeAt(0)

/** A list as canonical bytes. */
export const writeChunkList = (chunks: ReadonlyArray<Chunk>): Uint8Array =>
  new TextEncoder().encode(
    canonicalJson({ chunks: chunks.map(({ digest, rows, sizeBytes }) => [digest, rows, sizeBytes]) })
  )

const digits = /^[0-9a-f]{64}$/

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const chunkOf = (row: unknown): Chunk => {
  const [digest, rows, sizeBytes] = Array.isArray(row) ? row as ReadonlyArray<unknown> : []
  if (typeof digest !== "string" || !digits.test(digest) || !isCount(rows) || !isCount(sizeBytes)) {
    throw new ChunkListRefused()
  }
  return { digest, rows, sizeBytes }
}

const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new ChunkListRefused()
    throw cause
  }
}

/** The chunks that `writeChunkList` wrote, in order. Throws ChunkListRefused. */
export const readChunkList = (bytes: Uint8Array): ReadonlyArray<Chunk> => {
  const value = parsed(bytes)
  const chunks: unknown = typeof value === "object" && value !== null && "chunks" in value ? value.chunks : undefined
  if (!Array.isArray(chunks)) throw new ChunkListRefused()
  return chunks.map(chunkOf)
}

const fewestRows = 512
const mostRows = 8192
const oneIn = 2048 // about so many rows a chunk

/** So many rows stay one file, as they are in most tables. */
const plainRows = 4096

/** Whether a chunk may end with a row of this checksum. */
const isEnd = (checksum: number): boolean => checksum % oneIn === 0

/**
 * Cuts rows at places that they decide themselves, so that one more in the middle leaves all chunks but its own as they
 * were. `checksumOf` gives 32 bits of a row's content. Few rows are one chunk, of which `isAll` says so.
 */
export function* cutRows<Row>(
  rows: Iterable<Row>,
  checksumOf: (row: Row) => number
): Generator<{ readonly rows: ReadonlyArray<Row>; readonly isAll: boolean }> {
  let held: Array<Row> = []
  let from = 0 // what is before was looked at
  let isMany = false
  for (const row of rows) {
    held.push(row)
    isMany ||= held.length > plainRows
    if (!isMany) continue
    for (; from < held.length; from++) {
      const length = from + 1
      if (length < mostRows && (length < fewestRows || !isEnd(checksumOf(held[from]!)))) continue
      yield { rows: held.slice(0, length), isAll: false }
      held = held.slice(length)
      from = -1
    }
  }
  if (!isMany || held.length > 0) yield { rows: held, isAll: !isMany }
}
