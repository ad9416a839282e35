/**
 * Artifact kinds: how a typed output is saved to the store and what a consumer sees of it.
 * A kind is covariant in its handle (what consumers get) and contravariant in its draft (what producers supply), so a
 * table with more columns fits where fewer are asked for, and nothing else does. Next: node.ts.
 *
 * Room: what may flow between nodes, and how each kind is kept in the store.
 */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { DraftError } from "./check.ts"

/** An artifact that cannot be saved or opened: which kind, and the cause below it. */
export class ArtifactError extends Schema.TaggedError<ArtifactError>()("ArtifactError", {
  kind: Schema.String,
  doing: Schema.Literals(["save", "open"]),
  cause: Schema.Defect()
}) {
  override get message() {
    const cause = this.cause instanceof Error ? this.cause.message : String(this.cause)
    return `Could not ${this.doing} a ${this.kind}: ${cause}`
  }
}

/** What saving fails with: a draft that does not fit, or a store that does not take it. */
export type SaveError = ArtifactError | DraftError

/** One stretch of a batch object that holds what one or more consecutive items produced. */
export interface Part {
  readonly digest: string
  readonly start: number
  readonly end: number
  /** What the item is called, for kinds that gather by name. */
  readonly item?: string
  /** Columns of the item's row that are attached to what it produced. */
  readonly attached?: Readonly<Record<string, unknown>>
}

/** How a kind is built from items: batches of item drafts are stored as they come, then gathered in item order. */
export interface ItemCodec<in ItemDraft> {
  /** Columns that can be left out of drafts and be attached when they are gathered; none unless stated. */
  readonly attachable?: ReadonlyArray<string>
  /** Stores one batch; `ends[i]` is where item i's share ends within the batch. The columns `attached` are not in drafts. */
  readonly saveBatch: (
    store: Store,
    drafts: ReadonlyArray<ItemDraft>,
    attached?: ReadonlyArray<string>
  ) => Effect.Effect<{ readonly digest: string; readonly ends: ReadonlyArray<number> }, SaveError>
  readonly gather: (store: Store, parts: ReadonlyArray<Part>) => Effect.Effect<OutputRecord, SaveError>
  /** Puts what was gathered of chunks together without reading it; absent for kinds that are gathered as a whole. */
  readonly join?: (store: Store, gathered: ReadonlyArray<OutputRecord>) => Effect.Effect<OutputRecord, SaveError>
}

/** How a program's file becomes a draft; what is read is checked like any draft. */
export interface FileForm {
  readonly read: (store: Store, path: string) => Promise<unknown>
  readonly readItem: (store: Store, path: string, attached?: ReadonlyArray<string>) => Promise<unknown>
}

/** An artifact that another names. */
export interface NamedPart {
  readonly digest: string
  readonly extension: string
}

/** A kind of artifact. `extension` names the materialised file; "" marks a folder. */
export interface Kind<out Tag extends string, out Handle, in Draft, in ItemDraft = never> {
  readonly tag: Tag
  readonly extension: string
  readonly save: (store: Store, draft: Draft) => Effect.Effect<OutputRecord, SaveError>
  readonly open: (store: Store, record: OutputRecord) => Handle
  /** Columns that hold labels, for kinds that have columns (kind/label.ts). */
  readonly labelColumns?: ReadonlyArray<string>
  /** The artifacts that one made of others names, and the extensions of their files, by part. */
  readonly partsOf?: (store: Store, record: OutputRecord) => Readonly<Record<string, NamedPart>>
  /** Absent for kinds a mapped node cannot gather. */
  readonly items: ItemCodec<ItemDraft> | undefined
  /** Absent for kinds that no program can write. */
  readonly file?: FileForm
}

/** A kind that a mapped node can have as output. */
export interface ItemKind<out Tag extends string, out Handle, in Draft, in ItemDraft>
  extends Kind<Tag, Handle, Draft, ItemDraft>
{
  readonly items: ItemCodec<ItemDraft>
}

/** Any kind, for code that only moves artifacts about. */
export type AnyKind = Kind<string, unknown, never, never>
/** What a consumer of kind `K` receives. */
export type HandleOf<K> = K extends Kind<string, infer Handle, never, never> ? Handle : never
/** What a producer of kind `K` returns. */
export type DraftOf<K> = K extends Kind<string, unknown, infer Draft, never> ? Draft : never
/** What a mapped node returns per item for kind `K`. */
export type ItemDraftOf<K> = K extends Kind<string, unknown, never, infer ItemDraft> ? ItemDraft : never
/** What a mapped node's output of kind `K` is once it is gathered; `K` itself unless the kind says otherwise. */
export type GatheredOf<K> = K extends { readonly gathered: infer G } ? G : K
