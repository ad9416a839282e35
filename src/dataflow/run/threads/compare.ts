/** What differs between two artifacts of one kind, in a few words: for whoever asks why a node gave other bytes. */
import * as Effect from "effect/Effect"
import type { OutputRecord } from "../../store/action.ts"
import type { Store } from "../../store/store.ts"
import type { LooseKind } from "./inputs.ts"

/** The same output, as it was recorded and as it is now. */
export interface Pair {
  readonly before: OutputRecord
  readonly after: OutputRecord
}

const mostBytes = 64 * 1024 * 1024 // both are held in memory
const mostNamed = 5

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null

const shown = (value: unknown): string => {
  if (value === undefined) return "nothing"
  const text = isObject(value) ? Array.isArray(value) ? `${value.length} values` : "an object" : JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

const stepTo = (holder: object, name: string): string =>
  Array.isArray(holder) || ArrayBuffer.isView(holder) ? `[${name}]` : `.${name}`

/** The first place where two values differ, as "path: before → after"; undefined where they are equal. */
const firstDifference = (before: unknown, after: unknown, path = ""): string | undefined => {
  if (Object.is(before, after)) return undefined
  if (!isObject(before) || !isObject(after)) return `${path} ${shown(before)} → ${shown(after)}`.trimStart()
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const found = firstDifference(before[name], after[name], `${path}${stepTo(before, name)}`)
    if (found !== undefined) return found
  }
  return undefined
}

const list = (names: ReadonlyArray<string>): string =>
  names.length > mostNamed
    ? `${names.slice(0, mostNamed).join(", ")} and ${names.length - mostNamed} more`
    : names.join(", ")

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

const isSame = (before: unknown, after: unknown): boolean => firstDifference(before, after) === undefined

const ofRows = (before: ReadonlyArray<Fields>, after: ReadonlyArray<Fields>): string => {
  const length = before.length === after.length ? [] : [`${plural(before.length, "row")} → ${after.length}`]
  const at = before.findIndex((row, i) => i < after.length && !isSame(row, after[i]))
  if (at < 0) return length.join("")
  const columns = Object.keys(before[at]!).filter((name) =>
    before.some((row, i) => i < after.length && !isSame(row[name], after[i]![name]))
  )
  const first = `row ${at + 1}: ${firstDifference(before[at], after[at])!.slice(1)}`
  return [...length, `${columns.length === 1 ? "column" : "columns"} ${list(columns)}`, first].join("; ")
}

const ofFiles = (before: ReadonlyArray<Fields>, after: ReadonlyArray<Fields>): string => {
  const digests = (entries: ReadonlyArray<Fields>) => new Map(entries.map(({ digest, path }) => [String(path), digest]))
  const [old, now] = [digests(before), digests(after)]
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name))
  return `${plural(names.length, "file")}: ${list(names)}`
}

type Loose = Effect.Effect<unknown, unknown>

/** How the content of a handle is had: by the first of these that it has. */
const contentOf = (handle: unknown): readonly [form: string, Loose] | undefined => {
  if (!isObject(handle)) return undefined
  const form = ["rows", "entries", "value", "load"].find((name) => name in handle)
  return form === undefined ? undefined : [form, handle[form] as Loose]
}

/** What differs; "" where it cannot be told, or only at a price. Fails where an artifact cannot be opened. */
export const differenceOf = Effect.fnUntraced(function*(kind: LooseKind, store: Store, { after, before }: Pair) {
  if (before.sizeBytes + after.sizeBytes > mostBytes) return ""
  const [old, now] = [contentOf(kind.open(store, before)), contentOf(kind.open(store, after))]
  if (old === undefined || now === undefined) return ""
  const [was, is] = [yield* old[1], yield* now[1]]
  if (old[0] === "rows") return ofRows(was as ReadonlyArray<Fields>, is as ReadonlyArray<Fields>)
  if (old[0] === "entries") return ofFiles(was as ReadonlyArray<Fields>, is as ReadonlyArray<Fields>)
  return firstDifference(was, is) ?? ""
})
