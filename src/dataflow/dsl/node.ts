/**
 * Nodes: typed steps from input artifacts and parameters to output artifacts.
 * `Node.make` runs once for all its inputs; `Node.map` runs once per row of a table, each row cached by itself.
 * Next: pipeline.ts wires them.
 *
 * Room: the words pipelines are written in: nodes, parameters, wiring.
 */
import type * as Effect from "effect/Effect"
import type { AnyKind, DraftOf, HandleOf, ItemCodec, ItemDraftOf, Kind } from "../kind/artifact.ts"
import type { Files } from "../kind/files.ts"
import type { Many } from "../kind/many.ts"
import { type Table, table } from "../kind/table.ts"
import type { CodeModules } from "./code-module.ts"
import type { NodeContext } from "./context.ts"
import { note } from "./made-steps.ts"
import { type DecodedParameters, parameterDecoder, type ParamsSchema } from "./parameter-codec.ts"
import { Quarantined } from "./quarantined.ts"

/** A typed promise of an artifact inside a pipeline under construction. */
export interface Ref<out Handle> {
  readonly "~handle": () => Handle
  readonly step: string
  readonly port: string
}

/** Kinds by port name. */
export type Ports = Readonly<Record<string, AnyKind>>
/** Kinds a mapped node can gather, by port name. */
export type ItemPorts = Readonly<Record<string, AnyKind & { readonly items: ItemCodec<never> | undefined }>>
type Handles<I extends Ports> = { readonly [K in keyof I]: HandleOf<I[K]> }
type Drafts<O extends Ports> = { readonly [K in keyof O]: DraftOf<O[K]> }
type ItemDrafts<O extends Ports> = { readonly [K in keyof O]: ItemDraftOf<O[K]> }
type ListPort<I extends Ports> = { [K in keyof I]: I[K] extends Many<AnyKind> ? K : never }[keyof I]
/** One ref per input; a list of refs, or nothing for an empty list, where the input is `many`. */
type Wires<I extends Ports> =
  & { readonly [K in Exclude<keyof I, ListPort<I>>]: Ref<HandleOf<I[K]>> }
  & {
    readonly [K in ListPort<I>]?: I[K] extends Many<infer Element> ? ReadonlyArray<Ref<HandleOf<Element>>> : never
  }
type Refs<O extends Ports> = { readonly [K in keyof O]: Ref<HandleOf<O[K]>> }

/** Folders or files outside the store that a node reads, by the name under which `run` sees them. */
export type Sources<P, S extends string> = Readonly<Record<S, (params: P) => string>>

/** One placed node. Yielding it inside `Pipeline.gen` adds it and returns its output refs. */
export interface Step<out Name extends string, out P extends ParamsSchema, out O extends Ports, out E, out R> {
  readonly name: Name
  readonly definition: AnyDefinition
  readonly wires: Readonly<Record<string, Ref<unknown>>>
  readonly params: unknown
  readonly labels: LabelUse
  readonly "~types": { readonly P: P; readonly O: O; readonly E: E; readonly R: R }
  [Symbol.iterator](): Iterator<Step<Name, P, O, E, R>, Refs<O>>
}

/**
 * What a node has to do with labels. `none` must not see them; `carries` passes them on as columns; `evaluates` compares
 * finished results with them; `conditions` lets them into its results, which are then label-conditioned. What the last
 * two yield may only go where that is declared: labels.ts.
 */
export type LabelUse = "none" | "carries" | "evaluates" | "conditions"

/** Any placed node. */
export type AnyStep = Step<string, ParamsSchema, Ports, unknown, unknown>

/** What stays the same for every placement of a node, without its types. Read by the engine. */
export interface AnyDefinition {
  readonly "~node": true
  readonly node: string
  readonly parameters: ReadonlyArray<string>
  readonly decode: (raw: unknown) => DecodedParameters
  readonly inputs: Ports
  readonly outputs: Ports
  readonly sources: Readonly<Record<string, (params: never) => string>>
  readonly seeded: boolean
  readonly seesPipeline: boolean
  readonly labels: LabelUse
  readonly assets: ReadonlyArray<string>
  readonly modules: CodeModules
  readonly resources: Resources
  readonly retries: number
  readonly timeoutSec: number | undefined
  readonly mapped: Mapped | undefined
  readonly run: (context: never) => Effect.Effect<unknown, unknown, unknown>
}

/** How a mapped node cuts its work into items. */
export interface Mapped {
  readonly over: string
  readonly byReference: ReadonlyArray<string>
  readonly itemKey: (row: never) => unknown
  readonly itemName: (row: never) => string
  /** What one item is, such as "track". */
  readonly itemNoun: string
  readonly quarantine: ReadonlyArray<string>
}

/** What a node occupies while it runs; `cpu` counts cores of the `-j` budget. */
export interface Resources {
  readonly cpu: number
  readonly gpu: number
}

interface Common<P extends ParamsSchema, I extends Ports, O extends Ports, S extends string> {
  readonly params: P
  readonly inputs: I
  readonly outputs: O
  readonly sources?: Sources<P["Type"], S>
  /** True when the node draws random numbers; only then does the pipeline's seed enter its action key. */
  readonly seeded?: boolean
  /** True when the node reads the description of its pipeline, which then enters its action key. */
  readonly seesPipeline?: boolean
  /** What the node has to do with labels; `none` unless stated. */
  readonly labels?: LabelUse
  /** Project files the node reads as data; their bytes are part of its code. */
  readonly assets?: ReadonlyArray<string>
  readonly resources?: Partial<Resources>
  readonly retries?: number
  readonly timeoutSec?: number
}

/** What `run` may import; nothing while the compiler has yet to infer it. */
type ModulesOf<M> = [M] extends [never] ? Readonly<Record<never, never>> : M

/** Options of `make`. */
export interface MakeOptions<
  P extends ParamsSchema,
  I extends Ports,
  O extends Ports,
  S extends string,
  M extends CodeModules,
  E,
  R
> extends Common<P, I, O, S> {
  /** Code that the node imports by name, when an input needs it. */
  readonly modules?: M
  readonly run: (
    context:
      & NodeContext<Handles<I> & { readonly [K in NoInfer<S>]: Files<"files"> }, P["Type"]>
      & { readonly modules: ModulesOf<M> }
  ) => Effect.Effect<Drafts<O>, E, R>
}

type RowOf<K> = HandleOf<K> extends Table<infer Row> ? Row : never

/** Options of `map`. `over` names the table input whose rows are the items. */
export interface MapOptions<
  P extends ParamsSchema,
  I extends Ports,
  O extends Ports,
  S extends string,
  Over extends keyof I & string,
  E,
  R
> extends Common<P, I, O, S> {
  readonly over: Over
  /** What of a row decides its result, such as its id and the digest of its audio. */
  readonly itemKey: (row: RowOf<I[Over]>) => unknown
  readonly itemName: (row: RowOf<I[Over]>) => string
  /** What one item is called in reports, such as "track"; "item" unless stated. */
  readonly itemNoun?: string
  /** Inputs reached only through digests that are in the item key, left out of every key. */
  readonly byReference?: ReadonlyArray<Exclude<keyof I & string, Over>>
  /** Error tags that set one item aside with its reason instead of failing the node. */
  readonly quarantine?: ReadonlyArray<string>
  readonly run: (
    context:
      & NodeContext<Handles<Omit<I, Over>> & { readonly [K in NoInfer<S>]: Files<"files"> }, P["Type"]>
      & { readonly item: RowOf<I[Over]> }
  ) => Effect.Effect<ItemDrafts<O>, E, R>
}

type QuarantineKind = ReturnType<typeof table<typeof Quarantined>>

/** A node as pipelines call it: wires first, then every parameter. */
export interface Node<Name extends string, P extends ParamsSchema, I extends Ports, O extends Ports, E, R> {
  (wires: Wires<I>, params: P["Encoded"]): Step<Name, P, O, E, R>
  readonly definition: AnyDefinition
  /**
   * The same node under another name, for pipelines that use it twice. `labels: "conditions"` declares that this
   * placement takes label-conditioned inputs, so that its results are label-conditioned too.
   */
  as<const Alias extends string>(
    alias: Alias,
    options?: { readonly labels: "conditions" }
  ): Node<Alias, P, I, O, E, R>
}

type AnyWires = Readonly<Record<string, Ref<unknown> | ReadonlyArray<Ref<unknown>>>>

/** Lists of refs under numbered ports, `scores.0`, `scores.1`, …, so that all wires are alike to the engine. */
const numbered = (wires: AnyWires): Readonly<Record<string, Ref<unknown>>> =>
  Object.fromEntries(
    Object.entries(wires).flatMap(([port, wire]) =>
      Array.isArray(wire)
        ? (wire as ReadonlyArray<Ref<unknown>>).map((ref, i) => [`${port}.${i}`, ref] as const)
        : [[port, wire as Ref<unknown>] as const]
    )
  )

const place = (
  name: string,
  definition: AnyDefinition,
  labels: LabelUse
): Node<string, ParamsSchema, Ports, Ports, unknown, unknown> => {
  const build = (wires: AnyWires, params: unknown): AnyStep => {
    const refs = Object.fromEntries(
      Object.keys(definition.outputs).map((port) => [port, { step: name, port } as unknown as Ref<unknown>])
    )
    const step: AnyStep = {
      name,
      definition,
      wires: numbered(wires),
      params,
      labels,
      "~types": undefined as never,
      *[Symbol.iterator]() {
        yield step
        return refs
      }
    } as AnyStep
    note(step)
    return step
  }
  return Object.assign(build as never, {
    definition,
    as: (alias: string, options?: { readonly labels: LabelUse }) =>
      place(alias, definition, options?.labels ?? definition.labels)
  })
}

const define = (
  node: string,
  options: Common<ParamsSchema, Ports, Ports, string> & { readonly modules?: CodeModules },
  mapped: Mapped | undefined,
  run: unknown
) =>
  place(node, {
    "~node": true,
    node,
    parameters: Object.keys(options.params.fields),
    decode: parameterDecoder(options.params),
    inputs: options.inputs,
    outputs: mapped === undefined ? options.outputs : { ...options.outputs, quarantine: quarantineKind },
    sources: options.sources ?? {},
    seeded: options.seeded ?? false,
    seesPipeline: options.seesPipeline ?? false,
    labels: options.labels ?? "none",
    assets: options.assets ?? [],
    modules: options.modules ?? {},
    resources: { cpu: options.resources?.cpu ?? 1, gpu: options.resources?.gpu ?? 0 },
    retries: options.retries ?? 0,
    timeoutSec: options.timeoutSec,
    mapped,
    run: run as AnyDefinition["run"]
  }, options.labels ?? "none")

const quarantineKind: Kind<"table", Table<Quarantined>, Iterable<Quarantined>, Iterable<Quarantined>> = table(
  Quarantined
)

/** A node that runs once. `node` names it in keys and messages; its outputs are exactly those it declares. */
export const make = <
  const Name extends string,
  P extends ParamsSchema,
  const I extends Ports,
  const O extends Ports,
  E,
  R,
  const S extends string = never,
  const M extends CodeModules = Readonly<Record<never, never>>
>(node: Name, options: MakeOptions<P, I, O, S, M, E, R>): Node<Name, P, I, O, E, R> =>
  define(node, options as never, undefined, options.run) as never

/**
 * A node that runs once per row of the table `over`. Each row is cached by itself, so one added track costs one
 * execution. Besides its outputs it yields `quarantine`, the rows set aside and why.
 */
export const map = <
  const Name extends string,
  P extends ParamsSchema,
  const I extends Ports,
  const O extends Ports,
  const Over extends keyof I & string,
  E,
  R,
  const S extends string = never
>(
  node: Name,
  options: MapOptions<P, I, O, S, Over, E, R>
): Node<Name, P, I, O & { readonly quarantine: QuarantineKind }, E, R> =>
  define(node, options as never, {
    over: options.over,
    byReference: options.byReference ?? [],
    itemKey: options.itemKey as never,
    itemName: options.itemName as never,
    itemNoun: options.itemNoun ?? "item",
    quarantine: options.quarantine ?? []
  }, options.run) as never
