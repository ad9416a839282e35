/** Big numeric arrays with named axes, as .npy. */
import type * as Effect from "effect/Effect"
import type { Store } from "../../store/store.ts"
import { readTensor, type TensorData, writeTensor } from "../../store/tensor.ts"
import type { ArtifactError, Kind, Part } from "../artifact.ts"
import { opening, saving } from "./storing.ts"

/** A tensor as a consumer sees it: mixing up ["track", "mel"] and ["mel", "track"] is a type error. */
export interface Tensor<out Axes extends ReadonlyArray<string>> {
  readonly kind: "tensor"
  readonly axes: Axes
  readonly load: Effect.Effect<TensorData, ArtifactError>
}

/** A draft with as many dimensions as there are axes. */
export type TensorDraft<Axes extends ReadonlyArray<string>> = TensorData & {
  readonly shape: { readonly [K in keyof Axes]: number }
}

type Tail<Axes extends ReadonlyArray<string>> = Axes extends
  readonly [string, ...infer Rest extends ReadonlyArray<string>] ? Rest
  : never

const save = (store: Store, draft: TensorData) => ({
  kind: "tensor",
  ...store.putBytes(writeTensor(draft)),
  summary: draft.shape.join(" × ")
})

/** Slabs of equal shape, one per item, stacked along a new first axis. */
const stack = (slabs: ReadonlyArray<TensorData>): TensorData => {
  const inner = slabs[0]?.shape ?? []
  const size = inner.reduce((product, length) => product * length, 1)
  const data = new Float32Array(slabs.length * size)
  slabs.forEach((slab, i) => {
    if (slab.data.length !== size) {
      throw new RangeError(`slab ${i} is ${slab.shape.join(" × ")}, not ${inner.join(" × ")}`)
    }
    data.set(slab.data, i * size)
  })
  return { shape: [slabs.length, ...inner], data }
}

const concatenate = (store: Store, parts: ReadonlyArray<Part>) => {
  const batches = new Map<string, TensorData>()
  const slabs = parts.flatMap((part) => {
    const batch = batches.get(part.digest) ?? readTensor(store.readObject(part.digest))
    batches.set(part.digest, batch)
    const inner = batch.shape.slice(1)
    const size = inner.reduce((product, length) => product * length, 1)
    return Array.from({ length: part.end - part.start }, (_, i) => ({
      shape: inner,
      data: batch.data.subarray((part.start + i) * size, (part.start + i + 1) * size)
    }))
  })
  return save(store, stack(slabs as ReadonlyArray<TensorData>))
}

/** A tensor with these axes. A mapped node returns one slab without the first axis per item; slabs are float32. */
export const tensor = <const Axes extends ReadonlyArray<string>>(
  axes: Axes
): Kind<"tensor", Tensor<Axes>, TensorDraft<Axes>, TensorDraft<Tail<Axes>>> => ({
  tag: "tensor",
  extension: ".npy",
  save: (store, draft) => saving("tensor", () => save(store, draft)),
  open: (store, record) => ({
    kind: "tensor",
    axes,
    load: opening("tensor", () => readTensor(store.readObject(record.digest)))
  }),
  items: {
    saveBatch: (store, drafts) =>
      saving("tensor", () => ({
        digest: store.putBytes(writeTensor(stack(drafts))).digest,
        ends: drafts.map((_, i) => i + 1)
      })),
    gather: (store, parts) => saving("tensor", () => concatenate(store, parts))
  }
})
