/** One named-column vector per track: features, latents, principal components or map points, as Parquet. */
import type * as Effect from "effect/Effect"
import type { Matrix } from "../../math/matrix.ts"
import type { Store } from "../../store/store.ts"
import type { ArtifactError, Kind, Part } from "../artifact.ts"
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
  readonly load: Effect.Effect<VectorData, ArtifactError>
}

/** What a mapped node returns for one item. */
export interface VectorItem {
  readonly id: string
  readonly names: ReadonlyArray<string>
  readonly values: ArrayLike<number>
}

const idColumn = "id"

const writeVectors = async (store: Store, { ids, names, matrix }: VectorData) => {
  if (ids.length !== matrix.rows || names.length !== matrix.cols) {
    throw new RangeError(`${ids.length} ids × ${names.length} names for a ${matrix.rows} × ${matrix.cols} matrix`)
  }
  if (names.includes(idColumn)) throw new RangeError(`a vector column may not be called "${idColumn}"`)
  const { writeCells } = await import("../../store/table.ts")
  const columns = [
    { name: idColumn, type: "string" as const },
    ...names.map((name) => ({ name, type: "number" as const }))
  ]
  const cell = (row: number, column: number) => column === 0 ? ids[row] : matrix.data[row * matrix.cols + column - 1]
  const path = `${store.scratch()}/${crypto.randomUUID()}.parquet`
  await writeCells(columns, { rows: ids.length, cell }, path)
  return { kind: "vectors", ...store.putFile(path), summary: `${ids.length.toLocaleString("en")} × ${names.length}` }
}

const readVectors = async (store: Store, digest: string): Promise<VectorData> => {
  const { readColumns } = await import("../../store/table.ts")
  store.verify(digest)
  const columns = await readColumns(store.objectPath(digest))
  const ids = (columns.get(idColumn) ?? []).map(String)
  const names = [...columns.keys()].filter((name) => name !== idColumn)
  const data = new Float64Array(ids.length * names.length)
  names.forEach((name, j) => columns.get(name)!.forEach((cell, i) => data[i * names.length + j] = Number(cell)))
  return { ids, names, matrix: { rows: ids.length, cols: names.length, data } }
}

/** A batch of items as one safetensors file: the values as a matrix, ids and names in its header. */
const writeBatch = async (store: Store, drafts: ReadonlyArray<VectorItem>) => {
  const { writeWeights } = await import("../../store/weights.ts")
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

const gatherBatches = async (store: Store, parts: ReadonlyArray<Part>) => {
  const { readWeights } = await import("../../store/weights.ts")
  const batches = new Map<string, { ids: ReadonlyArray<string>; names: ReadonlyArray<string>; values: Float64Array }>()
  const batchOf = (digest: string) => {
    const known = batches.get(digest)
    if (known !== undefined) return known
    const { metadata, tensors } = readWeights(store.readObject(digest))
    const batch = {
      ids: JSON.parse(metadata["ids"] ?? "[]") as ReadonlyArray<string>,
      names: JSON.parse(metadata["names"] ?? "[]") as ReadonlyArray<string>,
      values: Float64Array.from(tensors["values"]?.data ?? [])
    }
    batches.set(digest, batch)
    return batch
  }
  const names = parts.length === 0 ? [] : batchOf(parts[0]!.digest).names
  const ids: Array<string> = []
  const slices = parts.map((part) => {
    const batch = batchOf(part.digest)
    ids.push(...batch.ids.slice(part.start, part.end))
    return batch.values.subarray(part.start * names.length, part.end * names.length)
  })
  const data = new Float64Array(ids.length * names.length)
  let at = 0
  for (const slice of slices) {
    data.set(slice, at)
    at += slice.length
  }
  return writeVectors(store, { ids, names, matrix: { rows: ids.length, cols: names.length, data } })
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
    load: opening("vectors", () => readVectors(store, record.digest))
  }),
  items: {
    saveBatch: (store, drafts) => saving("vectors", () => writeBatch(store, drafts)),
    gather: (store, parts) => saving("vectors", () => gatherBatches(store, parts))
  }
})
