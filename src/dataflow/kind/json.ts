/** Small structured values: canonical JSON checked by a schema on the way in and out. */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, Kind } from "./artifact.ts"
import { opening, saving } from "./storing.ts"

/** A JSON artifact as a consumer sees it. */
export interface Json<out A> {
  readonly kind: "json"
  readonly value: Effect.Effect<A, ArtifactError>
}

/** A value described by `schema`; NaN and infinities survive, unlike in plain JSON. */
export const json = <A, I>(schema: Schema.Codec<A, I>): Kind<"json", Json<A>, A> => {
  const codec = Schema.toCodecJson(schema)
  const encode = Schema.encodeSync(codec)
  const decode = Schema.decodeUnknownSync(codec)
  return {
    tag: "json",
    extension: ".json",
    save: (store: Store, draft) =>
      saving("json", () => {
        const stored = store.putBytes(new TextEncoder().encode(canonicalJson(encode(draft))))
        return { kind: "json", ...stored, summary: "" }
      }),
    open: (store, record) => ({
      kind: "json",
      value: opening("json", () => decode(JSON.parse(new TextDecoder().decode(store.readObject(record.digest)))))
    }),
    items: undefined
  }
}
