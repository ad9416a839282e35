/**
 * Pipelines: a generator that places nodes and hands their outputs on. The errors and services of every node add up in
 * the pipeline's type. Next: plan/load.ts reads a pipeline file, plan/plan.ts decides what must run.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { described } from "../kind/check.ts"
import type { AnyDecision } from "./decision.ts"
import { isGenerator } from "./generator.ts"
import { isDelegated, noting } from "./made-steps.ts"
import type { AnyStep, Ref } from "./node.ts"
import { type DecodedParameters, parameterDecoder, type ParamsSchema } from "./parameter-codec.ts"
import type { AnyRequest, Request } from "./request.ts"

export { read } from "./decision.ts"
export type { Request } from "./request.ts"

type ErrorOf<S extends AnyStep> = S["~types"]["E"]
type ServicesOf<S extends AnyStep> = S["~types"]["R"]

/**
 * A pipeline: its name, how to place its steps for what it is asked, and the layer that serves its nodes. `Data` is what it is
 * asked to work on, `undefined` where it declares no request; `Params` are its own parameters as they are written.
 */
export interface Pipeline<
  out Name extends string,
  out Steps extends AnyStep,
  out Exports,
  out E,
  out R,
  in Data = never,
  in Params = never
> {
  readonly "~pipeline": true
  readonly name: Name
  readonly seed: number
  /** What a sweep looks for unless it is told: metrics by name, the most important first. */
  readonly objectives: ReadonlyArray<string>
  /** What it takes as `--data`, if anything. */
  readonly request: AnyRequest | undefined
  /** Names of the pipeline's own parameters, and their values where nothing else is said. */
  readonly parameters: ReadonlyArray<string>
  readonly defaults: Readonly<Record<string, unknown>>
  readonly decode: (raw: unknown) => DecodedParameters
  /** All its steps as part of another pipeline: `yield* easy.place(data, { k: 4 })`. */
  readonly place: (data: Data, params?: Params) => Generator<Steps | AnyDecision, Exports, unknown>
  readonly build: (data: Data, given?: BuildOptions) => Built<Steps, Exports>
  /** Runs an effect with the library the pipeline was compiled with; only plain values may come out. */
  readonly evaluate: <A, F>(effect: Effect.Effect<A, F>) => Promise<A>
  readonly layer: Layer.Layer<never> | undefined
  readonly "~types": {
    readonly E: E
    readonly R: R
    readonly Data: (data: Data) => void
    readonly Params: (params: Params) => void
  }
}

/** Parameters of the pipeline itself, and the values of the reads that are decided, by `step.port`. */
export interface BuildOptions {
  readonly params?: unknown
  readonly decided?: ReadonlyMap<string, unknown>
}

/** A read of `step.port` after the first `at` steps. */
export interface Read {
  readonly step: string
  readonly port: string
  readonly at: number
}

/**
 * Steps in the order they were placed, which is a topological order, as far as the reads are decided: `pending` is the
 * first that is not. `idle` names steps that were made and not yielded.
 */
export interface Built<out Steps extends AnyStep, out Exports> {
  readonly steps: ReadonlyArray<Steps>
  readonly exports: Partial<Exports>
  readonly reads: ReadonlyArray<Read>
  readonly pending: Read | undefined
  readonly idle: ReadonlyArray<string>
}

/** A pipeline whose services are all provided: what a pipeline file must export by default. */
export type Runnable = Pipeline<string, AnyStep, Readonly<Record<string, Ref<unknown>>>, unknown, never>

/** What a generator that places a part of a pipeline hands on, for parts that several pipelines share. */
export type PartsOf<Place> = Place extends (...args: never) => Generator<unknown, infer Parts, never> ? Parts : never

type Exported = Readonly<Record<string, Ref<unknown>>>

/**
 * What `gen` is told beside the generator. A parameter without a default must be given: `--set pipeline.k=4`.
 * `objectives` are what a sweep looks for where it is told nothing, as `--objective` takes them: "score.silhouette",
 * "loss:min", or with a star the mean over those steps that what is swept reaches, "*.silhouette (features)".
 */
export interface GenOptions<Fields extends Schema.Struct.Fields, Data> {
  readonly seed: number
  readonly objectives?: ReadonlyArray<string>
  /** What it takes as `--data`: decides the type of what the generator receives. */
  readonly request?: Request<Data>
  readonly params?: Fields
  readonly defaults?: NoInfer<Partial<Schema.Struct.Encoded<Fields>>>
}

const isDecision = (placed: AnyStep | AnyDecision): placed is AnyDecision => "~decision" in placed

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

/** Throws a TypeError for what a generator yields and nobody can place; types cannot refuse a bare `yield`. */
const checkPlaced = (placed: unknown): void => {
  if (!isObject(placed) || !("definition" in placed || "~decision" in placed)) {
    throw new TypeError(`${described(placed)} is yielded; yield* steps and reads`)
  }
  if ("definition" in placed && !isDelegated(placed as AnyStep)) {
    const { name } = placed as AnyStep
    throw new TypeError(`step "${name}" is yielded with yield, which hands on nothing; write yield*`)
  }
}

/** Throws a TypeError for an export that is no output of a step. */
const checkExports = (exports: unknown): void => {
  if (!isObject(exports)) {
    throw new TypeError(`the pipeline returns ${described(exports)}; return the outputs it is for: return { report }`)
  }
  for (const [name, ref] of Object.entries(exports)) {
    if (isObject(ref) && "step" in ref && "port" in ref) continue
    throw new TypeError(`the pipeline returns ${described(ref)} as "${name}", which is no output of a step`)
  }
}

/** Steps and reads of a generator, as far as the reads are decided. */
const collect = <Placed extends AnyStep | AnyDecision, Exports>(
  generate: () => Generator<Placed, Exports, never>,
  decided: ReadonlyMap<string, unknown>
): Built<Extract<Placed, AnyStep>, Exports> => {
  const steps: Array<AnyStep> = []
  const reads: Array<Read> = []
  const made = new Set<{ readonly name: string }>()
  const built = (exports: Partial<Exports>, pending: Read | undefined) => {
    for (const step of steps) made.delete(step)
    const idle = [...made].map(({ name }) => name)
    return { steps: steps as unknown as ReadonlyArray<Extract<Placed, AnyStep>>, exports, reads, pending, idle }
  }
  const generator = noting(made, generate)
  if (!isGenerator(generator as unknown) || Symbol.asyncIterator in generator) {
    throw new TypeError("Pipeline.gen takes a function*, and no async one")
  }
  let next = noting(made, () => generator.next())
  while (next.done !== true) {
    const placed = next.value
    checkPlaced(placed)
    let value: unknown
    if (isDecision(placed)) {
      const { port, step } = placed
      const read = { step, port, at: steps.length }
      if (!decided.has(`${step}.${port}`)) return built({}, read)
      reads.push(read)
      value = decided.get(`${step}.${port}`)
    } else steps.push(placed)
    next = noting(made, () => generator.next(value as never))
  }
  const exports = built(next.value, undefined)
  if (exports.idle.length === 0) checkExports(next.value)
  return exports
}

/**
 * A pipeline from a generator that yields placed nodes. `seed` is what every seeded node's seed derives from; the
 * generator receives what the pipeline is asked to work on, as `request` declares it, and the pipeline's own parameters.
 *
 * @example
 * ```ts
 * import { json, Node, Pipeline, Schema } from "partita"
 * const double = Node.fn("double", {
 *   params: { x: Schema.Finite },
 *   outputs: { y: json(Schema.Finite) },
 *   run: ({ params }) => ({ y: 2 * params.x })
 * })
 * const options = { seed: 7, params: { x: Schema.Finite }, defaults: { x: 4 } }
 * export default Pipeline.gen("twice", options, function*(_data, { x }) { // --set pipeline.x=5
 *   return yield* double({}, { x })
 * })
 * ```
 */
export const gen = <
  const Name extends string,
  Placed extends AnyStep | AnyDecision,
  Exports extends Exported,
  Data = undefined,
  Fields extends Schema.Struct.Fields = {}
>(
  name: Name,
  options: GenOptions<Fields, Data>,
  generator: (data: NoInfer<Data>, params: Schema.Struct.Type<Fields>) => Generator<Placed, Exports, never>
): Pipeline<
  Name,
  Extract<Placed, AnyStep>,
  Exports,
  ErrorOf<Extract<Placed, AnyStep>>,
  ServicesOf<Extract<Placed, AnyStep>>,
  Data,
  Partial<Schema.Struct.Encoded<Fields>>
> => {
  const fields = options.params ?? {}
  const defaults = options.defaults ?? {}
  const decode = parameterDecoder(Schema.Struct(fields) as unknown as ParamsSchema)
  const place = (data: Data, params: unknown) => {
    const result = decode({ ...defaults, ...params as object | undefined })
    if (result._tag === "Valid") return generator(data, result.decoded as Schema.Struct.Type<Fields>)
    const problems = result.issues.map(({ message, path }) => `${["pipeline", ...path].join(".")}: ${message}`)
    throw new TypeError(problems.join("\n  "))
  }
  return {
    "~pipeline": true,
    name,
    seed: options.seed,
    objectives: options.objectives ?? [],
    request: options.request as AnyRequest | undefined,
    parameters: Object.keys(fields),
    defaults,
    decode,
    place: place as never,
    build: (data, { decided = new Map(), params } = {}) => collect(() => place(data, params), decided),
    evaluate: (effect) => Effect.runPromise(effect),
    layer: undefined,
    "~types": undefined as never
  }
}

/**
 * The pipeline with some of its nodes' services provided. The layer's code enters the keys of the nodes that may ask for
 * them.
 *
 * @example
 * ```ts
 * import * as Context from "effect/Context"
 * import * as Layer from "effect/Layer"
 * import { json, Node, Pipeline, Schema } from "partita"
 * class Scale extends Context.Service<Scale, number>()("Scale") {}
 * const scaled = Node.make("scaled", {
 *   params: { x: Schema.Finite },
 *   outputs: { y: json(Schema.Finite) },
 *   run: function*({ params }) {
 *     return { y: params.x * (yield* Scale) }
 *   }
 * })
 * const bare = Pipeline.gen("scaled", { seed: 7 }, function*() {
 *   return yield* scaled({}, { x: 1 })
 * })
 * export default Pipeline.provide(bare, Layer.succeed(Scale, 10))
 * ```
 */
export const provide = <Name extends string, Steps extends AnyStep, Exports, E, R, Data, Params, Services>(
  pipeline: Pipeline<Name, Steps, Exports, E, R, Data, Params>,
  layer: Layer.Layer<Services>
): Pipeline<Name, Steps, Exports, E, Exclude<R, Services>, Data, Params> => ({
  ...pipeline,
  layer: pipeline.layer === undefined ? layer : Layer.merge(layer, pipeline.layer) // of two, the inner one serves
} as never)
