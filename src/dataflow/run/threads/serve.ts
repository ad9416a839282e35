/** The worker's side of a pipeline. Compiled together with the nodes, so that both share one copy of every library. */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as path from "node:path"
import { setImmediate } from "node:timers/promises"
import { isDeepStrictEqual } from "node:util"
import { getHeapStatistics } from "node:v8"
import type { MessagePort } from "node:worker_threads"
import type { Compiled } from "../../code/import-compiled.ts"
import type { Reporter } from "../../dsl/context.ts"
import { checkMetric } from "../../dsl/metric.ts"
import type { AnyStep } from "../../dsl/node.ts"
import { exportedNodes } from "../../dsl/placement.ts"
import { replay } from "../../dsl/replay.ts"
import { Store } from "../../store/store.ts"
import { atItem, failureOf } from "../failure.ts"
import { execute } from "./execute.ts"
import type { Message, Placed, Request, StepRequest, WorkerData } from "./protocol.ts"
import { located } from "./source-lines.ts"
import type { Declared, Watch } from "./watch.ts"
import type { Workbench } from "./workbench.ts"

/** What a step declares that it reads: variables, its sources and assets, and files that are handed on where they lie. */
const declaredBy = (root: string, { definition }: AnyStep, request: StepRequest): Declared => {
  const parameters = definition.decode(request.params)
  const sources = parameters._tag === "Invalid"
    ? []
    : Object.values(definition.sources).map((locate) => path.resolve(locate(parameters.decoded as never)))
  const handedOn = Object.entries(request.inputs).flatMap(([input, record]) =>
    record.root === undefined || input in definition.sources ? [] : [record.root]
  )
  return {
    variables: definition.env.map(({ name }) => name),
    places: [...sources, ...handedOn, ...definition.assets.map((asset) => path.join(root, asset))]
  }
}

const heldBytes = (): number => {
  const { external_memory: outside, total_heap_size: heap } = getHeapStatistics()
  return heap + outside
}

/** Answers requests for steps of a pipeline, one at a time, for as long as the port is open. */
export const serve = (
  { modules, pipeline }: Pick<Compiled, "modules" | "pipeline">,
  port: MessagePort,
  setup: WorkerData & { readonly watch: Watch }
): void => {
  exportedNodes(modules)
  const { cacheRoot, child, fsync, key, root, watch } = setup
  const store = Store.open(cacheRoot, { fsync, key })
  const nowMs = () => performance.now()
  let known: { readonly from: Placed; readonly steps: ReadonlyMap<string, AnyStep> } | undefined
  const stepOf = async ({ placed, step: name }: StepRequest): Promise<AnyStep> => {
    if (!isDeepStrictEqual(known?.from, placed)) {
      const { decided, parameters: params, request } = placed
      const { steps } = await replay(pipeline, store, { request, params, decided })
      known = { from: placed, steps: new Map(steps.map((step) => [step.name, step])) }
    }
    const step = known!.steps.get(name)
    if (step === undefined) {
      throw new Error(
        `A thread places no step "${name}". A pipeline's file may read the environment where it places, not while it is loaded.`
      )
    }
    return step
  }
  const say = (message: Message) => port.postMessage(message)
  const report: Reporter = {
    progress: (unit, done, of, values = {}) => say({ _tag: "Progress", unit, done, of, values }),
    metric: (name, metric) => {
      checkMetric(name, metric)
      say({ _tag: "Metric", name, metric })
    },
    summary: (text) => say({ _tag: "Summary", text: String(text) }),
    warn: (text) => say({ _tag: "Warning", text: String(text) }),
    finding: (sentences, rows = []) =>
      say({ _tag: "Finding", finding: { sentences: String(sentences), rows: rows.map((row) => row.map(String)) } })
  }
  const answer = async (request: Request): Promise<void> => {
    const { layer } = pipeline
    let bench: Workbench | undefined
    const watched = (step: AnyStep) => {
      watch.begin(declaredBy(root, step, request.step))
      bench = { store, step, report, nowMs, root, child, at: undefined }
      const work = execute(bench, request).pipe(
        Effect.tap(() => Effect.sync(() => store.flush()))
      )
      return layer !== undefined && request.step.isServed ? Effect.provide(work, layer) : work
    }
    const exit = await Effect.runPromiseExit(Effect.flatMap(Effect.promise(() => stepOf(request.step)), watched))
    const undeclared = watch.end()
    if (undeclared.variables.length + undeclared.files.length > 0) say({ _tag: "Undeclared", undeclared })
    await setImmediate() // Node gives a warning a little after it was asked to
    say(
      Exit.isSuccess(exit)
        ? { _tag: "Done", outcome: exit.value, heldBytes: heldBytes() }
        : { _tag: "Failed", failure: atItem(located(failureOf(exit.cause), setup), bench?.at) }
    )
  }
  port.on("message", (request: Request) => void answer(request))
}
