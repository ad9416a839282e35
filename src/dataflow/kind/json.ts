/** Small structured values: canonical JSON checked by a schema on the way in and out. */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, ItemKind, Kind } from "./artifact.ts"
import { checkEach, refuse, schemaProblem } from "./check.ts"
import { readLines, saveLines } from "./json-lines.ts"
import { opening, saving } from "./storing.ts"

/** A JSON artifact as a consumer sees it. */
export interface Json<out A> {
  readonly kind: "json"
  readonly value: Effect.Effect<A, ArtifactError>
}

/** What one item of a mapped node made. */
export interface ItemValue<out A> {
  readonly item: string
  readonly value: A
}

/** A list in item order: what the JSON values of a mapped node are gathered into. */
export type GatheredJson<A> = Kind<
  "json",
  Json<ReadonlyArray<ItemValue<A>>>,
  ReadonlyArray<ItemValue<A>>
>

/** A kind of JSON values. */
export interface JsonKind<in out A> extends ItemKind<"json", Json<A>, A, A> {
  readonly gathered: GatheredJson<A>
}

const put = (store: Store, value: unknown) => ({
  kind: "json",
  ...store.putBytes(new TextEncoder().encode(canonicalJson(value))),
  summary: ""
})

/**
 * A value described by `schema`; NaN and infinities survive, unlike in plain JSON. Of a mapped node's items it becomes
 * a list of `{ item, value }`.
 *
 * @example
 * ```ts
 * import { json, Node, Schema } from "partita"
 * export const choose = Node.fn({
 *   outputs: { choice: json(Schema.Struct({ k: Schema.Int, rule: Schema.String })) },
 *   run: () => ({ choice: { k: 4, rule: "given" } })
 * })
 * ```
 */
export const json = <A, I>(schema: Schema.Codec<A, I>): JsonKind<A> => {
  const codec = Schema.toCodecJson(schema)
  const encode = Schema.encodeUnknownResult(codec)
  const decode = Schema.decodeUnknownSync(codec)
  const encoded = (draft: A): unknown => {
    const result = encode(draft)
    return result._tag === "Success" ? result.success : refuse(schemaProblem(result.failure.issue))
  }
  const tryDecode = Schema.decodeUnknownResult(codec)
  const read = async (_store: Store, path: string) => {
    const result = tryDecode(JSON.parse(fs.readFileSync(path, "utf8")))
    return result._tag === "Success" ? result.success : refuse(schemaProblem(result.failure.issue))
  }
  return {
    tag: "json",
    extension: ".json",
    save: (store, draft) => saving("json", () => put(store, encoded(draft))),
    open: (store, record) => ({
      kind: "json",
      value: opening("json", () => decode(JSON.parse(new TextDecoder().decode(store.readObject(record.digest)))))
    }),
    items: {
      saveBatch: (store, drafts) =>
        saving("json", () => saveLines(store, checkEach(drafts, encoded).map((each) => [each]))),
      gather: (store, parts) =>
        saving("json", () => {
          const values = readLines(store, parts)
          return put(store, parts.map(({ item = "" }, i) => ({ item, value: values[i] })))
        })
    },
    file: { read, readItem: read },
    get gathered() {
      return json(Schema.Array(Schema.Struct({ item: Schema.String, value: schema }))) as GatheredJson<A>
    }
  }
}
