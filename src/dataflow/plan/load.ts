/** Loads a pipeline as far as the cache decides what it places. Next: plan.ts, then run/run.ts. */
import * as Effect from "effect/Effect"
import type { Project } from "../code/project.ts"
import { nameOfRead } from "../dsl/replay.ts"
import type { ActionRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { Loaded, LoadOptions } from "./loaded.ts"
import { compilePipeline, placeSteps } from "./place.ts"
import { cachedRecord } from "./plan.ts"
import { WiringError } from "./wiring.ts"

/** The steps that were placed before a read are placed again when it is decided; else nothing would ever end. */
const sameSoFar = (before: Loaded, after: Loaded): Effect.Effect<Loaded, WiringError> => {
  const { pending } = before
  const odd = before.steps.slice(0, pending?.at).findIndex(({ name }, i) => after.steps[i]?.name !== name)
  if (pending === undefined || odd < 0) return Effect.succeed(after)
  const [old, found] = [before, after].map(({ steps }) => steps[odd] === undefined ? "nothing" : `"${steps[odd].name}"`)
  const detail = `${found} in the place of ${old}`
  return Effect.fail(new WiringError({ pipeline: before.name, step: nameOfRead(pending), problem: "unsteady", detail }))
}

/** The pipeline with its pending read decided by the action that made what it reads. */
export const decide = Effect.fn("decide")(function*(store: Store, loaded: Loaded, record: ActionRecord) {
  const { pending } = loaded
  const output = pending === undefined ? undefined : record.outputs[pending.port]
  if (pending === undefined || output === undefined) return loaded
  const decided = { ...loaded.decided, [nameOfRead(pending)]: output }
  return yield* sameSoFar(loaded, yield* placeSteps(store, loaded.compiled, loaded.asked, decided))
})

/**
 * The pipeline placed from the start, with each read decided whose artifact the cache holds and no step among `force` may
 * change.
 */
export const decideFromCache = Effect.fn("decideFromCache")(function*(
  store: Store,
  { asked, compiled }: Pick<Loaded, "asked" | "compiled">,
  force: ReadonlyArray<string> = []
) {
  let loaded = yield* placeSteps(store, compiled, asked, {})
  while (loaded.pending !== undefined) {
    const record = yield* cachedRecord(store, loaded, loaded.pending.step, force)
    if (record === undefined) return loaded
    loaded = yield* decide(store, loaded, record)
  }
  return loaded
})

/** Loads `pipelines/<name>.ts` for a request, parameters and seed. */
export const loadPipeline = Effect.fn("loadPipeline")(function*(
  project: Project,
  store: Store,
  name: string,
  options: LoadOptions
) {
  return yield* decideFromCache(store, {
    asked: options,
    compiled: yield* compilePipeline(project, store, name, options)
  })
})
