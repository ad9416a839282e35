/** Artifacts of rows, which are one Parquet file or, where there are many, a list of such: ../../format/chunk-list.ts. */
import * as fs from "node:fs"
import * as path from "node:path"
import { type Chunk, listsBegin, readChunkList, writeChunkList } from "../../format/chunk-list.ts"
import type { Digest } from "../../format/digest.ts"
import type { OutputRecord } from "./action.ts"
import { ObjectLost } from "./error.ts"
import { unlessGone } from "./file-error.ts"
import type { FileDigest } from "./hash-file.ts"
import { isNotPlain, withPlain } from "./plain-file.ts"
import type { Store } from "./store.ts"

const beginsAsList = (handle: number): boolean => {
  const first = Buffer.alloc(1)
  return fs.readSync(handle, first) === 1 && first[0] === listsBegin
}

/** Undefined where no plain file lies. */
const seemsList = (store: Store, digest: Digest): boolean | undefined => {
  try {
    return unlessGone(() => withPlain(store.objectPath(digest), beginsAsList))
  } catch (error) {
    if (isNotPlain(error)) return undefined
    throw error
  }
}

/**
 * The chunks of an artifact of rows that is a list of them; undefined for one that is a single file.
 *
 * Failure: throws ObjectLost for one that is gone or altered, ChunkListRefused for a list that is none.
 */
export const chunksOf = (store: Store, digest: Digest): ReadonlyArray<Chunk> | undefined => {
  if (seemsList(store, digest) === false) return undefined
  const bytes = store.readObject(digest)
  return bytes[0] === listsBegin ? readChunkList(bytes) : undefined
}

/** Whether an artifact of rows seems to be a list of chunks; it is not read, and may be gone or altered. */
export const isInChunks = (store: Store, digest: Digest): boolean => seemsList(store, digest) === true

/** The Parquet files that hold an artifact of rows one after another, proven to be what they were. Throws ObjectLost. */
export const rowFiles = (store: Store, digest: Digest): ReadonlyArray<string> => {
  const digests = chunksOf(store, digest)?.map((chunk) => chunk.digest) ?? [digest]
  const states = digests.map((each) => store.prove(each)) // of all of them, so that all that is lost is made anew at once
  const altered = digests.find((_, i) => states[i] === "tampered")
  if (altered !== undefined) throw new ObjectLost({ digest: altered, how: "tampered" })
  for (const [i, each] of digests.entries()) if (states[i] === "missing") store.verify(each)
  return digests.map((each) => store.objectPath(each))
}

/**
 * An artifact of rows as one Parquet file, for programs and people: the object itself, or the chunks put together, once per
 * opened store. Rejects with ObjectLost.
 */
export const rowFile = async (store: Store, digest: Digest): Promise<string> => {
  if (chunksOf(store, digest) === undefined) {
    store.verify(digest)
    return store.objectPath(digest)
  }
  const folder = path.join(store.scratch(), "joined")
  const file = path.join(folder, `${digest}.parquet`)
  if (fs.existsSync(file)) return file
  const { joinTables } = await import("../../format/parquet.ts")
  const staging = path.join(store.scratch(), crypto.randomUUID())
  fs.mkdirSync(folder, { recursive: true })
  await joinTables(rowFiles(store, digest), staging)
  fs.renameSync(staging, file)
  return file
}

/**
 * What rows of this content are stored as, found under the content's digest or stored by `write`. It is kept like what a
 * mapped node makes of a chunk, and goes with the next collection. `form` names what else decides the bytes.
 */
export const storeOnce = async (
  store: Store,
  { content, form, rows }: { readonly form: Digest; readonly content: Digest; readonly rows: number },
  write: () => Promise<FileDigest>
): Promise<Chunk> => {
  const known = store.chunkResults.read(form, content)?.outputs["rows"]
  if (known !== undefined) return { digest: known.digest, sizeBytes: known.sizeBytes, rows }
  const { digest, sizeBytes } = await write()
  const outputs = { rows: { kind: "table", digest, sizeBytes, summary: "", rows } }
  store.chunkResults.publish(form, content, { items: rows, outputs, parts: {}, quarantined: [] })
  return { digest, sizeBytes, rows }
}

/**
 * Stores artifacts of rows, which may be lists themselves, as one. Those without rows add nothing; where one has them all it
 * is the artifact.
 */
export const joinChunks = (
  store: Store,
  records: ReadonlyArray<Pick<OutputRecord, "digest" | "sizeBytes"> & { readonly rows: number }>
): Chunk => {
  const filled = records.filter(({ rows }) => rows > 0)
  const whole = filled.length === 0 ? records[0] : filled.length === 1 ? filled[0] : undefined
  if (whole !== undefined) return whole
  const chunks = filled.flatMap((record) => chunksOf(store, record.digest) ?? [record])
  const list = store.putBytes(writeChunkList(chunks))
  const sum = (field: "rows" | "sizeBytes") => chunks.reduce((total, chunk) => total + chunk[field], 0)
  return { digest: list.digest, rows: sum("rows"), sizeBytes: list.sizeBytes + sum("sizeBytes") }
}
