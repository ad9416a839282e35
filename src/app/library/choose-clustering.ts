/** Which clustering of a run is meant, and whether it can do what is asked. */
import * as Effect from "effect/Effect"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { CannotAssign } from "./cannot-assign.ts"
import { type ClusteringTrace, takesAudio, traceClusterings } from "./trace-clustering.ts"

/** `from` names a step; without one, the clustering the report shows or the only one is meant. */
export interface Wanted {
  readonly from: string | undefined
  readonly needsEncoder: boolean
}

const nothingFound = (store: Store, { pipeline, steps }: RunRecord): CannotAssign => {
  const isWhole = Object.values(steps).every(({ key }) => store.peek(key) !== undefined)
  return new CannotAssign({
    message: isWhole
      ? `No node of pipeline "${pipeline}" puts tracks into clusters.`
      : `What pipeline "${pipeline}" made is no longer in the cache.`,
    hint: isWhole ? `pipeline graph ${pipeline}   lists its nodes` : `pipeline run ${pipeline}   makes it again`
  })
}

/**
 * The clustering that is meant. Fails with CannotAssign when it is not clear which, when what it was made of is lost, or
 * when `needsEncoder` and new audio cannot be encoded as its tracks were.
 */
export const chooseClustering = Effect.fnUntraced(function*(
  store: Store,
  run: RunRecord,
  { from, needsEncoder }: Wanted
) {
  const { pipeline } = run
  const all = traceClusterings(store, run)
  if (all.length === 0) return yield* nothingFound(store, run)
  const meant = from === undefined
    ? all.find(({ isShown }) => isShown) ?? (all.length === 1 ? all[0] : undefined)
    : all.find(({ step }) => step === from)
  const able = all.filter(({ trace }) => !needsEncoder || takesAudio(trace)).map(({ step }) => step)
  const choices = able.length === 0 ? `pipeline graph ${pipeline}   lists its nodes` : `--from ${able.join(" | ")}`
  if (meant === undefined) {
    return yield* new CannotAssign({
      message: from === undefined
        ? `Pipeline "${pipeline}" clusters in ${all.length} ways, and no report says which one counts.`
        : `No node "${from}" of pipeline "${pipeline}" puts tracks into clusters.`,
      hint: choices
    })
  }
  const { trace } = meant
  if ("lost" in trace) {
    return yield* new CannotAssign({
      message: `The clusters of "${meant.step}" in pipeline "${pipeline}" say too little: ${trace.lost}.`,
      hint: `pipeline run ${pipeline}   makes again what is gone`
    })
  }
  if (needsEncoder && "lost" in trace.encoder) {
    return yield* new CannotAssign({
      message: `New audio has no place in the clusters of "${meant.step}" in pipeline "${pipeline}": ` +
        `${trace.encoder.lost}.`,
      hint: able.length === 0 ? "pipeline run easy   makes clusters that new audio can be assigned to" : choices
    })
  }
  return trace satisfies ClusteringTrace
})
