/** What running nodes share: cores, and the accelerator. */
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { Resources } from "../dsl/node.ts"

/** Runs an effect once its resources are free; asking for more cores than there are takes them all. */
export interface Slots {
  readonly jobs: number
  readonly hold: (resources: Resources) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** Slots for `jobs` cores and one accelerator. */
export const makeSlots = (jobs: number): Effect.Effect<Slots> =>
  Effect.gen(function*() {
    const cores = yield* Semaphore.make(jobs)
    const accelerator = yield* Semaphore.make(1)
    return {
      jobs,
      hold: ({ cpu, gpu }) => (effect) => {
        const onCores = Semaphore.withPermits(cores, Math.max(1, Math.min(cpu, jobs)), effect)
        return gpu > 0 ? Semaphore.withPermits(accelerator, 1, onCores) : onCores
      }
    }
  })
