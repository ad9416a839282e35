import * as Effect from "effect/Effect"
import { once } from "node:events"
import { Worker } from "node:worker_threads"
import { describe, expect, it } from "vitest"
import { type VectorItem, vectors } from "../../../src/dataflow/kind/vectors.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { temporaryStore } from "../store/temporary-store.ts"

const kind = vectors("feature")
const run = Effect.runPromise

const item = (i: number): VectorItem => ({ id: `t${i}`, names: ["a", "b"], values: [i, -i / 3] })
const saveBatch = (store: Store, ...items: ReadonlyArray<number>) => run(kind.items!.saveBatch(store, items.map(item)))
const part = ({ digest }: { readonly digest: string }, start: number, end = start + 1) => ({ digest, start, end })

describe("gathered vectors", () => {
  it("are the same file, whatever batches they come from and in whatever order", async () => {
    const store = temporaryStore()
    const odd = await saveBatch(store, 1, 3)
    const even = await saveBatch(store, 4, 0, 2)
    const matrix = { rows: 5, cols: 2, data: Float64Array.from([0, -0, 1, -1 / 3, 2, -2 / 3, 3, -1, 4, -4 / 3]) }

    const gathered = await run(
      kind.items!.gather(store, [part(even, 1), part(odd, 0), part(even, 2), part(odd, 1), part(even, 0)])
    )
    const saved = await run(kind.save(store, { ids: ["t0", "t1", "t2", "t3", "t4"], names: ["a", "b"], matrix }))

    expect(gathered).toEqual(saved)
    expect(gathered.summary).toBe("5 × 2")
  })

  it("fit in a heap that objects of rows, or columns of JavaScript numbers, would not fit in", async () => {
    const { root } = temporaryStore()
    const size = { batches: 8, rows: 8_000, columns: 512 } // 33 MB of numbers, outside the heap
    const worker = new Worker(new URL("./wide-vectors.ts", import.meta.url), {
      workerData: { root, ...size },
      resourceLimits: { maxOldGenerationSizeMb: 44, maxYoungGenerationSizeMb: 8 }
    })

    const [answer] = (await once(worker, "message")) as [unknown]

    expect(answer).toEqual({ rows: 8_000, cols: 512, last: "t7999", wrong: -1 })
  })
})

describe("the names of vectors", () => {
  it("are read in the order of the rows, over many blocks", async () => {
    const store = temporaryStore()
    const ids = Array.from({ length: 5_000 }, (_, i) => `track ${i * 7 % 5_000}`)
    const record = await run(
      kind.save(store, { ids, names: [], matrix: { rows: 5_000, cols: 0, data: new Float64Array() } })
    )

    const names = await run(kind.open(store, record).ids)

    expect(names).toEqual(ids)
  })
})
