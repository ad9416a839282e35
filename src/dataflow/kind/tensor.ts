/** Big numeric arrays with named axes, as .npy. */
import type * as Effect from "effect/Effect"
import * as fs from "node:fs"
import { TensorFile, writeTensorFile } from "../../format/npy-file.ts"
import { readTensor, type TensorData, tensorHeader, writeTensor } from "../../format/npy.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, ItemKind, Part } from "./artifact.ts"
import { checkEach, described, DraftError, fieldsOf, refuse } from "./check.ts"
import { opening, saving } from "./storing.ts"

/** A tensor as a consumer sees it: mixing up ["track", "mel"] and ["mel", "track"] is a type error. */
export interface Tensor<out Axes extends ReadonlyArray<string>> {
  readonly kind: "tensor"
  readonly axes: Axes
  readonly stored: OutputRecord
  readonly load: Effect.Effect<TensorData, ArtifactError>
  /** The checked file, for tensors too big to be loaded: src/format/npy-file.ts reads its rows. */
  readonly file: Effect.Effect<{ readonly path: string }, ArtifactError>
}

/** A draft with as many dimensions as there are axes. */
export type TensorDraft<Axes extends ReadonlyArray<string>> = TensorData & {
  readonly shape: { readonly [K in keyof Axes]: number }
}

type Tail<Axes extends ReadonlyArray<string>> = Axes extends
  readonly [string, ...infer Rest extends ReadonlyArray<string>] ? Rest
  : never

/** A tensor over these axes whose numbers fill its shape. Throws a DraftError. */
const checked = (axes: ReadonlyArray<string>) => (draft: unknown): TensorData => {
  const { data, shape } = fieldsOf(draft, ["shape", "data"])
  if (!Array.isArray(shape) || !shape.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    return refuse(`"shape" is ${Array.isArray(shape) ? `[${shape.join(", ")}]` : described(shape)}, not whole numbers`)
  }
  if (shape.length !== axes.length) {
    refuse(`a shape of ${shape.length} axes given (${shape.join(" × ")}), ${axes.length} expected (${axes.join(", ")})`)
  }
  if (!(data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array)) {
    return refuse(`"data" is ${described(data)}, not a Float32Array, Float64Array or Int32Array`)
  }
  const count = shape.reduce((product: number, length: number) => product * length, 1)
  if (count !== data.length) refuse(`shape ${shape.join(" × ")} needs ${count} numbers, ${data.length} given`)
  return { shape, data }
}

const save = (store: Store, draft: TensorData) => ({
  kind: "tensor",
  ...store.putBytes(writeTensor(draft)),
  summary: draft.shape.join(" × ")
})

/** A file of slabs of equal shape, one per item, stacked along a new first axis; written in place, as a batch is large. */
const stacked = (slabs: ReadonlyArray<TensorData>): Uint8Array => {
  const inner = slabs[0]?.shape ?? []
  const size = inner.reduce((product, length) => product * length, 1)
  const header = tensorHeader("<f4", [slabs.length, ...inner])
  const bytes = new Uint8Array(header.length + slabs.length * size * Float32Array.BYTES_PER_ELEMENT)
  bytes.set(header)
  const numbers = new Float32Array(bytes.buffer, header.length)
  slabs.forEach((slab, i) => {
    if (String(slab.shape) !== String(inner)) throw new DraftError(unequal(i, slab.shape, inner), i)
    numbers.set(slab.data, i * size)
  })
  return bytes
}

const unequal = (i: number, shape: ReadonlyArray<number>, expected: ReadonlyArray<number>): string =>
  `slab ${i} is ${shape.join(" × ")}, not ${expected.join(" × ")}`

const pieceNumbers = 1 << 18 // 1 MiB of float32

/**
 * The numbers of each part in turn, one piece in memory and one file open at a time. All pieces share one array, which the
 * next one overwrites: an array for each of ten thousand items would be freed long after all had been made.
 */
function* piecesOf(store: Store, parts: ReadonlyArray<Part>, inner: ReadonlyArray<number>): Generator<Float32Array> {
  const size = inner.reduce((product, length) => product * length, 1)
  const most = Math.max(1, Math.floor(pieceNumbers / size))
  const piece = new Float32Array(most * size)
  let open: { readonly digest: string; readonly file: TensorFile } | undefined
  let slabs = 0
  try {
    for (const { digest, end, start } of parts) {
      if (open?.digest !== digest) {
        open?.file.close()
        open = undefined // nothing to close should the next one not open
        open = { digest, file: openBatch(store, digest) }
      }
      if (open.file.cols !== size) throw new DraftError(unequal(slabs, open.file.shape.slice(1), inner), slabs)
      for (let from = start; from < end; from += most) {
        const count = Math.min(most, end - from)
        open.file.copy(from, count, piece)
        slabs += count
        yield piece.subarray(0, count * size)
      }
    }
  } finally {
    open?.file.close()
  }
}

const openBatch = (store: Store, digest: string): TensorFile => {
  store.verify(digest)
  return TensorFile.open(store.objectPath(digest))
}

const innerShape = (store: Store, digest: string): ReadonlyArray<number> => {
  const file = openBatch(store, digest)
  file.close()
  return file.shape.slice(1)
}

/** Twenty thousand spectrograms are 1.3 GB: they go from file to file and are never in memory together. */
const concatenate = (store: Store, parts: ReadonlyArray<Part>) => {
  const inner = parts.length === 0 ? [] : innerShape(store, parts[0]!.digest)
  const shape = [parts.reduce((sum, { end, start }) => sum + end - start, 0), ...inner]
  const path = `${store.scratch()}/${crypto.randomUUID()}.npy`
  writeTensorFile(path, shape, piecesOf(store, parts, inner))
  return { kind: "tensor", ...store.putFile(path), summary: shape.join(" × ") }
}

/** A kind of tensors. */
export type TensorKind<Axes extends ReadonlyArray<string>> = ItemKind<
  "tensor",
  Tensor<Axes>,
  TensorDraft<Axes>,
  TensorDraft<Tail<Axes>>
>

/**
 * A tensor with these axes. A mapped node returns one slab without the first axis per item; slabs are float32.
 *
 * @example
 * ```ts
 * import { Node, tensor } from "partita"
 * export const silence = Node.fn({
 *   outputs: { mels: tensor(["track", "mel", "frame"]) },
 *   run: () => ({ mels: { shape: [2, 128, 64], data: new Float32Array(2 * 128 * 64) } })
 * })
 * ```
 */
export const tensor = <const Axes extends ReadonlyArray<string>>(axes: Axes): TensorKind<Axes> => {
  const whole = checked(axes)
  const slab = checked(axes.slice(1))
  const read = async (_store: Store, path: string) => readTensor(fs.readFileSync(path))
  return {
    tag: "tensor",
    extension: ".npy",
    save: (store, draft) => saving("tensor", () => save(store, whole(draft))),
    open: (store, record) => ({
      kind: "tensor",
      axes,
      stored: record,
      load: opening("tensor", () => readTensor(store.readObject(record.digest))),
      file: opening("tensor", () => {
        store.verify(record.digest)
        return { path: store.objectPath(record.digest) }
      })
    }),
    items: {
      saveBatch: (store, drafts) =>
        saving("tensor", () => ({
          digest: store.putBytes(stacked(checkEach(drafts, slab))).digest,
          ends: drafts.map((_, i) => i + 1)
        })),
      gather: (store, parts) => saving("tensor", () => concatenate(store, parts))
    },
    file: { read, readItem: read }
  }
}
