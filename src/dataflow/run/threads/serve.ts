/** The worker's side of a pipeline. Compiled together with the nodes, so that both share one copy of every library. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { MessagePort } from "node:worker_threads"
import { canonicalJson } from "../../../format/canonical-json.ts"
import type { Compiled } from "../../code/import-compiled.ts"
import type { Reporter } from "../../dsl/context.ts"
import type { AnyStep } from "../../dsl/node.ts"
import { exportedNodes } from "../../dsl/placement.ts"
import { replay } from "../../dsl/replay.ts"
import { Store } from "../../store/store.ts"
import { failureOf } from "../failure.ts"
import { execute } from "./execute.ts"
import type { Message, Request, StepRequest, WorkerData } from "./protocol.ts"

/** Answers requests for steps of a pipeline, one at a time, for as long as the port is open. */
export const serve = (
  { modules, pipeline }: Pick<Compiled, "modules" | "pipeline">,
  port: MessagePort,
  setup: WorkerData
): void => {
  exportedNodes(modules)
  const { cacheRoot, child, root } = setup
  const store = Store.open(cacheRoot)
  const nowMs = () => performance.now()
  let placed: { readonly decided: string; readonly steps: ReadonlyMap<string, AnyStep> } | undefined
  const stepOf = async ({ decided, step: name }: StepRequest): Promise<AnyStep> => {
    const asked = canonicalJson(decided)
    if (placed?.decided !== asked) {
      const { steps } = await replay(pipeline, store, { ...setup, decided })
      placed = { decided: asked, steps: new Map(steps.map((step) => [step.name, step])) }
    }
    const step = placed.steps.get(name)
    if (step === undefined) throw new Error(`the compiled pipeline has no step "${name}"`)
    return step
  }
  const say = (message: Message) => port.postMessage(message)
  const report: Reporter = {
    progress: (unit, done, of, values = {}) => say({ _tag: "Progress", unit, done, of, values }),
    metric: (name, metric) => say({ _tag: "Metric", name, metric }),
    summary: (text) => say({ _tag: "Summary", text })
  }
  const answer = async (request: Request): Promise<void> => {
    const work = Effect.promise(() => stepOf(request.step)).pipe(
      Effect.flatMap((step) => execute({ store, step, report, nowMs, root, child }, request))
    )
    const { layer } = pipeline
    const isServed = layer !== undefined && request.step.isServed
    const exit = await Effect.runPromiseExit(isServed ? Effect.provide(work, layer) : work)
    store.flush()
    say(
      Exit.isSuccess(exit) ? { _tag: "Done", outcome: exit.value } : { _tag: "Failed", failure: failureOf(exit.cause) }
    )
  }
  port.on("message", (request: Request) => void answer(request))
}
