/** Batches of item drafts as JSON lines: the interim form of whatever a mapped node gathers into a table or file set. */
import type * as Effect from "effect/Effect"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { OutputRecord } from "../store/action.ts"
import type { Store } from "../store/store.ts"
import type { ItemCodec, Part, SaveError } from "./artifact.ts"
import { checkEach } from "./check.ts"
import { saving } from "./storing.ts"

const newline = 10

/** Stores one line per element of each draft and returns where each draft's lines end. */
export const saveLines = (store: Store, drafts: ReadonlyArray<ReadonlyArray<unknown>>) => {
  const lines: Array<string> = []
  const ends = drafts.map((draft) => {
    for (const element of draft) lines.push(canonicalJson(element))
    return lines.length
  })
  const { digest } = store.putBytes(new TextEncoder().encode(lines.join("\n")))
  return { digest, ends }
}

/** All lines of all parts, in order. Each batch object is read once per run of parts that name it. */
export const readLines = (store: Store, parts: ReadonlyArray<Part>): ReadonlyArray<unknown> => {
  const batches = new Map<string, ReadonlyArray<Uint8Array>>()
  const decoder = new TextDecoder()
  const linesOf = (digest: string) => {
    const known = batches.get(digest)
    if (known !== undefined) return known
    const lines = splitLines(store.readObject(digest))
    batches.set(digest, lines)
    return lines
  }
  return parts.flatMap((part) =>
    linesOf(part.digest).slice(part.start, part.end).map((line): unknown => JSON.parse(decoder.decode(line)))
  )
}

const splitLines = (bytes: Uint8Array): ReadonlyArray<Uint8Array> => {
  const lines: Array<Uint8Array> = []
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(newline, start)
    lines.push(bytes.subarray(start, end < 0 ? bytes.length : end))
    start = end < 0 ? bytes.length : end + 1
  }
  return lines
}

/** An item codec that keeps each draft as the lines `toLines` makes of it and gathers with `gather`. */
export const lineItems = <ItemDraft>(
  kind: string,
  toLines: (draft: ItemDraft, store: Store) => ReadonlyArray<unknown>,
  gather: (store: Store, lines: ReadonlyArray<unknown>) => Effect.Effect<OutputRecord, SaveError>
): ItemCodec<ItemDraft> => ({
  saveBatch: (store, drafts) =>
    saving(kind, () => saveLines(store, checkEach(drafts, (draft) => toLines(draft, store)))),
  gather: (store, parts) => gather(store, readLines(store, parts))
})
