/** The project of this folder, for benches that search its training. */
import * as Effect from "effect/Effect"
import { findProject } from "../../src/dataflow/code/project.ts"
import { Store } from "../../src/dataflow/store/store.ts"
import { runSweep, type SweepEvent, type SweepOptions } from "../../src/dataflow/sweep/sweep.ts"

const opened = Effect.runSync(findProject(import.meta.dirname))

/** Measures the tracks where that was not done yet, about a minute; then runs a sweep in `cache`, or in the usual one. */
export const search = async (
  options: SweepOptions,
  onEvent: (event: SweepEvent) => void = () => {}
) => {
  const store = Store.open(opened.cacheRoot)
  try {
    return await Effect.runPromise(runSweep(opened, store, "train", options, onEvent))
  } finally {
    store.close()
  }
}
