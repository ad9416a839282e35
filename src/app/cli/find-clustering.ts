/** Which run's clusters a verb is about, and what it is told where there are none. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { latestRuns, noRunOn } from "./recorded-run.ts"
import { endedAs } from "./run-status.ts"
import { UsageError } from "./usage-error.ts"

const choosing = Effect.promise(() => import("./library-engine.ts"))

/** Why no run of a pipeline will do: there is no whole one, or none at all. */
const noWholeRun = (store: Store, pipeline: string, data: string | undefined, last: RunRecord | undefined) =>
  last === undefined
    ? noRunOn(store, pipeline, data)
    : new UsageError({
      tag: "no-run",
      message: `Pipeline "${pipeline}" has no whole run to go by; run ${last.run.slice(0, 6)} ${endedAs(last)}.`,
      hint: `pipeline run ${pipeline}${last.dataset?.source === undefined ? "" : ` --data ${last.dataset.source}`}`
    })

/** The clustering of the pipeline's latest whole run; without a name, of the latest that has what is needed. */
export const findClustering = (
  store: Store,
  { data, pipeline: asked }: { readonly pipeline: string | undefined; readonly data: string | undefined },
  wanted: { readonly from: string | undefined; readonly needsEncoder: boolean }
) =>
  Effect.gen(function*() {
    const { chooseClustering } = yield* choosing
    if (asked !== undefined) {
      const { any, whole } = yield* latestRuns(store, asked, data)
      return yield* whole === undefined ? noWholeRun(store, asked, data, any) : chooseClustering(store, whole, wanted)
    }
    const names = [...new Set(store.runs().map(({ pipeline }) => pipeline).reverse())]
    for (const name of names) {
      const { whole } = yield* latestRuns(store, name, data)
      const found = whole === undefined ? Option.none() : yield* Effect.option(chooseClustering(store, whole, wanted))
      if (Option.isSome(found)) return found.value
    }
    if (data !== undefined && names.length > 0) {
      const found = yield* Effect.forEach(names, (name) => latestRuns(store, name, data))
      if (found.every(({ any }) => any === undefined)) return yield* noRunOn(store, names[0]!, data)
    }
    return yield* new UsageError({
      tag: "no-run",
      message: names.length === 0
        ? "No pipeline has run here yet, so there are no clusters."
        : `No whole run here can do that; runs of ${names.join(", ")} were looked at.`,
      hint: names.length === 0 ? "pipeline run easy" : `--pipeline ${names[0]}   says what is missing`
    })
  })
