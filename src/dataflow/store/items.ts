/**
 * Item packs: the outcomes of batches of one mapped node's items, one write-once file per batch. There may be thousands,
 * so that they are read one after another and only what is asked for is kept.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { type Digest, digestOf } from "../../format/digest.ts"
import type { ActionRecord, ItemOutcome } from "./action.ts"
import { unlessGone } from "./file-error.ts"
import { ItemIndex } from "./item-index.ts"
import { fieldsOf, isCount, isDigest, isFinite, isText, listOf, optional, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** The folder of what is known of a family's items, below the root. */
export const familyFolder = (family: string): string => `actions/items/${family.slice(0, 2)}/${family}`

type Batch = Readonly<Record<string, Digest>>

/** An item's key; then which batch it is in and, by port in the order of names, its share; or why it was set aside. */
type Line = readonly [key: string, batch: number, ...share: ReadonlyArray<number>] | readonly [key: string, why: string]

/**
 * Outcomes by item key; `batches` are the objects of each port. `members` are the objects each batch object names in turn,
 * such as the files of a file set.
 * `generation` counts how often the items have been replaced: the highest one that knows an item counts. Left out: 0.
 */
export interface ItemPack {
  readonly generation?: number
  readonly batches: ReadonlyArray<Batch>
  readonly items: ReadonlyArray<Line>
  readonly members: Readonly<Record<Digest, ReadonlyArray<Digest>>>
}

const isLine = (value: unknown): value is Line =>
  Array.isArray(value) && isText(value[0]) && value.length > 1 &&
  (value.length === 2 && isText(value[1]) || value.slice(1).every(isCount))

const isPackShaped = structOf<ItemPack>({
  generation: optional(isFinite),
  batches: listOf(fieldsOf(isDigest)),
  items: listOf(isLine),
  members: fieldsOf(listOf(isDigest))
})

/** Whether a value read from a file is a pack. */
export const isItemPack = (value: unknown): value is ItemPack => {
  if (!isPackShaped(value)) return false
  const lengths = value.batches.map((batch) => 2 + 2 * Object.keys(batch).length)
  return value.items.every((line) => typeof line[1] === "string" || line.length === lengths[line[1]])
}

/** Names of a family's packs, sorted; without folder and extension. */
const packNames = (files: SmallFiles, family: string): ReadonlyArray<string> => {
  const names = unlessGone(() => fs.readdirSync(path.join(files.root, familyFolder(family)))) ?? []
  return names.flatMap((name) => /^([0-9a-f]{32})\.json$/.exec(name)?.[1] ?? []).sort()
}

const fileOf = (family: string, pack: string): string => `${familyFolder(family)}/${pack}.json`

const generationOf = ({ generation = 0 }: ItemPack): number => generation

/**
 * The sound packs of a family, one in memory at a time, in the order of their names; only those that may know one of the
 * `wanted` items, where given.
 */
export function* packsOf(
  files: SmallFiles,
  family: string,
  wanted?: ReadonlySet<string>
): Generator<ItemPack> {
  const names = packNames(files, family)
  const chosen = wanted === undefined || names.length === 0
    ? names
    : ItemIndex.read(files, familyFolder(family)).packsFor(names, wanted)
  for (const name of chosen) {
    const pack = files.read(fileOf(family, name), isItemPack)
    if (pack !== undefined) yield pack
  }
}

/** Takes packs of a family into its index, once many have been published. */
export const indexItems = (files: SmallFiles, family: string): void =>
  ItemIndex.read(files, familyFolder(family)).complete(
    packNames(files, family),
    (name) => files.read(fileOf(family, name), isItemPack)?.items.map(([key]) => key)
  )

/** The generation of items that are to replace all there are. */
export const nextGeneration = (files: SmallFiles, family: string): number => {
  let last = 0
  for (const pack of packsOf(files, family)) last = Math.max(last, generationOf(pack))
  return last + 1
}

/** Removes the packs before a generation that hold nothing but the given items: they have been replaced. */
export const dropReplaced = (
  files: SmallFiles,
  family: string,
  { generation, keys }: { readonly generation: number; readonly keys: ReadonlySet<string> }
): void => {
  for (const name of packNames(files, family).map((pack) => fileOf(family, pack))) {
    const pack = files.read(name, isItemPack)
    if (pack !== undefined && generationOf(pack) < generation && pack.items.every(([key]) => keys.has(key))) {
      fs.rmSync(path.join(files.root, name), { force: true })
    }
  }
}

/** The objects a pack needs. */
export const objectsOfPack = ({ batches, members }: ItemPack): ReadonlyArray<Digest> => [
  ...batches.flatMap((batch) => Object.values(batch)),
  ...Object.values(members).flat()
]

/** The outcome of a line. */
const outcomeOf = ({ batches }: ItemPack, [, ...rest]: Line): ItemOutcome => {
  const [which, ...share] = rest
  if (typeof which === "string") return { _tag: "Quarantined", reason: which }
  const batch = batches[which]!
  const ports = Object.keys(batch).sort()
  const at = (offset: 0 | 1) => Object.fromEntries(ports.map((port, i) => [port, Number(share[2 * i + offset])]))
  return { _tag: "Done", batch, start: at(0), end: at(1) }
}

/**
 * Outcomes by item key whose objects are all intact; only of `wanted` items, where given. The highest generation counts;
 * within one a result counts more than a quarantine.
 */
export const readItems = (
  files: SmallFiles,
  family: string,
  { isIntact, wanted }: {
    readonly isIntact: (digest: Digest) => boolean
    readonly wanted?: ReadonlySet<string> | undefined
  }
): Map<string, ItemOutcome> => {
  const items = new Map<string, ItemOutcome>()
  const replacing = new Map<string, number>() // generations beyond the first
  const checked = new Map<Digest, boolean>()
  for (const pack of wanted === undefined ? packsOf(files, family) : packsOf(files, family, wanted)) {
    const generation = generationOf(pack)
    const isUsable = (digest: Digest): boolean => {
      const known = checked.get(digest) ?? (isIntact(digest) && (pack.members[digest] ?? []).every(isIntact))
      checked.set(digest, known)
      return known
    }
    const isWhole = pack.batches.map((batch) => () => Object.values(batch).every(isUsable))
    for (const line of pack.items) {
      const [key, which] = line
      if (wanted !== undefined && !wanted.has(key)) continue
      const before = items.has(key) ? replacing.get(key) ?? 0 : -1
      const counts = typeof which === "string" ? generation > before : generation >= before && isWhole[which]!()
      if (!counts) continue
      items.set(key, outcomeOf(pack, line))
      if (generation > 0) replacing.set(key, generation)
    }
  }
  return items
}

/**
 * Every outcome known of the items of a mapped action, streamed from its packs: also of items that its table no longer lists,
 * and an item again where it was replaced. Nothing for an action that is not mapped; whether the objects are still there is
 * not checked.
 *
 * @example
 * ```ts
 * for (const { itemKey, outcome } of itemsOf(store, record)) console.log(itemKey, outcome._tag)
 * ```
 */
export function* itemsOf({ files }: { readonly files: SmallFiles }, { family }: ActionRecord): Generator<KeyedOutcome> {
  if (family === undefined) return
  for (const pack of packsOf(files, family)) {
    for (const line of pack.items) yield { itemKey: line[0], outcome: outcomeOf(pack, line) }
  }
}

/** An item's outcome under its key. */
export interface KeyedOutcome {
  readonly itemKey: string
  readonly outcome: ItemOutcome
}

const packed = (items: ReadonlyArray<KeyedOutcome>): Pick<ItemPack, "batches" | "items"> => {
  const places = new Map<string, number>()
  const batches: Array<Batch> = []
  const placeOf = (batch: Batch): number => {
    const text = canonicalJson(batch)
    const place = places.get(text) ?? batches.push(batch) - 1
    places.set(text, place)
    return place
  }
  const lines = items.map(({ itemKey, outcome }): Line => {
    if (outcome._tag === "Quarantined") return [itemKey, outcome.reason]
    const share = Object.keys(outcome.batch).sort().flatMap((port) => [outcome.start[port]!, outcome.end[port]!])
    return [itemKey, placeOf(outcome.batch), ...share]
  })
  return { batches, items: lines }
}

/** Publishes one batch. A pack is named by its content, so publishing it twice is harmless. */
export const publishItems = (
  files: SmallFiles,
  family: string,
  items: ReadonlyArray<KeyedOutcome>,
  options: {
    readonly generation: number
    readonly membersOf: (batch: Digest) => ReadonlyArray<Digest>
    readonly fsync: boolean
  }
): void => {
  const { batches, items: lines } = packed(items)
  const objects = new Set(batches.flatMap((batch) => Object.values(batch)))
  const members = [...objects].map((object) => [object, options.membersOf(object)] as const)
  const pack: ItemPack = {
    ...(options.generation === 0 ? {} : { generation: options.generation }),
    batches,
    items: lines,
    members: Object.fromEntries(members.filter(([, named]) => named.length > 0))
  }
  const name = digestOf(canonicalJson(pack)).slice(0, 32)
  files.write(fileOf(family, name), pack, options)
}
