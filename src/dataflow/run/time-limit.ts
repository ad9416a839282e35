/** A node's time limit: the whole of a plain node, each batch of a mapped one. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { LoadedStep } from "../plan/loaded.ts"
import { WorkFailed } from "./threads/pool.ts"

/** Interrupts work, and with it its worker, that takes longer than the step allows. */
export const withinTimeLimit = <A, R>(
  step: LoadedStep,
  work: Effect.Effect<A, WorkFailed, R>
): Effect.Effect<A, WorkFailed, R> => {
  const { timeoutSec } = step.definition
  if (timeoutSec === undefined) return work
  const failure = {
    tag: "Timeout",
    message: `Node "${step.name}" did not finish within ${timeoutSec}s.`,
    hint: "raise the node's timeoutSec, or give it less to do",
    detail: ""
  }
  return Effect.timeoutOrElse(work, {
    duration: Duration.seconds(timeoutSec),
    orElse: () => Effect.fail(new WorkFailed({ failure }))
  })
}
