/** One named-column vector per track: features, latents, principal components or map points, as Parquet. */
import type * as Effect from "effect/Effect"
import { canonicalJson } from "../../format/canonical-json.ts"
import { digestOf } from "../../format/digest.ts"
import type { Matrix } from "../../math/matrix.ts"
import type { OutputRecord } from "../store/action.ts"
import { joinChunks, rowFiles } from "../store/chunks.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, ItemKind, Part } from "./artifact.ts"
import { checkEach, described, DraftError, fieldsOf, refuse, textsOf } from "./check.ts"
import { opening, saving } from "./storing.ts"

/** Shapes: `ids` [track], `names` [column], `matrix` [track, column]. */
export interface VectorData {
  readonly ids: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
  readonly matrix: Matrix
}

/** Vectors as a consumer sees them; `Axis` says what the columns are, so latents cannot pass for features. */
export interface Vectors<out Axis extends string> {
  readonly kind: "vectors"
  readonly axis: Axis
  readonly stored: OutputRecord
  readonly load: Effect.Effect<VectorData, ArtifactError>
  /** The names alone: what a consumer needs that only matches tracks, at a thousandth of the cost. */
  readonly ids: Effect.Effect<ReadonlyArray<string>, ArtifactError>
}

/** What a mapped node returns for one item. */
export interface VectorItem {
  readonly id: string
  readonly names: ReadonlyArray<string>
  readonly values: ArrayLike<number>
}

/** Names that a Parquet file can tell apart: it heeds no case, and the ids lie in its column "id". */
const columnsOf = (value: unknown): ReadonlyArray<string> => {
  const names = textsOf("names", value)
  const known = new Map<string, string>()
  for (const name of names) {
    const folded = name.toLowerCase()
    const twin = known.get(folded)
    if (folded === "id") refuse(`a column is called "${name}", where the ids are`)
    if (twin === name) refuse(`two columns are called "${name}"`)
    if (twin !== undefined) refuse(`the columns "${twin}" and "${name}" differ in their case alone`)
    known.set(folded, name)
  }
  return names
}

const checked = (draft: unknown): VectorData => {
  const fields = fieldsOf(draft, ["ids", "names", "matrix"])
  const ids = textsOf("ids", fields.ids)
  const names = columnsOf(fields.names)
  const { cols, data, rows } = fieldsOf(fields.matrix, ["rows", "cols", "data"])
  if (!(data instanceof Float64Array)) return refuse(`the matrix's "data" is ${described(data)}, not a Float64Array`)
  if (ids.length !== rows || names.length !== cols) {
    refuse(`${ids.length} ids × ${names.length} names given for a matrix of ${String(rows)} × ${String(cols)}`)
  }
  if (data.length !== ids.length * names.length) {
    refuse(
      `a matrix of ${ids.length} × ${names.length} needs ${ids.length * names.length} numbers, ${data.length} given`
    )
  }
  return { ids, names, matrix: { rows: ids.length, cols: names.length, data } }
}

/** Checks the item called `who` in messages. */
const checkedValues = (draft: unknown, who: string): Omit<VectorItem, "id"> => {
  const { names: columns, values: given } = fieldsOf(draft, ["names", "values"])
  const names = columnsOf(columns)
  if (!Array.isArray(given) && !ArrayBuffer.isView(given)) {
    return refuse(`the "values" of ${who} are ${described(given)}, not numbers`)
  }
  const values = Array.from(given as unknown as ArrayLike<unknown>)
  if (values.length !== names.length) refuse(`${who} has ${values.length} values for ${names.length} names`)
  const odd = values.findIndex((value) => typeof value !== "number")
  if (odd >= 0) refuse(`the "${names[odd]}" of ${who} is ${described(values[odd])}, not a number`)
  return { names, values: values as ReadonlyArray<number> }
}

const checkedItem = (draft: unknown): VectorItem => {
  const { id } = fieldsOf(draft, ["id", "names", "values"])
  return typeof id === "string"
    ? { id, ...checkedValues(draft, `"${id}"`) }
    : refuse(`"id" is ${described(id)}, not text`)
}

/** An item whose id is attached when it is gathered. */
const checkedNameless = (draft: unknown): VectorItem => ({ id: "", ...checkedValues(draft, "the item") })

const writeVectors = async (store: Store, { ids, matrix, names }: VectorData) => {
  const { writeVectorTable } = await import("../../format/vector-table.ts")
  const path = `${store.scratch()}/${crypto.randomUUID()}.parquet`
  await writeVectorTable({ ids, names, data: matrix.data }, path)
  const [rows, columns] = [ids.length, names.length]
  const summary = `${rows.toLocaleString("en")} × ${columns}`
  return { kind: "vectors", ...store.putFile(path), summary, rows, names: digestOf(canonicalJson(names)) }
}

const readVectors = async (store: Store, digest: string): Promise<VectorData> => {
  const { readVectorTable } = await import("../../format/vector-table.ts")
  const { data, ids, names } = await readVectorTable(rowFiles(store, digest))
  return { ids, names, matrix: { rows: ids.length, cols: names.length, data } }
}

const readNames = async (store: Store, digest: string): Promise<ReadonlyArray<string>> => {
  const { readIds } = await import("../../format/vector-table.ts")
  return readIds(rowFiles(store, digest))
}

/** All items have the same columns: those of the first. Throws a DraftError about item `index`. */
const checkNames = (names: ReadonlyArray<string>, expected: ReadonlyArray<string>, index?: number): void => {
  if (names === expected || (names.length === expected.length && names.every((name, i) => name === expected[i]))) return
  if (names.length !== expected.length) {
    throw new DraftError(`${names.length} names given, ${expected.length} expected as in the first item`, index)
  }
  const odd = names.findIndex((name, i) => name !== expected[i])
  throw new DraftError(`name "${names[odd]}" given, "${expected[odd]}" expected as in the first item`, index)
}

/** A batch of items as one safetensors file: the values as a matrix, ids and names in its header. */
const writeBatch = async (store: Store, drafts: ReadonlyArray<VectorItem>) => {
  const { writeWeights } = await import("../../format/safetensors.ts")
  const names = drafts[0]?.names ?? []
  drafts.forEach((draft, i) => checkNames(draft.names, names, i))
  const values = new Float64Array(drafts.length * names.length)
  drafts.forEach((draft, i) => values.set(Array.from(draft.values), i * names.length))
  const bytes = writeWeights(
    { values: { shape: [drafts.length, names.length], data: values } },
    { ids: JSON.stringify(drafts.map((draft) => draft.id)), names: JSON.stringify(names) }
  )
  return { digest: store.putBytes(bytes).digest, ends: drafts.map((_, i) => i + 1) }
}

interface Batch {
  readonly digest: string
  readonly ids: ReadonlyArray<string>
  readonly names: ReadonlyArray<string>
  readonly values: ArrayLike<number> & { readonly subarray: (start: number, end: number) => ArrayLike<number> }
}

const attachedId = ({ id }: NonNullable<Part["attached"]>): string =>
  typeof id === "string" ? id : refuse(`the "id" to attach is ${described(id)}, not text`)

const gatherBatches = async (store: Store, parts: ReadonlyArray<Part>) => {
  const { readWeights } = await import("../../format/safetensors.ts")
  const readBatch = (digest: string): Batch => {
    const { metadata, tensors } = readWeights(store.readObject(digest))
    return {
      digest,
      ids: JSON.parse(metadata["ids"] ?? "[]") as ReadonlyArray<string>,
      names: JSON.parse(metadata["names"] ?? "[]") as ReadonlyArray<string>,
      values: tensors["values"]?.data ?? new Float64Array(0)
    }
  }
  let batch = parts.length === 0 ? undefined : readBatch(parts[0]!.digest) // one at a time
  const names = batch?.names ?? []
  const ids: Array<string> = []
  const rows = parts.reduce((sum, { end, start }) => sum + end - start, 0)
  const data = new Float64Array(rows * names.length)
  for (const { attached, digest, end, start } of parts) {
    if (batch?.digest !== digest) {
      batch = readBatch(digest)
      checkNames(batch.names, names, ids.length)
    }
    data.set(batch.values.subarray(start * names.length, end * names.length), ids.length * names.length)
    for (let i = start; i < end; i++) ids.push(attached === undefined ? batch.ids[i]! : attachedId(attached))
  }
  return writeVectors(store, { ids, names, matrix: { rows, cols: names.length, data } })
}

/** Says where the names of two gathered chunks differ. */
const refuseNames = async (store: Store, first: OutputRecord, other: OutputRecord): Promise<never> => {
  const [expected, names] = [await readVectors(store, first.digest), await readVectors(store, other.digest)]
  checkNames(names.names, expected.names)
  return refuse("the names of items differ")
}

const joinGathered = async (store: Store, gathered: ReadonlyArray<OutputRecord>): Promise<OutputRecord> => {
  const chunks = gathered.map((record) => ({ rows: 0, ...record })).filter(({ rows }) => rows > 0)
  const [first] = chunks
  if (first === undefined) return gathered[0]!
  const other = chunks.find(({ names }) => names !== first.names)
  if (other !== undefined) return refuseNames(store, first, other)
  const { digest, rows, sizeBytes } = joinChunks(store, chunks)
  const columns = first.summary.slice(first.summary.lastIndexOf(" ") + 1)
  return {
    kind: "vectors",
    digest,
    sizeBytes,
    rows,
    names: first.names!,
    summary: `${rows.toLocaleString("en")} × ${columns}`
  }
}

/** A program's Parquet file: the ids in a column "id", unless they are attached, a number in every other. */
const readFile = async (_store: Store, path: string, attached: ReadonlyArray<string> = []): Promise<VectorData> => {
  const { readTable } = await import("../../format/parquet.ts")
  const rows = await readTable(path)
  const columns = Object.keys(rows[0] ?? {})
  if (rows.length > 0 && !columns.includes("id") && !attached.includes("id")) {
    refuse(`no column "id" among ${columns.length} columns`)
  }
  const names = columns.filter((name) => name !== "id")
  const number = (name: string, value: unknown): number => {
    if (value === null) return Number.NaN // missing, as what writes Parquet has it
    return typeof value === "number" ? value : refuse(`column "${name}" holds ${described(value)}, not numbers`)
  }
  const data = Float64Array.from(rows.flatMap((row) => names.map((name) => number(name, row[name]))))
  return { ids: rows.map((row) => String(row["id"])), names, matrix: { rows: rows.length, cols: names.length, data } }
}

const readItem = async (store: Store, path: string, attached?: ReadonlyArray<string>): Promise<VectorItem> => {
  const { ids, matrix, names } = await readFile(store, path, attached)
  return ids.length === 1 ? { id: ids[0]!, names, values: matrix.data } : refuse(`${ids.length} rows given, 1 expected`)
}

/** A kind of vectors. A mapped node returns one `{ id, names, values }` per item. */
export type VectorsKind<Axis extends string> = ItemKind<"vectors", Vectors<Axis>, VectorData, VectorItem>

/**
 * Vectors whose columns are `axis`es, such as "feature" or "latent".
 *
 * @example
 * ```ts
 * import { Node, vectors } from "partita"
 * export const latents = Node.fn({
 *   outputs: { latents: vectors("latent") },
 *   run: () => ({
 *     latents: { ids: ["a"], names: ["z1", "z2"], matrix: { rows: 1, cols: 2, data: Float64Array.of(0.5, -1) } }
 *   })
 * })
 * ```
 */
export const vectors = <const Axis extends string>(axis: Axis): VectorsKind<Axis> => ({
  tag: "vectors",
  extension: ".parquet",
  save: (store, draft) => saving("vectors", () => writeVectors(store, checked(draft))),
  open: (store, record) => ({
    kind: "vectors",
    axis,
    stored: record,
    load: opening("vectors", () => readVectors(store, record.digest)),
    ids: opening("vectors", () => readNames(store, record.digest))
  }),
  items: {
    attachable: ["id"],
    saveBatch: (store, drafts, attached = []) =>
      saving("vectors", () => {
        const check = attached.includes("id") ? checkedNameless : checkedItem
        return writeBatch(store, checkEach(drafts, check))
      }),
    gather: (store, parts) => saving("vectors", () => gatherBatches(store, parts)),
    join: (store, gathered) => saving("vectors", () => joinGathered(store, gathered))
  },
  file: { read: (store, path) => readFile(store, path), readItem }
})
