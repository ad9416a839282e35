/** What a program gets of a run: how it ended, its metrics, and its artifacts, typed where the pipeline is at hand. */
import * as Schema from "effect/Schema"
import type { AnyStep, Ref } from "../dsl/node.ts"
import type { Pipeline, Runnable } from "../dsl/pipeline.ts"
import type { HandleOf } from "../kind/artifact.ts"
import type { Loaded } from "../plan/loaded.ts"
import { Failure } from "../run/event.ts"
import type { ActionRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import { type ArtifactOf, openArtifact } from "./artifact.ts"

type Steps<Pl> = Pl extends
  Pipeline<string, infer S extends AnyStep, infer _X, infer _E, infer _R, infer _Request, infer _Params> ? S
  : never
type ExportsOf<Pl> = Pl extends Pipeline<string, AnyStep, infer X, infer _E, infer _R, infer _Request, infer _Params> ?
  X
  : never
type PortsAt<Pl, S> = Extract<Steps<Pl>, { readonly name: S }>["~types"]["O"]

/** How a run ended; `metrics` are by "step.metric". */
export interface Counts {
  readonly run: string
  readonly ran: number
  readonly cached: number
  readonly failed: number
  readonly skipped: number
}

interface Ended extends Counts {
  readonly metrics: Readonly<Record<string, number>>
}

/** A finished run of a pipeline known by name. State an artifact's handle to have it typed: `artifact<Table<Row>>`. */
export interface Finished extends Ended {
  readonly artifact: <H = unknown>(step: string, port: string) => ArtifactOf<H>
  readonly exports: Readonly<Record<string, ArtifactOf<unknown>>>
}

/** A finished run of an imported pipeline: steps, ports, exports and what they hold are typed by it. */
export interface FinishedOf<Pl> extends Ended {
  readonly artifact: <S extends Steps<Pl>["name"], P extends keyof PortsAt<Pl, S> & string>(
    step: S,
    port: P
  ) => ArtifactOf<HandleOf<PortsAt<Pl, S>[P]>>
  readonly exports: {
    readonly [K in keyof ExportsOf<Pl>]: ExportsOf<Pl>[K] extends Ref<infer H> ? ArtifactOf<H> : never
  }
}

/** Steps that failed in a run that a program asked for. */
export class RunFailed extends Schema.TaggedError<RunFailed>()("RunFailed", {
  pipeline: Schema.String,
  failures: Schema.Array(Schema.Struct({ node: Schema.String, failure: Failure }))
}) {
  override get message() {
    const lines = this.failures.map(({ failure, node }) => `  ${node}: ${failure.message}`)
    return `Pipeline "${this.pipeline}" failed:\n${lines.join("\n")}`
  }
}

/** Opens what a run left. Asking for a step or port that is not there throws a RangeError that names those that are. */
export const finishedRun = (
  store: Store,
  loaded: Loaded,
  counts: Counts,
  records: ReadonlyMap<string, ActionRecord>
): Finished => {
  const steps = new Map(loaded.steps.map((step) => [step.name, step]))
  const pipeline: Runnable = loaded.compiled.pipeline
  const artifact = (name: string, port: string) => {
    const step = steps.get(name)
    const record = records.get(name)
    if (step === undefined || record === undefined) {
      throw new RangeError(
        `no step "${name}" of "${loaded.name}" is up to date; these are: ${[...records.keys()].join(", ")}`
      )
    }
    const output = record.outputs[port]
    if (output === undefined) {
      throw new RangeError(`step "${name}" has no output "${port}"; it has ${Object.keys(record.outputs).join(", ")}`)
    }
    return openArtifact(pipeline, store, { step, port, record: output })
  }
  const metrics = [...records].flatMap(([step, record]) =>
    Object.entries(record.metrics).map(([name, { value }]) => [`${step}.${name}`, value] as const)
  )
  const exported = Object.entries(loaded.exports).filter(([, { step }]) => records.has(step))
  return {
    ...counts,
    metrics: Object.fromEntries(metrics),
    artifact: artifact as Finished["artifact"],
    exports: Object.fromEntries(exported.map(([name, { port, step }]) => [name, artifact(step, port)]))
  }
}
