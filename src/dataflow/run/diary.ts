/** What a run did of each step itself, as its record keeps it: when, on which cores, and why. */
import type * as Clock from "effect/Clock"
import type { Execution, Stretch } from "../store/run-record.ts"
import type { RunEvent } from "./event.ts"
import type { Held } from "./slots.ts"
import type { Emit } from "./step-work.ts"

/** Notes as a run goes on; `executed` is what they come to. */
export interface Diary {
  readonly note: (event: RunEvent) => void
  /** Hears which cores were held for a step. */
  readonly holder: (step: string) => (held: Held) => void
  readonly executed: () => Readonly<Record<string, Execution>>
}

const reasonsKept = 12 // a change of a library can touch hundreds of symbols

const stretchesKept = 120 // a mapped step holds its cores anew for every batch of items

const joined = (stretches: ReadonlyArray<Stretch>, gapMs: number): ReadonlyArray<Stretch> =>
  [...Map.groupBy(stretches, ({ core }) => core).values()].flatMap((own) => {
    const done: Array<Stretch> = []
    for (const next of own.toSorted((a, b) => a.from - b.from)) {
      const last = done.at(-1)
      if (last === undefined || next.from - last.to > gapMs) done.push(next)
      else done[done.length - 1] = { ...last, to: Math.max(last.to, next.to) }
    }
    return done
  })

/**
 * Stretches of one step in the order of their cores, those of a core that nearly touch as one; the more there are, the
 * farther they may lie apart.
 */
export const joinStretches = (stretches: ReadonlyArray<Stretch>, most = stretchesKept): ReadonlyArray<Stretch> => {
  const inOrder = stretches.toSorted((a, b) => a.core - b.core)
  const cores = new Set(inOrder.map(({ core }) => core)).size
  for (let gapMs = 10;; gapMs *= 2) {
    const result = joined(inOrder, gapMs)
    if (result.length <= Math.max(most, cores)) return result
  }
}

interface Started {
  readonly from: number
  readonly reasons: ReadonlyArray<unknown>
  to?: number
  items?: number
}

/** A diary of a run that began at `startedMs`, milliseconds since the epoch. */
export const makeDiary = (startedMs: number): Diary => {
  const started = new Map<string, Started>()
  const stretches = new Map<string, Array<Stretch>>()
  return {
    note: (event) => {
      switch (event._tag) {
        case "NodeStarted": // once more for each attempt
          if (!started.has(event.node)) started.set(event.node, { from: event.at, reasons: event.reasons })
          return
        case "NodeFinished":
        case "NodeFailed": {
          const step = started.get(event.node)
          if (step === undefined) return
          step.to = event.at
          if (event._tag === "NodeFinished" && event.executedItems !== undefined) step.items = event.executedItems
        }
      }
    },
    holder: (step) => ({ cores, fromMs, toMs }) => {
      const own = stretches.get(step) ?? []
      stretches.set(step, own)
      for (const core of cores) own.push({ core, from: fromMs - startedMs, to: toMs - startedMs })
    },
    executed: () =>
      Object.fromEntries(
        [...started].map(([step, { from, items, reasons, to }]): [string, Execution] => {
          const held = joinStretches(stretches.get(step) ?? [])
          const end = to ?? Math.max(from, ...held.map((stretch) => stretch.to)) // of one that was interrupted
          return [step, {
            from: held.length === 0 ? from : Math.min(...held.map((stretch) => stretch.from)), // it may have waited for a core
            to: end,
            stretches: held,
            reasons: reasons.slice(0, reasonsKept),
            reasonCount: reasons.length,
            ...(items === undefined ? {} : { items })
          }]
        })
      )
  }
}

/** Events with the time since the run began, on their way through its diary to whoever listens. */
export const emitterWithDiary = (clock: Clock.Clock, onEvent: (event: RunEvent) => void) => {
  const startedMs = clock.currentTimeMillisUnsafe()
  const diary = makeDiary(startedMs)
  const emit: Emit = (event) => {
    const told = { ...event, at: clock.currentTimeMillisUnsafe() - startedMs } as RunEvent
    diary.note(told)
    onEvent(told)
  }
  return { diary, emit, startedMs }
}
