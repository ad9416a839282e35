/** Whether new tracks are treated by the code that treated the library. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { pipelineCode } from "../../dataflow/code/code.ts"
import { serviceHashes } from "../../dataflow/code/layer.ts"
import type { Project } from "../../dataflow/code/project.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"

/**
 * Steps between audio and latents whose code is no longer that of the run; empty too when the pipeline is gone or does not
 * compile now, as nothing can be compared then.
 */
export const changedCode = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  { encoder, pipeline }: ClusteringTrace
) {
  if ("lost" in encoder) return []
  const code = yield* Effect.option(Effect.tryPromise(() => pipelineCode(project, store, pipeline)))
  if (Option.isNone(code)) return []
  const { nodes } = code.value
  return encoder.steps
    .filter(({ code: recorded, modules, node, services }) => {
      const now = nodes[node]
      return now !== undefined && (now.fingerprint.hash !== recorded ||
        Object.entries(modules).some(([name, hash]) => now.modules[name]?.hash !== hash) ||
        canonicalJson(serviceHashes(now.services)) !== canonicalJson(services))
    })
    .map(({ step }) => step)
})
