/** What running nodes share: cores, memory, accelerators, and counters such as the seats of a licence. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as os from "node:os"
import type { Resources } from "../dsl/node.ts"

/** That cores, which count from 0, were held. Units: milliseconds since the epoch. */
export interface Held {
  readonly cores: ReadonlyArray<number>
  readonly fromMs: number
  readonly toMs: number
}

/** Runs an effect once its resources are free; asking for more than there is takes all there is. */
export interface Slots {
  readonly jobs: number
  /** What a node asks for beyond what there is. */
  readonly beyond: (
    resources: Resources
  ) => ReadonlyArray<{ readonly resource: string; readonly asked: number; readonly given: number }>
  /** `told` hears of the cores once they are free again. */
  readonly hold: (
    resources: Resources,
    told?: (held: Held) => void
  ) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** What this machine has unless a run is told otherwise: its memory, and one accelerator. */
export const machineLimits = (): Resources => ({ memoryMb: Math.floor(os.totalmem() / 2 ** 20), gpu: 1 })

type Amounts = ReadonlyMap<string, number>

interface Waiter {
  readonly asked: Amounts
  readonly start: (cores: ReadonlyArray<number>) => void
}

/**
 * Slots for `jobs` cores, as many of each resource as `limits` says, one of any other. All that a node asks for is taken
 * at once, so two nodes never hold what the other waits for; whoever waits longest goes first, and nobody takes what it
 * waits for. Of the cores that are free, those of the lowest numbers are given.
 */
export const makeSlots = (jobs: number, limits: Resources): Slots => {
  const total = (name: string): number => name === "cpu" ? jobs : limits[name] ?? 1
  const taken = new Map<string, number>()
  const waiting = new Set<Waiter>()
  const free = Array.from({ length: jobs }, (_, core) => core)

  const capped = (resources: Resources): Amounts =>
    new Map(
      Object.entries({ ...resources, cpu: Math.max(1, resources["cpu"] ?? 1) })
        .map(([name, amount]) => [name, Math.min(amount, total(name))] as const)
        .filter(([, amount]) => amount > 0)
    )
  const add = (sums: Map<string, number>, amounts: Amounts, sign: 1 | -1): void => {
    for (const [name, amount] of amounts) sums.set(name, (sums.get(name) ?? 0) + sign * amount)
  }
  const serve = (): void => {
    const promised = new Map(taken)
    for (const waiter of waiting) {
      const fits = [...waiter.asked].every(([name, amount]) => (promised.get(name) ?? 0) + amount <= total(name))
      add(promised, waiter.asked, 1)
      if (!fits) continue
      waiting.delete(waiter)
      add(taken, waiter.asked, 1)
      waiter.start(free.splice(0, waiter.asked.get("cpu")!))
    }
  }
  const take = (asked: Amounts): Effect.Effect<ReadonlyArray<number>> =>
    Effect.callback((resume) => {
      let given: ReadonlyArray<number> = []
      const waiter: Waiter = {
        asked,
        start: (cores) => {
          given = cores
          resume(Effect.succeed(cores))
        }
      }
      waiting.add(waiter)
      serve()
      return Effect.sync(() => {
        if (waiting.delete(waiter)) serve()
        else give(asked, given)
      })
    })
  const give = (asked: Amounts, cores: ReadonlyArray<number>): void => {
    add(taken, asked, -1)
    free.push(...cores)
    free.sort((a, b) => a - b)
    serve()
  }
  return {
    jobs,
    beyond: (resources) =>
      Object.entries(resources).flatMap(([resource, asked]) =>
        resource !== "cpu" && asked > total(resource) ? [{ resource, asked, given: total(resource) }] : []
      ),
    hold: (resources, told = () => {}) => (effect) => {
      const asked = capped(resources)
      return Effect.uninterruptibleMask((restore) =>
        Effect.gen(function*() {
          const cores = yield* restore(take(asked))
          const clock = yield* Clock.Clock
          const fromMs = clock.currentTimeMillisUnsafe()
          const end = Effect.sync(() => {
            told({ cores, fromMs, toMs: clock.currentTimeMillisUnsafe() })
            give(asked, cores)
          })
          return yield* Effect.ensuring(restore(effect), end)
        })
      )
    }
  }
}
