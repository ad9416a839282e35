/** Batches of item drafts as JSON lines: the interim form of whatever a mapped node gathers into a table or file set. */
import { canonicalJson } from "../../format/canonical-json.ts"
import type { Store } from "../store/store.ts"
import type { Part } from "./artifact.ts"

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

/** All lines of all parts, in order. */
export const readLines = (store: Store, parts: ReadonlyArray<Part>): ReadonlyArray<unknown> =>
  readParts(store, parts).flat()

/** The lines of each part. Each batch object is read once. */
export const readParts = (store: Store, parts: ReadonlyArray<Part>): ReadonlyArray<ReadonlyArray<unknown>> => {
  const batches = new Map<string, ReadonlyArray<Uint8Array>>()
  const decoder = new TextDecoder()
  const linesOf = (digest: string) => {
    const known = batches.get(digest)
    if (known !== undefined) return known
    const lines = splitLines(store.readObject(digest))
    batches.set(digest, lines)
    return lines
  }
  return parts.map((part) =>
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
