/**
 * Artifacts made of others: a small value and named parts, stored as one JSON object in which a part that is an artifact
 * already is only named. Nothing is copied, however big the parts are; they live as long as what names them does.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { AnyKind, ArtifactError, DraftOf, HandleOf, Kind } from "./artifact.ts"
import { fieldsOf, quoted, refuse, schemaProblem } from "./check.ts"
import { opening, saving } from "./storing.ts"

/** Kinds by the name of the part; their handles know where they are stored. */
export type Parts = Readonly<Record<string, Kind<string, Stored, never, never>>>

/** What handles of parts have: the record of the artifact, by which others may name it. */
export interface Stored {
  readonly stored: OutputRecord
}

/** The value and the parts; a part that is not there is null. */
export interface CompoundData<out Value, out P extends Parts> {
  readonly value: Value
  readonly parts: { readonly [K in keyof P]: HandleOf<P[K]> | null }
}

/** A compound as a consumer sees it. */
export interface Compound<out Tag extends string, out Value, out P extends Parts> extends Stored {
  readonly kind: Tag
  readonly load: Effect.Effect<CompoundData<Value, P>, ArtifactError>
}

/** Parts that are artifacts already, by their handles, and drafts of new ones; any may be missing. */
export interface CompoundDraft<Value, P extends Parts> {
  readonly value: Value
  readonly parts: { readonly [K in keyof P]?: HandleOf<P[K]> | DraftOf<P[K]> | null }
}

interface Text {
  readonly value: unknown
  readonly parts: Readonly<Record<string, OutputRecord>>
}

/** What a compound names, without opening any of it: for those who follow where artifacts came from. Throws ObjectLost. */
export const readCompound = (store: Store, record: OutputRecord): Text =>
  JSON.parse(new TextDecoder().decode(store.readObject(record.digest))) as Text

const isStored = (part: unknown): part is Stored => typeof part === "object" && part !== null && "stored" in part

type LooseKind = Kind<string, unknown, unknown, unknown>

/**
 * A kind of artifact made of `parts`, any of which may be missing, and a value described by `schema`.
 *
 * @example
 * ```ts
 * import { compound, Schema, vectors } from "partita"
 * const parts = { left: vectors("feature"), right: vectors("feature") }
 * export const pair = compound("pair", Schema.Struct({ says: Schema.String }), parts)
 * ```
 */
export const compound = <const Tag extends string, Value, I, const P extends Parts>(
  tag: Tag,
  schema: Schema.Codec<Value, I>,
  parts: P
): Kind<Tag, Compound<Tag, Value, P>, CompoundDraft<Value, P>> => {
  const codec = Schema.toCodecJson(schema)
  const encode = Schema.encodeUnknownResult(codec)
  const decode = Schema.decodeUnknownSync(codec)
  const kinds = Object.entries(parts) as unknown as ReadonlyArray<readonly [string, LooseKind]>
  const checked = (draft: unknown): { readonly value: unknown; readonly parts: Readonly<Record<string, unknown>> } => {
    const fields = fieldsOf(draft, ["value", "parts"])
    const value = encode(fields.value)
    if (value._tag === "Failure") return refuse(`"value": ${schemaProblem(value.failure.issue)}`)
    const unknown = Object.keys(fields.parts as object).filter((name) => !(name in parts))
    if (unknown.length > 0) refuse(`part ${quoted(unknown)} given, only ${quoted(Object.keys(parts))} expected`)
    return { value: value.success, parts: fields.parts as Readonly<Record<string, unknown>> }
  }
  return {
    tag,
    extension: ".json",
    ...labelsOf(parts),
    save: Effect.fnUntraced(function*(store, draft) {
      const records: Record<string, OutputRecord> = {}
      const given = yield* saving(tag, () => checked(draft))
      for (const [name, kind] of kinds) {
        const part = given.parts[name]
        if (part === undefined || part === null) continue
        records[name] = isStored(part) ? part.stored : yield* kind.save(store, part)
      }
      const named = Object.entries(records).map(([name, { digest, kind, sizeBytes, summary }]) =>
        [name, { kind, digest, sizeBytes, summary }] as const
      )
      return yield* saving(tag, () => {
        const text = canonicalJson({ value: given.value, parts: Object.fromEntries(named) })
        const stored = store.putBytes(new TextEncoder().encode(text))
        return { kind: tag, ...stored, summary: named.map(([name, { summary }]) => `${name} ${summary}`).join(", ") }
      })
    }),
    open: (store, record) => ({
      kind: tag,
      stored: record,
      load: opening(tag, () => {
        const text = readCompound(store, record)
        const opened = kinds.map(([name, kind]) => {
          const part = text.parts[name]
          return [name, part === undefined ? null : kind.open(store, part)]
        })
        return { value: decode(text.value), parts: Object.fromEntries(opened) as CompoundData<Value, P>["parts"] }
      })
    }),
    partsOf: (store, record) =>
      Object.fromEntries(
        Object.entries(readCompound(store, record).parts).map((
          [name, { digest }]
        ) => [name, { digest, extension: parts[name]?.extension ?? "" }])
      ),
    items: undefined
  }
}

/** Columns of parts that hold labels are columns of the whole. */
const labelsOf = (parts: Readonly<Record<string, AnyKind>>): Pick<AnyKind, "labelColumns"> => {
  const columns = Object.values(parts).flatMap(({ labelColumns }) => labelColumns ?? [])
  return columns.length === 0 ? {} : { labelColumns: columns }
}
