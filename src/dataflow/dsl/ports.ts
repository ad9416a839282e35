/** The types between a node's declared ports and what its `run` receives and returns, and what a pipeline wires. */
import type { AnyKind, DraftOf, GatheredOf, HandleOf, ItemCodec, ItemDraftOf } from "../kind/artifact.ts"
import type { Many, Optional } from "../kind/many.ts"

/** A typed promise of an artifact inside a pipeline under construction. */
export interface Ref<out Handle> {
  readonly "~handle": () => Handle
  readonly step: string
  readonly port: string
}

/** Kinds by port name. */
export type Ports = Readonly<Record<string, AnyKind>>
/** Kinds a node can make. */
export type Outputs = Readonly<Record<string, AnyKind & { readonly element?: never }>>
/** Kinds a mapped node can make: all that can be gathered from items. */
export type ItemOutputs = Readonly<Record<string, AnyKind & { readonly items: ItemCodec<never> }>>

/** What `run` receives per input. */
export type Handles<I extends Ports> = { readonly [K in keyof I]: HandleOf<I[K]> }
/** What `run` returns. */
export type Drafts<O extends Ports> = { readonly [K in keyof O]: DraftOf<O[K]> }
/** What `run` returns per item, without the columns `A`, which are attached to it when it is gathered. */
export type ItemDrafts<O extends Ports, A extends string = never> = {
  readonly [K in keyof O]: [A] extends [never] ? ItemDraftOf<O[K]> : Unattached<O[K], ItemDraftOf<O[K]>, A>
}
type Unattached<K, D, A extends string> = K extends { readonly tag: "vectors" } ? Omit<D, A & "id">
  : K extends { readonly tag: "table" } ? D extends Iterable<infer Row> ? Iterable<Omit<Row, A>> : D
  : D
/** What a mapped node's outputs are once its items are gathered. */
export type Gathered<O extends Ports> = { readonly [K in keyof O]: GatheredOf<O[K]> }

type ListPort<I extends Ports> = { [K in keyof I]: I[K] extends Many<AnyKind> ? K : never }[keyof I]
type OptionalPort<I extends Ports> = { [K in keyof I]: I[K] extends Optional<AnyKind> ? K : never }[keyof I]

/** One ref per input; a list of refs, or nothing, where the input is `many`; a ref or nothing where it is `optional`. */
export type Wires<I extends Ports> =
  & { readonly [K in Exclude<keyof I, ListPort<I> | OptionalPort<I>>]: Ref<HandleOf<I[K]>> }
  & {
    readonly [K in ListPort<I>]?: I[K] extends Many<infer Element> ? ReadonlyArray<Ref<HandleOf<Element>>> : never
  }
  & {
    readonly [K in OptionalPort<I>]?: I[K] extends Optional<infer Element> ? Ref<HandleOf<Element>> | undefined : never
  }

/** What yielding a placed node gives. */
export type Refs<O extends Ports> = { readonly [K in keyof O]: Ref<HandleOf<O[K]>> }
