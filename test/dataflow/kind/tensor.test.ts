import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { tensor } from "../../../src/dataflow/kind/tensor.ts"
import { TensorFile } from "../../../src/format/npy-file.ts"
import { type TensorData, writeTensor } from "../../../src/format/npy.ts"
import { reopen, tamper, temporaryStore } from "../store/temporary-store.ts"

const kind = tensor(["track", "mel", "frame"])
const store = () => temporaryStore()

/** Slab `i` of shape [2, 3] holds 6 i, 6 i + 1, … */
const slab = (i: number) => ({
  shape: [2, 3] as const,
  data: Float32Array.from({ length: 6 }, (_, j) => 6 * i + j)
})

const saveBatch = (target: ReturnType<typeof store>, ...slabs: ReadonlyArray<TensorData>) =>
  Effect.runPromise(kind.items!.saveBatch(target, slabs as ReadonlyArray<ReturnType<typeof slab>>))

describe("a gathered tensor", () => {
  it("has the bytes of the whole, whatever batches its slabs come from and in whatever order", async () => {
    const cache = store()
    const odd = await saveBatch(cache, slab(1), slab(3))
    const even = await saveBatch(cache, slab(4), slab(0), slab(2))
    const part = ({ digest }: { readonly digest: string }, start: number, end = start + 1) => ({ digest, start, end })

    const { digest, summary } = await Effect.runPromise(
      kind.items!.gather(cache, [part(even, 1), part(odd, 0), part(even, 2), part(odd, 1), part(even, 0)])
    )
    const two = await Effect.runPromise(kind.items!.gather(cache, [part(even, 1, 3)]))

    const whole = writeTensor({ shape: [5, 2, 3], data: Float32Array.from({ length: 30 }, (_, i) => i) })
    expect(summary).toBe("5 × 2 × 3")
    expect(Buffer.compare(cache.readObject(digest), whole)).toBe(0)
    expect(two.summary).toBe("2 × 2 × 3")
  })

  it("of nothing is an empty one", async () => {
    const cache = store()

    const { digest } = await Effect.runPromise(kind.items!.gather(cache, []))

    expect(Buffer.compare(cache.readObject(digest), writeTensor({ shape: [0], data: new Float32Array(0) }))).toBe(0)
  })

  it("of unequal slabs is refused and the odd one is named", async () => {
    const cache = store()
    const square = await saveBatch(cache, slab(0), slab(1))
    const long = await saveBatch(cache, { shape: [4, 4], data: new Float32Array(16) })

    const failure = await Effect.runPromise(
      Effect.flip(
        kind.items!.gather(cache, [{ ...square, start: 0, end: 2 }, { ...long, start: 0, end: 1 }])
      )
    )

    expect(failure.message).toContain("slab 2 is 4 × 4, not 2 × 3")
  })
})

describe("a tensor's file", () => {
  it("holds its rows, so that nobody needs to load them all", async () => {
    const cache = store()
    const data = Float32Array.from({ length: 12 }, (_, i) => i / 3)
    const record = await Effect.runPromise(kind.save(cache, { shape: [4, 1, 3], data }))

    const { path } = await Effect.runPromise(kind.open(cache, record).file)
    const file = TensorFile.open(path)
    const last = file.read(3, 1)
    file.close()

    expect(file.shape).toEqual([4, 1, 3])
    expect(last).toEqual(data.subarray(9))
  })

  it("that was altered is not handed out", async () => {
    const cache = store()
    const record = await Effect.runPromise(kind.save(cache, { shape: [1, 1, 1], data: Float32Array.of(1) }))
    tamper(cache, record.digest)

    const failure = await Effect.runPromise(Effect.flip(kind.open(reopen(cache.root), record).file))

    expect(failure.message).toMatch(/^Could not open a tensor: .* is tampered/)
  })
})
