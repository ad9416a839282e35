import * as Effect from "effect/Effect"
import type { OutputRecord } from "../../dataflow/store/action.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { CannotAssign } from "./cannot-assign.ts"

/** Fails with CannotAssign unless every artifact of a pipeline that is given is in the cache, intact. */
export const requireIntact = Effect.fnUntraced(function*(
  store: Store,
  pipeline: string,
  outputs: ReadonlyArray<OutputRecord | null>
) {
  const lost = outputs.find((output) => output !== null && store.prove(output.digest) !== "intact")
  if (lost === undefined || lost === null) return
  return yield* new CannotAssign({
    message: `What pipeline "${pipeline}" made is no longer whole in the cache: a ${lost.kind} is gone.`,
    hint: `pipeline run ${pipeline}   makes it again`
  })
})
