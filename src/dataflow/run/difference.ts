/** Two results of one key that are not the same bytes: which outputs differ, in what, and what usually causes it. */
import * as Effect from "effect/Effect"
import type { ActionRecord, OutputRecord } from "../store/action.ts"
import type { Difference, Failure } from "./event.ts"
import { listen, type Notes, type StepWork } from "./step-work.ts"
import type { Pair } from "./threads/compare.ts"
import type { StepRequest } from "./threads/protocol.ts"
import { type Undeclared, undeclaredSentences } from "./undeclared.ts"

/** Ports whose bytes are other than a record's. */
export const differingPorts = (
  before: Pick<ActionRecord, "outputs">,
  outputs: Readonly<Record<string, OutputRecord>>
): ReadonlyArray<string> =>
  Object.keys(outputs).filter((port) => before.outputs[port]?.digest !== outputs[port]?.digest)

/** What differs in each port of a step that gave other bytes than a record of the same key; looked at in a worker. */
export const differencesFrom = Effect.fnUntraced(function*(
  work: StepWork,
  { notes, request }: { readonly request: StepRequest; readonly notes: Notes },
  before: ActionRecord,
  outputs: Readonly<Record<string, OutputRecord>>
) {
  const ports = differingPorts(before, outputs).filter((port) => before.outputs[port] !== undefined)
  if (ports.length === 0) return []
  const pairs = Object.fromEntries(ports.map((port): [string, Pair] => [
    port,
    { before: before.outputs[port]!, after: outputs[port]! }
  ]))
  const call = work.pool.call({ _tag: "Compare", step: request, pairs }, listen(work, notes))
  const told = yield* work.slots.hold(work.step.definition.resources, work.held)(call).pipe(
    Effect.map((outcome) => outcome._tag === "Differences" ? outcome.differences : {}),
    Effect.catchTag("WorkFailed", () => Effect.succeed<Readonly<Record<string, string>>>({})) // that they differ stands
  )
  return Object.entries(pairs).map(([port, pair]): Difference => ({
    port,
    before: pair.before.digest,
    after: pair.after.digest,
    beforeBytes: pair.before.sizeBytes,
    afterBytes: pair.after.sizeBytes,
    what: told[port] ?? ""
  }))
})

/** One difference as a line: port, digests, sizes where they differ, and what. */
export const differenceLine = ({ after, afterBytes, before, beforeBytes, port, what }: Difference): string => {
  const sizes = beforeBytes === afterBytes ? [] : [`${beforeBytes} B → ${afterBytes} B`]
  return [`${port}  ${before.slice(0, 7)} → ${after.slice(0, 7)}`, ...sizes, ...(what === "" ? [] : [what])].join("; ")
}

const causes =
  "usual causes: the clock, randomness without the node's seed, the environment, files that are no input, " +
  "services, and threads or queries without an order"

/** The failure of a step that was checked and gave other bytes; its recorded result stays. */
export const nondeterministic = (
  { pipeline, step: { name: step } }: Pick<StepWork, "pipeline" | "step">,
  differences: ReadonlyArray<Difference>,
  undeclared: Undeclared
): Failure => {
  const lines = differences.map(differenceLine)
  const seen = undeclaredSentences(undeclared).map((sentence) => `it ${sentence}`)
  return {
    tag: "Nondeterministic",
    message: `Node "${step}" gave other bytes for ${differences.map(({ port }) => port).join(", ")} ` +
      "than its recorded run with the same key; the recorded result stays.",
    hint: [...lines, ...seen, causes, `pipeline run ${pipeline} --force ${step}   replaces the recorded result`].join(
      "\n"
    ),
    detail: [...lines, ...seen].join("\n")
  }
}
