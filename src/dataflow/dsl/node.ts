/**
 * Nodes: typed steps from input artifacts and parameters to output artifacts.
 * `make` runs once for all its inputs; `map` runs once per row of a table, each row cached by itself. Both take effects;
 * `fn` and `mapFn` (fn.ts) take plain functions, `command` and `mapCommand` (command.ts) other programs.
 * Next: pipeline.ts wires them.
 *
 * Room: the words pipelines are written in: nodes, parameters, wiring.
 */
import * as Effect from "effect/Effect"
import { described } from "../kind/check.ts"
import type { CodeModules } from "./code-module.ts"
import type { ColumnOf, Common, Context, ItemOf, Mapping, Node, Params, StructOf } from "./definition.ts"
import { isGenerator } from "./generator.ts"
import { define, mappingOf, named, type QuarantineKind } from "./placement.ts"
import type { Drafts, Gathered, ItemDrafts, ItemOutputs, Outputs, Ports } from "./ports.ts"

export { command, mapCommand } from "./command.ts"
export type {
  AnyDefinition,
  AnyStep,
  CommandSpec,
  Environment,
  LabelUse,
  Mapped,
  Node,
  Resources,
  Sources,
  Step
} from "./definition.ts"
export { fn, mapFn } from "./fn.ts"
export { decimal, type InPlace, inPlace, type ParameterFile } from "./in-place.ts"
export type { Ports, Ref } from "./ports.ts"

/** What a `run` returns: an effect, or what a `function*` that yields effects does. */
export type EffectOrGenerator<D> =
  | Effect.Effect<D, unknown, unknown>
  | Generator<Effect.Effect<unknown, unknown, unknown>, D, never>

type EffectOf<Out> = Out extends Generator<infer Yielded, unknown, never> ? Yielded : Out
type ErrorOf<Out> = EffectOf<Out> extends infer E ? E extends Effect.Effect<unknown, infer Failure, unknown> ? Failure
  : never
  : never
type ServicesOf<Out> = EffectOf<Out> extends infer E
  ? E extends Effect.Effect<unknown, unknown, infer Services> ? Services
  : never
  : never

/** Lets `run` be a function of an effect or a `function*`. */
const running = (run: (context: never) => unknown) => (context: never): Effect.Effect<unknown, unknown, unknown> => {
  const result = run(context)
  if (Effect.isEffect(result)) return result
  if (isGenerator(result)) return Effect.gen(() => result as Generator<Effect.Effect<unknown>, unknown, never>)
  throw new TypeError(
    `run returned ${
      described(result)
    }; Node.make and Node.map take an effect or a function*, Node.fn and Node.mapFn a ` +
      "plain or async function"
  )
}

/** What `run` may import; nothing while the compiler has yet to infer it. */
type ModulesOf<M> = [M] extends [never] ? Readonly<Record<never, never>> : M

/** Options of `make`. */
export interface MakeOptions<
  P extends Params,
  I extends Ports,
  O extends Outputs,
  S extends string,
  V extends string,
  M extends CodeModules,
  Out
> extends Common<P, I, O, S, V> {
  /** Code that the node imports by name, when an input needs it. */
  readonly modules?: M
  readonly run: (context: Context<P, I, NoInfer<S>, NoInfer<V>> & { readonly modules: ModulesOf<M> }) => Out
}

/** Options of `map`. */
export interface MapOptions<
  P extends Params,
  I extends Ports,
  O extends ItemOutputs,
  S extends string,
  V extends string,
  Over extends keyof I & string,
  A extends string,
  Out
> extends Common<P, I, O, S, V>, Mapping<I, Over, A> {
  readonly run: (
    context: Context<P, Omit<I, Over>, NoInfer<S>, NoInfer<V>> & { readonly item: ItemOf<I[Over]> }
  ) => Out
}

/**
 * `make` with a name, or named after its export. Two signatures, here and in its kin: of one over either list of arguments
 * an error points at the call, and not at the field that is wrong.
 */
export interface Make {
  <
    const Name extends string,
    const O extends Outputs,
    Out extends EffectOrGenerator<Drafts<O>>,
    P extends Params = {},
    const I extends Ports = {},
    const S extends string = never,
    const V extends string = never,
    const M extends CodeModules = Readonly<Record<never, never>>
  >(
    name: Name,
    options: MakeOptions<P, I, O, S, V, M, Out>
  ): Node<Name, StructOf<P>, I, O, ErrorOf<Out>, ServicesOf<Out>>
  <
    const O extends Outputs,
    Out extends EffectOrGenerator<Drafts<O>>,
    P extends Params = {},
    const I extends Ports = {},
    const S extends string = never,
    const V extends string = never,
    const M extends CodeModules = Readonly<Record<never, never>>
  >(options: MakeOptions<P, I, O, S, V, M, Out>): Node<string, StructOf<P>, I, O, ErrorOf<Out>, ServicesOf<Out>>
}

/**
 * A node that runs once. Its name, in keys and messages, is the one given, or that of its export (`loudTracks` is called
 * "loud-tracks"). Its outputs are exactly those it declares.
 *
 * @example
 * ```ts
 * import { json, Node, Schema, table } from "partita"
 * export const loudTracks = Node.make({
 *   params: { floorDb: Schema.Finite },
 *   inputs: { tracks: table({ id: Schema.String, loudnessDb: Schema.Finite }) },
 *   outputs: { ids: json(Schema.Array(Schema.String)) },
 *   run: function*({ inputs, params }) {
 *     const rows = yield* inputs.tracks.rows
 *     return { ids: rows.filter((row) => row.loudnessDb > params.floorDb).map((row) => row.id) }
 *   }
 * })
 * ```
 */
export const make: Make = /* @__NO_SIDE_EFFECTS__ */ (...args: ReadonlyArray<unknown>) => {
  const { name, options } = named<MakeOptions<Params, Ports, Outputs, string, string, CodeModules, unknown>>(args)
  return define(name, options, { run: running(options.run), modules: options.modules }) as never
}

/** `map` with a name, or named after its export. */
export interface MakeMapped {
  <
    const Name extends string,
    const O extends ItemOutputs,
    const I extends Ports,
    const Over extends keyof I & string,
    Out extends EffectOrGenerator<ItemDrafts<O, A>>,
    P extends Params = {},
    const S extends string = never,
    const V extends string = never,
    const A extends ColumnOf<I[Over]> = never
  >(
    name: Name,
    options: MapOptions<P, I, O, S, V, Over, A, Out>
  ): Node<Name, StructOf<P>, I, Gathered<O> & { readonly quarantine: QuarantineKind }, ErrorOf<Out>, ServicesOf<Out>>
  <
    const O extends ItemOutputs,
    const I extends Ports,
    const Over extends keyof I & string,
    Out extends EffectOrGenerator<ItemDrafts<O, A>>,
    P extends Params = {},
    const S extends string = never,
    const V extends string = never,
    const A extends ColumnOf<I[Over]> = never
  >(
    options: MapOptions<P, I, O, S, V, Over, A, Out>
  ): Node<string, StructOf<P>, I, Gathered<O> & { readonly quarantine: QuarantineKind }, ErrorOf<Out>, ServicesOf<Out>>
}

/**
 * A node that runs once per row of the table `over`. Each row is cached by itself, so one added track costs one
 * execution. Besides its outputs it yields `quarantine`, the rows set aside and why. JSON values are gathered into a list
 * of `{ item, value }`, models into a folder named after the items, all else into one artifact of its kind. What of a row
 * decides nothing, such as its id, is named in `attach`: a renamed track is then not measured again.
 *
 * @example
 * ```ts
 * import { files, Node, Schema, table, vectors } from "partita"
 * export const measure = Node.map("measure", {
 *   over: "tracks",
 *   inputs: { tracks: table({ id: Schema.String, digest: Schema.String }), audio: files },
 *   itemKey: (track) => track.digest,
 *   itemName: (track) => track.id,
 *   byReference: ["audio"],
 *   attach: ["id"],
 *   outputs: { sizes: vectors("size") },
 *   run: function*({ inputs, item }) {
 *     const bytes = yield* inputs.audio.readByDigest(item.digest)
 *     return { sizes: { names: ["bytes"], values: [bytes.length] } }
 *   }
 * })
 * ```
 */
export const map: MakeMapped = /* @__NO_SIDE_EFFECTS__ */ (...args: ReadonlyArray<unknown>) => {
  const { name, options } = named<MapOptions<Params, Ports, ItemOutputs, string, string, string, string, unknown>>(args)
  return define(name, options, { run: running(options.run), mapped: mappingOf(options) }) as never
}
