/** One round of `run --watch`, as its process sees it: says what it is going to do, and listens while it does it. */
import * as Effect from "effect/Effect"
import type { Loaded } from "../../../dataflow/plan/loaded.ts"
import { stepMeanings } from "../../../dataflow/plan/meaning.ts"
import type { Plan } from "../../../dataflow/plan/plan.ts"
import { watchedPlaces } from "../../../dataflow/plan/watched-places.ts"
import { Recall } from "../../../dataflow/run/recall.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import type { Settings } from "../settings.ts"
import { type RoundAsked, type RoundMessage, roundVariable, type ToRound } from "./protocol.ts"
import { sayEvent } from "./say-event.ts"
import { changeLines } from "./watch-lines.ts"

/** What a run does differently as a round. */
export interface Round extends RoundAsked {
  readonly recall: Recall
  /** Tells what is going to run, and from where. */
  readonly planned: (store: Store, loaded: Loaded, plan: Plan) => Effect.Effect<void>
  readonly refused: (error: { readonly _tag: string }) => Effect.Effect<void>
}

const say = (message: RoundMessage): Effect.Effect<void> => Effect.sync(() => void process.send?.(message))

/** The round that this process is; undefined where nobody watches. */
export const takeRound: Effect.Effect<Round | undefined> = Effect.sync(() => {
  const asked = process.env[roundVariable]
  delete process.env[roundVariable] // for no step and no program to see
  if (asked === undefined || process.send === undefined) return undefined
  const recall = new Recall()
  const stop = () => void process.kill(process.pid, "SIGINT") // as Ctrl-C does
  process.on("message", (message: ToRound) => {
    if (message._tag === "Stop") stop()
    else recall.keepOnly(new Set(message.steps))
  })
  process.on("disconnect", stop) // who watched is gone
  process.channel?.unref()
  return {
    ...JSON.parse(asked) as RoundAsked,
    recall,
    refused: ({ _tag }) => say({ _tag: "Refused", tag: _tag }),
    planned: (store, loaded, plan) => {
      const { data, ...places } = watchedPlaces(store, loaded)
      return say({ _tag: "Planned", meanings: stepMeanings(store, loaded, plan), places, data })
    }
  }
})

/** Tells who watches what a round is going to do, and why it is there; answers whether that is all. */
export const beginRound = (round: Round, store: Store, loaded: Loaded, plan: Plan, decided: Settings) =>
  Effect.gen(function*() {
    yield* round.planned(store, loaded, plan)
    if (round.kind === "again") {
      const stale = plan.nodes.filter(({ status }) => status === "stale")
      const event = {
        event: "changed",
        files: round.changed,
        count: round.count,
        stale: Object.fromEntries(stale.map(({ name, reasons }) => [name, reasons]))
      }
      yield* sayEvent(decided, event, changeLines(round, plan, decided.errorStyle))
    }
    return round.kind === "plan"
  })
