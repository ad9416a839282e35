/** What a mapped step asks of workers: the items of a table, what they make, and that it be put together. */
import * as Effect from "effect/Effect"
import type { ItemOutcome, OutputRecord } from "../store/action.ts"
import { listen, type Notes, type StepWork } from "./step-work.ts"
import type { GatherRequest, Item, ItemResult, StepRequest } from "./threads/protocol.ts"
import { withinTimeLimit } from "./time-limit.ts"

const outcomeOf = (result: ItemResult): ItemOutcome => {
  if (result._tag === "Quarantined") return result
  const ports = Object.entries(result.parts)
  return {
    _tag: "Done",
    batch: Object.fromEntries(ports.map(([port, { digest }]) => [port, digest])),
    start: Object.fromEntries(ports.map(([port, { start }]) => [port, start])),
    end: Object.fromEntries(ports.map(([port, { end }]) => [port, end]))
  }
}

/** The calls of one step, each holding what the step needs of the machine; `over` is the input that is the table. */
export const itemCalls = (
  work: StepWork,
  { notes, over, request }: { readonly request: StepRequest; readonly notes: Notes; readonly over: string }
) => {
  const { held, pool, slots, step } = work
  const { resources } = step.definition
  return {
    /** The items of a table, in order. */
    list: Effect.fnUntraced(function*(table: OutputRecord) {
      const listing = { ...request, inputs: { ...request.inputs, [over]: table } }
      const call = pool.call({ _tag: "ListItems", step: listing }, listen(work, notes))
      const reply = yield* slots.hold(resources, held)(call)
      if (reply._tag !== "Items") throw new Error(`a worker answered ListItems with ${reply._tag}`)
      return reply.items
    }),
    /** How a batch of items ended, in their order; `progress` is called as each does. */
    run: Effect.fnUntraced(function*(items: ReadonlyArray<Item>, progress: () => void) {
      const call = pool.call({ _tag: "RunItems", step: request, items }, (message) => {
        if (message._tag !== "Progress") listen(work, notes)(message)
        else if (message.unit === "items") progress()
      })
      const reply = yield* slots.hold(resources, held)(withinTimeLimit(step, call))
      if (reply._tag !== "ItemResults") throw new Error(`a worker answered RunItems with ${reply._tag}`)
      return reply.results.map(outcomeOf)
    }),
    /** The outputs that a request asks for. */
    gather: Effect.fnUntraced(function*(gathering: Omit<GatherRequest, "_tag" | "step">) {
      const call = pool.call({ _tag: "Gather", step: request, ...gathering }, listen(work, notes))
      const reply = yield* slots.hold(resources, held)(call)
      if (reply._tag !== "Outputs") throw new Error(`a worker answered Gather with ${reply._tag}`)
      return reply.outputs
    })
  }
}
