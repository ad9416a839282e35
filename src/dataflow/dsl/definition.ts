/** What a node is to pipelines and to the engine: its definition, and its placements. Who makes them: placement.ts. */
import type * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { HandleOf } from "../kind/artifact.ts"
import type { Files } from "../kind/files.ts"
import type { Table } from "../kind/table.ts"
import type { CodeModules } from "./code-module.ts"
import type { NodeContext } from "./context.ts"
import type { DecodedParameters, ParamsSchema } from "./parameter-codec.ts"
import type { Handles, ItemOutputs, Ports, Ref, Refs, Wires } from "./ports.ts"

/** Folders or files outside the store that a node reads, by the name under which `run` sees them. */
export type Sources<P, S extends string> = Readonly<Record<S, (params: P) => string>>

/**
 * What a node has to do with labels. `none` must not see them; `carries` passes them on as columns; `evaluates` compares
 * finished results with them; `conditions` lets them into its results, which are then label-conditioned. What the last
 * two yield may only go where that is declared: labels.ts.
 */
export type LabelUse = "none" | "carries" | "evaluates" | "conditions"

/**
 * What a node occupies while it runs: `cpu` cores of the `-j` budget, `memoryMb`, `gpu`s, and counters of any other name,
 * such as seats of a licence. How many there are: ../run/slots.ts.
 */
export type Resources = Readonly<Record<string, number>>

/** How a mapped node cuts its work into items; `outputs` are the kinds of one item's results. */
export interface Mapped {
  readonly over: string
  readonly byReference: ReadonlyArray<string>
  readonly attach: ReadonlyArray<string>
  readonly itemKey: (row: never) => unknown
  readonly itemName: (row: never) => string
  /** What one item is, such as "track". */
  readonly itemNoun: string
  readonly quarantine: ReadonlyArray<string>
  readonly outputs: ItemOutputs
}

/** How a program is called; the engine hands `line` the paths of inputs and outputs. */
export interface CommandSpec {
  readonly line: (context: never) => ReadonlyArray<string | number | boolean>
  /** A command whose output says which version of the program this is; it enters the key. */
  readonly version: ReadonlyArray<string>
}

/**
 * The parameter that says how much of its work a node does, such as its epochs. Where `when` holds of the parameters
 * (always, unless stated), an execution with more of it makes the same bytes from the state that one with less kept as
 * from nothing, all else being equal.
 */
export interface Continues<P> {
  readonly along: keyof P & string
  readonly when?: (params: P) => boolean
}

/** What stays the same for every placement of a node, without its types. Read by the engine. */
export interface AnyDefinition {
  readonly "~node": true
  /** What keys and messages call the node; for one without a name, its export's, known once its file is loaded. */
  readonly node: string
  /** Takes the name of the export, unless it has one. */
  readonly nameAfter: (exportName: string) => void
  readonly parameters: ReadonlyArray<string>
  readonly decode: (raw: unknown) => DecodedParameters
  readonly inputs: Ports
  readonly outputs: Ports
  readonly sources: Readonly<Record<string, (params: never) => string>>
  readonly seeded: boolean
  readonly seesPipeline: boolean
  readonly labels: LabelUse
  readonly assets: ReadonlyArray<string>
  /** Code the node imports by name, when an input needs it. */
  readonly modules: CodeModules
  /** Environment variables the node reads. */
  readonly env: ReadonlyArray<{ readonly name: string; readonly isOptional: boolean }>
  readonly resources: Resources
  readonly retries: number
  readonly timeoutSec: number | undefined
  /** Set for nodes that go on from what they did with less of a parameter. */
  readonly continues: Continues<never> | undefined
  readonly mapped: Mapped | undefined
  /** Set for nodes whose work another program does. */
  readonly command: CommandSpec | undefined
  readonly run: (context: never) => Effect.Effect<unknown, unknown, unknown>
}

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

/** Any placed node. */
export type AnyStep = Step<string, ParamsSchema, Ports, unknown, unknown>

/** Wires first, then every parameter; what would be empty may be left out. */
type Placing<I extends Ports, Encoded> = {} extends Encoded
  ? {} extends Wires<I> ? readonly [wires?: Wires<I>, params?: Encoded] : readonly [wires: Wires<I>, params?: Encoded]
  : readonly [wires: Wires<I>, params: Encoded]

/** A node as pipelines call it: wires first, then every parameter. */
export interface Node<Name extends string, P extends ParamsSchema, I extends Ports, O extends Ports, E, R> {
  (...placing: Placing<I, P["Encoded"]>): Step<Name, P, O, E, R>
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

/** Parameters as a node declares them: a struct, or its fields. */
export type Params = ParamsSchema | ParamFields
/** Parameter schemas by name: what `Schema.Struct` is given. */
export type ParamFields = Readonly<Record<string, Schema.Codec<unknown, unknown>>>
/** The struct of what a node declares as parameters. */
export type StructOf<P> = P extends ParamsSchema ? P
  : P extends ParamFields ? Schema.Struct<P> & ParamsSchema
  : never
/** Parameters as `run` receives them. */
export type ParamsOf<P> = StructOf<P>["Type"]

/** Environment variables as `run` receives them; one declared as "NAME?" may be undefined. */
export type Environment<V extends string> =
  & { readonly [K in V as K extends `${string}?` ? never : K]: string }
  & { readonly [K in V as K extends `${infer Name}?` ? Name : never]: string | undefined }

/** What `run` receives of a node with these options. */
export type Context<P, I extends Ports, S extends string, V extends string> = NodeContext<
  Handles<I> & { readonly [K in S]: Files<"files"> },
  ParamsOf<P>,
  Environment<V>
>

/** What all nodes may declare. */
export interface Common<P extends Params, I extends Ports, O extends Ports, S extends string, V extends string> {
  /** A struct, or parameter schemas by name; nothing when left out. */
  readonly params?: P
  readonly inputs?: I
  readonly outputs: O
  readonly sources?: Sources<ParamsOf<P>, S>
  /** Environment variables the node reads, "NAME?" where one may be unset. A hash of each value enters the key. */
  readonly env?: ReadonlyArray<V>
  /** True when the node draws random numbers; only then does the pipeline's seed enter its action key. */
  readonly seeded?: boolean
  /** True when the node reads the description of its pipeline, which then enters its action key. */
  readonly seesPipeline?: boolean
  /** What the node has to do with labels; `none` unless stated. */
  readonly labels?: LabelUse
  /** Project files the node reads as data; their bytes are part of its code. */
  readonly assets?: ReadonlyArray<string>
  readonly resources?: Resources
  readonly retries?: number
  readonly timeoutSec?: number
  /** Along which parameter the node goes on from the kept state of a shorter execution: `checkpoint` of its context. */
  readonly continues?: Continues<ParamsOf<P>>
}

/** Rows of the table a node is mapped over. */
export type ItemOf<K> = HandleOf<K> extends Table<infer Row> ? Row : never

/** A column of the table a node is mapped over. */
export type ColumnOf<K> = keyof ItemOf<K> & string

/**
 * What all mapped nodes declare. `over` names the table input whose rows are the items, `A` columns of it that are
 * attached to what the items made.
 */
export interface Mapping<I extends Ports, Over extends keyof I & string, A extends string> {
  readonly over: Over
  /** What of a row decides its result, such as the digest of its audio; `run` sees no other field of it. */
  readonly itemKey: (row: ItemOf<I[Over]>) => unknown
  readonly itemName: (row: ItemOf<I[Over]>) => string
  /**
   * Columns of the row, such as its id, that its vectors and table rows carry. They decide nothing: `run` leaves them out
   * of what it returns, and they are attached when items are gathered.
   */
  readonly attach?: ReadonlyArray<A>
  /** What one item is called in reports, such as "track"; "item" unless stated. */
  readonly itemNoun?: string
  /** Files reached only through digests that are in the item key, left out of every key; no others of them can be read. */
  readonly byReference?: ReadonlyArray<Exclude<keyof I & string, Over>>
  /** Error tags that set one item aside with its reason instead of failing the node. */
  readonly quarantine?: ReadonlyArray<string>
}
