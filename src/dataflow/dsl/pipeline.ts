/**
 * Pipelines: a generator that places nodes and hands their outputs on. The errors and services of every node add up in
 * the pipeline's type. Next: load.ts reads a pipeline file, plan.ts decides what must run.
 */
import type * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { AnyStep, Ref } from "./node.ts"

/** Where the tracks come from: the embedded corpus, a folder of audio, or a table of features. */
export type DataSource =
  | { readonly _tag: "Embedded" }
  | { readonly _tag: "Folder"; readonly path: string }
  | { readonly _tag: "Table"; readonly path: string }

type ErrorOf<S extends AnyStep> = S["~types"]["E"]
type ServicesOf<S extends AnyStep> = S["~types"]["R"]

/** A pipeline: its name, how to place its steps for a data source, and the layer that serves its nodes. */
export interface Pipeline<out Name extends string, out Steps extends AnyStep, out Exports, out E, out R> {
  readonly "~pipeline": true
  readonly name: Name
  readonly seed: number
  readonly usesData: boolean
  readonly build: (data: DataSource) => Built<Steps, Exports>
  readonly layer: Layer.Layer<never> | undefined
  readonly "~types": { readonly E: E; readonly R: R }
}

/** Steps in the order they were placed, which is a topological order. */
export interface Built<out Steps extends AnyStep, out Exports> {
  readonly steps: ReadonlyArray<Steps>
  readonly exports: Exports
}

/** A pipeline whose services are all provided: what a pipeline file must export by default. */
export type Runnable = Pipeline<string, AnyStep, Readonly<Record<string, Ref<unknown>>>, unknown, never>

/** What a generator that places a part of a pipeline hands on, for parts that several pipelines share. */
export type PartsOf<Place> = Place extends (...args: never) => Generator<unknown, infer Parts, never> ? Parts : never

/** Two steps share a name, or a step reads from one that was not placed before it. */
export class WiringError extends Schema.TaggedError<WiringError>()("WiringError", {
  pipeline: Schema.String,
  step: Schema.String,
  problem: Schema.Literals(["duplicate", "unplaced", "cycle"]),
  detail: Schema.String
}) {
  override get message() {
    switch (this.problem) {
      case "duplicate":
        return `Pipeline "${this.pipeline}" has two steps named "${this.step}". Give one another name with .as("…").`
      case "unplaced":
        return `Step "${this.step}" of pipeline "${this.pipeline}" reads "${this.detail}", which was never placed. ` +
          `Place it with yield* first.`
      case "cycle":
        return `Pipeline "${this.pipeline}" has a cycle: ${this.detail}. A step can only read from steps before it.`
    }
  }
}

/** A path of steps that leads from a step back to itself, following `reads`. */
const findCycle = (reads: ReadonlyMap<string, ReadonlyArray<string>>): ReadonlyArray<string> | undefined => {
  const done = new Set<string>()
  const visit = (step: string, path: ReadonlyArray<string>): ReadonlyArray<string> | undefined => {
    const seen = path.indexOf(step)
    if (seen >= 0) return [...path.slice(seen), step]
    if (done.has(step)) return undefined
    for (const upstream of reads.get(step) ?? []) {
      const cycle = visit(upstream, [...path, step])
      if (cycle !== undefined) return cycle
    }
    done.add(step)
    return undefined
  }
  for (const step of reads.keys()) {
    const cycle = visit(step, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}

const checkWiring = (pipeline: string, steps: ReadonlyArray<AnyStep>): void => {
  const placed = new Set<string>()
  const upstreams = (step: AnyStep) => Object.values(step.wires).map((ref) => ref.step)
  for (const step of steps) {
    if (placed.has(step.name)) throw new WiringError({ pipeline, step: step.name, problem: "duplicate", detail: "" })
    const early = upstreams(step).find((upstream) => !placed.has(upstream))
    placed.add(step.name)
    if (early === undefined) continue
    const reads = new Map(steps.map((each) => [each.name, upstreams(each)]))
    const cycle = findCycle(reads)
    throw new WiringError({
      pipeline,
      step: step.name,
      problem: cycle === undefined ? "unplaced" : "cycle",
      detail: cycle === undefined ? early : cycle.join(" → ")
    })
  }
}

/**
 * A pipeline from a generator that yields placed nodes. `seed` is what every seeded node's seed derives from; `build`
 * receives the data source chosen by `--data`.
 */
export const gen = <
  const Name extends string,
  Steps extends AnyStep,
  Exports extends Readonly<Record<string, Ref<unknown>>>
>(
  name: Name,
  options: { readonly seed: number },
  build: (data: DataSource) => Generator<Steps, Exports, never>
): Pipeline<Name, Steps, Exports, ErrorOf<Steps>, ServicesOf<Steps>> => ({
  "~pipeline": true,
  name,
  seed: options.seed,
  usesData: build.length > 0,
  layer: undefined,
  "~types": undefined as never,
  build: (data) => {
    const steps: Array<Steps> = []
    const generator = build(data)
    let next = generator.next()
    while (next.done !== true) {
      steps.push(next.value)
      next = generator.next()
    }
    checkWiring(name, steps)
    return { steps, exports: next.value }
  }
})

/** The pipeline with some of its nodes' services provided. */
export const provide = <Name extends string, Steps extends AnyStep, Exports, E, R, Services>(
  pipeline: Pipeline<Name, Steps, Exports, E, R>,
  layer: Layer.Layer<Services>
): Pipeline<Name, Steps, Exports, E, Exclude<R, Services>> => ({
  ...pipeline,
  layer: layer as unknown as Layer.Layer<never>
} as never)
