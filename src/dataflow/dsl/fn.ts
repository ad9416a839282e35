/** Nodes that are plain functions: inputs arrive loaded, outputs are returned as they are or as a promise. */
import * as Effect from "effect/Effect"
import { described } from "../kind/check.ts"
import { type LoadedInputs, loadInputs } from "../kind/loaded.ts"
import type { NodeContext } from "./context.ts"
import type { ColumnOf, Common, Context, ItemOf, Mapping, Node, Params, StructOf } from "./definition.ts"
import { isGenerator } from "./generator.ts"
import { define, mappingOf, named, type QuarantineKind } from "./placement.ts"
import type { Drafts, Gathered, ItemDrafts, ItemOutputs, Outputs, Ports } from "./ports.ts"

/** What a node's plain function receives: its context with every input loaded. */
export type Loaded<C> = C extends NodeContext<infer Inputs, unknown, unknown>
  ? Omit<C, "inputs"> & { readonly inputs: LoadedInputs<Inputs> }
  : never

/** Options of `fn`. */
export interface FnOptions<P extends Params, I extends Ports, O extends Outputs, S extends string, V extends string>
  extends Common<P, I, O, S, V>
{
  readonly run: (context: Loaded<Context<P, I, NoInfer<S>, NoInfer<V>>>) => Drafts<O> | Promise<Drafts<O>>
}

/** Options of `mapFn`. */
export interface MapFnOptions<
  P extends Params,
  I extends Ports,
  O extends ItemOutputs,
  S extends string,
  V extends string,
  Over extends keyof I & string,
  A extends string
> extends Common<P, I, O, S, V>, Mapping<I, Over, A> {
  readonly run: (
    context: Loaded<Context<P, Omit<I, Over>, NoInfer<S>, NoInfer<V>>> & { readonly item: ItemOf<I[Over]> }
  ) => ItemDrafts<O, A> | Promise<ItemDrafts<O, A>>
}

interface ErrorLike {
  readonly _tag?: unknown
  readonly hint?: unknown
  readonly message?: unknown
}

/** What a plain function threw: its message, its hint where it has one, and its tag, else the name of its class. */
export class Thrown extends Error {
  readonly _tag: string
  readonly hint: string | undefined
  constructor(cause: unknown) {
    const { _tag, hint, message }: ErrorLike = typeof cause === "object" && cause !== null ? cause : {}
    super(typeof message === "string" ? message : `${described(cause)} was thrown; throw an Error`, { cause })
    this._tag = typeof _tag === "string" ? _tag : cause instanceof Error ? cause.constructor.name : typeof cause
    this.hint = typeof hint === "string" ? hint : undefined
  }
}

/** Refuses what only `make` and `map` take, which nobody would carry out here. */
const plain = (result: unknown): unknown => {
  const what = Effect.isEffect(result) ? "an effect" : isGenerator(result) ? "a generator" : undefined
  if (what === undefined) return result
  throw new TypeError(
    `run returned ${what}; Node.fn and Node.mapFn take a plain or async function, Node.make and ` +
      "Node.map an effect or a function*"
  )
}

/** What a function throws is how its node fails. */
const calling =
  (run: (context: never) => unknown) => (context: { readonly inputs: Readonly<Record<string, unknown>> }) =>
    Effect.flatMap(loadInputs(context.inputs), (inputs) =>
      Effect.tryPromise({
        try: async () => plain(await run({ ...context, inputs } as never)),
        catch: (cause) => new Thrown(cause)
      }))

/** `fn` with a name, or named after its export. */
export interface Fn {
  <
    const Name extends string,
    const O extends Outputs,
    P extends Params = {},
    const I extends Ports = {},
    const S extends string = never,
    const V extends string = never
  >(name: Name, options: FnOptions<P, I, O, S, V>): Node<Name, StructOf<P>, I, O, Thrown, never>
  <
    const O extends Outputs,
    P extends Params = {},
    const I extends Ports = {},
    const S extends string = never,
    const V extends string = never
  >(options: FnOptions<P, I, O, S, V>): Node<string, StructOf<P>, I, O, Thrown, never>
}

/**
 * A node that is a plain function, run once. Inputs arrive loaded: a table as its rows, JSON as its value, vectors as
 * `{ ids, names, matrix }`, tensors as `{ shape, data }`, files with an async `read`. For inputs too big to be loaded
 * whole, or for services, `Node.make`. An error that is thrown fails the node, with its `hint` where it has one.
 *
 * @example
 * ```ts
 * import { Node, Schema, table } from "partita"
 * export const loudTracks = Node.fn({
 *   params: { floorDb: Schema.Finite },
 *   inputs: { tracks: table({ id: Schema.String, loudnessDb: Schema.Finite }) },
 *   outputs: { loud: table({ id: Schema.String }) },
 *   run: ({ inputs, params }) => ({ loud: inputs.tracks.filter((track) => track.loudnessDb > params.floorDb) })
 * })
 * ```
 */
export const fn: Fn = /* @__NO_SIDE_EFFECTS__ */ (...args: ReadonlyArray<unknown>) => {
  const { name, options } = named<FnOptions<Params, Ports, Outputs, string, string>>(args)
  return define(name, options, { run: calling(options.run) }) as never
}

/** `mapFn` with a name, or named after its export. */
export interface MapFn {
  <
    const Name extends string,
    const O extends ItemOutputs,
    const I extends Ports,
    const Over extends keyof I & string,
    P extends Params = {},
    const S extends string = never,
    const V extends string = never,
    const A extends ColumnOf<I[Over]> = never
  >(
    name: Name,
    options: MapFnOptions<P, I, O, S, V, Over, A>
  ): Node<Name, StructOf<P>, I, Gathered<O> & { readonly quarantine: QuarantineKind }, Thrown, never>
  <
    const O extends ItemOutputs,
    const I extends Ports,
    const Over extends keyof I & string,
    P extends Params = {},
    const S extends string = never,
    const V extends string = never,
    const A extends ColumnOf<I[Over]> = never
  >(
    options: MapFnOptions<P, I, O, S, V, Over, A>
  ): Node<string, StructOf<P>, I, Gathered<O> & { readonly quarantine: QuarantineKind }, Thrown, never>
}

/**
 * A plain function run once per row of the table `over`, each row cached by itself: `Node.map` for plain functions.
 * Inputs other than the table arrive loaded. `quarantine` names the `_tag` or the class of what is thrown.
 *
 * @example
 * ```ts
 * import { json, Node, Schema, table } from "partita"
 * export const wordCounts = Node.mapFn({
 *   over: "songs",
 *   inputs: { songs: table({ id: Schema.String, lyrics: Schema.String }) },
 *   itemKey: (song) => song,
 *   itemName: (song) => song.id,
 *   outputs: { counts: json(Schema.Int) },
 *   run: ({ item }) => ({ counts: item.lyrics.split(" ").length })
 * })
 * ```
 */
export const mapFn: MapFn = /* @__NO_SIDE_EFFECTS__ */ (...args: ReadonlyArray<unknown>) => {
  const { name, options } = named<MapFnOptions<Params, Ports, ItemOutputs, string, string, string, string>>(args)
  return define(name, options, { run: calling(options.run), mapped: mappingOf(options) }) as never
}
