/** A worker that gathers wide vectors from batches and loads them again. Its heap is bounded by who starts it. */
import * as Effect from "effect/Effect"
import { parentPort, workerData } from "node:worker_threads"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import { Store } from "../../../src/dataflow/store/store.ts"

const { batches, columns, root, rows } = workerData as Record<"batches" | "columns" | "rows", number> & { root: string }
const store = Store.open(root, { fsync: false })
const kind = vectors("feature")
const names = Array.from({ length: columns }, (_, j) => `f${j}`)
const perBatch = rows / batches

const work = Effect.gen(function*() {
  const parts = []
  for (let b = 0; b < batches; b++) {
    const drafts = Array.from({ length: perBatch }, (_, i) => {
      const row = b * perBatch + i
      return { id: `t${row}`, names, values: Float64Array.from({ length: columns }, (_, j) => Math.sin(row) / (j + 1)) }
    })
    const { digest } = yield* kind.items!.saveBatch(store, drafts)
    parts.push({ digest, start: 0, end: perBatch })
  }
  const record = yield* kind.items!.gather(store, parts)
  const { ids, matrix } = yield* kind.open(store, record).load
  const wrong = matrix.data.findIndex((value, at) => value !== Math.sin(Math.floor(at / columns)) / (at % columns + 1))
  return { rows: matrix.rows, cols: matrix.cols, last: ids.at(-1), wrong }
})

parentPort!.postMessage(await Effect.runPromise(work))
store.close()
