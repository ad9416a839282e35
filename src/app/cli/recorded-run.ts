/** Runs as the store remembers them. */
import * as Effect from "effect/Effect"
import type { Metric } from "../../dataflow/run/event.ts"
import type { PipelineRef } from "../../dataflow/store/refs.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { metricsOf } from "./metrics-of.ts"
import { UsageError } from "./usage-error.ts"

/** A run with the metrics of its nodes. */
export interface RecordedRun {
  readonly run: string
  readonly metrics: Readonly<Record<string, Metric>>
}

/** The metrics of a recorded run; nodes whose record was collected have none. */
export const recordedRun = (store: Store, ref: PipelineRef): RecordedRun => ({
  run: ref.run,
  metrics: metricsOf(Object.entries(ref.steps).map(([step, { key }]) => [step, store.peek(key)?.metrics ?? {}]))
})

/** The recorded run an id or its beginning names, or the last run of the pipeline it names. */
export const findRun = (store: Store, word: string) =>
  Effect.gen(function*() {
    const latest = store.ref(word)
    if (latest !== undefined) return latest
    const runs = store.runs()
    const matches = runs.filter(({ run }) => run.startsWith(word))
    if (matches.length === 1) return matches[0]!
    const known = [...new Set(runs.flatMap(({ pipeline, run }) => [pipeline, run.slice(0, 6)]))]
    return yield* new UsageError({
      tag: matches.length === 0 ? "unknown-run" : "ambiguous-run",
      message: matches.length === 0
        ? `No run or pipeline with runs is called "${word}".`
        : `"${word}" names several runs.`,
      given: word,
      word,
      known,
      hint: "pipeline runs   lists them"
    })
  })
