/** One named-column vector per track: features, latents, principal components or map points, as Parquet. */
import type * as Effect from "effect/Effect"
import type { Matrix } from "../../math/matrix.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, Kind, Part } from "./artifact.ts"
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

const writeVectors = async (store: Store, { ids, matrix, names }: VectorData) => {
  if (ids.length !== matrix.rows || names.length !== matrix.cols) {
    throw new RangeError(`${ids.length} ids × ${names.length} names for a ${matrix.rows} × ${matrix.cols} matrix`)
  }
  const { writeVectorTable } = await import("../../format/vector-table.ts")
  const path = `${store.scratch()}/${crypto.randomUUID()}.parquet`
  await writeVectorTable({ ids, names, data: matrix.data }, path)
  return { kind: "vectors", ...store.putFile(path), summary: `${ids.length.toLocaleString("en")} × ${names.length}` }
}

const readVectors = async (store: Store, digest: string): Promise<VectorData> => {
  const { readVectorTable } = await import("../../format/vector-table.ts")
  store.verify(digest)
  const { data, ids, names } = await readVectorTable(store.objectPath(digest))
  return { ids, names, matrix: { rows: ids.length, cols: names.length, data } }
}

const readNames = async (store: Store, digest: string): Promise<ReadonlyArray<string>> => {
  const { readIds } = await import("../../format/vector-table.ts")
  store.verify(digest)
  return readIds(store.objectPath(digest))
}

/** A batch of items as one safetensors file: the values as a matrix, ids and names in its header. */
const writeBatch = async (store: Store, drafts: ReadonlyArray<VectorItem>) => {
  const { writeWeights } = await import("../../format/safetensors.ts")
  const names = drafts[0]?.names ?? []
  const odd = drafts.find((draft) => draft.names.length !== names.length || draft.values.length !== names.length)
  if (odd !== undefined) throw new RangeError(`"${odd.id}" has ${odd.values.length} values, not ${names.length}`)
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
  for (const { digest, end, start } of parts) {
    if (batch?.digest !== digest) batch = readBatch(digest)
    data.set(batch.values.subarray(start * names.length, end * names.length), ids.length * names.length)
    for (let i = start; i < end; i++) ids.push(batch.ids[i]!)
  }
  return writeVectors(store, { ids, names, matrix: { rows, cols: names.length, data } })
}

/** Vectors whose columns are `axis`es, such as "feature" or "latent". */
export const vectors = <const Axis extends string>(
  axis: Axis
): Kind<"vectors", Vectors<Axis>, VectorData, VectorItem> => ({
  tag: "vectors",
  extension: ".parquet",
  save: (store, draft) => saving("vectors", () => writeVectors(store, draft)),
  open: (store, record) => ({
    kind: "vectors",
    axis,
    stored: record,
    load: opening("vectors", () => readVectors(store, record.digest)),
    ids: opening("vectors", () => readNames(store, record.digest))
  }),
  items: {
    saveBatch: (store, drafts) => saving("vectors", () => writeBatch(store, drafts)),
    gather: (store, parts) => saving("vectors", () => gatherBatches(store, parts))
  }
})
