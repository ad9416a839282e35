/** Item packs: the outcomes of batches of one mapped node's items, one write-once file per batch. */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { type Digest, digestOf } from "../../format/digest.ts"
import { isItemOutcome, type ItemOutcome } from "./action.ts"
import { unlessGone } from "./file-error.ts"
import { fieldsOf, isDigest, isFinite, isText, listOf, optional, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** The folder of a family's packs, below the root. */
const familyFolder = (family: string): string => `actions/items/${family.slice(0, 2)}/${family}`

/**
 * Outcomes by item key; `members` are the objects each batch object names in turn, such as the files of a file set.
 * `generation` counts how often the items have been replaced: the highest one that knows an item counts. Left out: 0.
 */
export interface ItemPack {
  readonly generation?: number
  readonly items: ReadonlyArray<readonly [string, ItemOutcome]>
  readonly members: Readonly<Record<Digest, ReadonlyArray<Digest>>>
}

type Item = ItemPack["items"][number]

/** Whether a value read from a file is a pack. */
export const isItemPack = structOf<ItemPack>({
  generation: optional(isFinite),
  items: listOf((value): value is Item =>
    Array.isArray(value) && value.length === 2 && isText(value[0]) && isItemOutcome(value[1])
  ),
  members: fieldsOf(listOf(isDigest))
})

/** Names of a family's packs, sorted. */
const packNames = (files: SmallFiles, family: string): ReadonlyArray<string> => {
  const folder = familyFolder(family)
  const names = unlessGone(() => fs.readdirSync(path.join(files.root, folder))) ?? []
  return names.filter((name) => name.endsWith(".json")).sort().map((name) => `${folder}/${name}`)
}

const generationOf = ({ generation = 0 }: ItemPack): number => generation

/** Every sound pack of a family, oldest generation first, else in the order of their names. */
export const readPacks = (files: SmallFiles, family: string): ReadonlyArray<ItemPack> =>
  packNames(files, family).flatMap((name) => files.read(name, isItemPack) ?? [])
    .sort((a, b) => generationOf(a) - generationOf(b))

/** The generation of items that are to replace all there are. */
export const nextGeneration = (files: SmallFiles, family: string): number =>
  1 + readPacks(files, family).reduce((last, pack) => Math.max(last, generationOf(pack)), 0)

/** Removes the packs before a generation that hold nothing but the given items: they have been replaced. */
export const dropReplaced = (
  files: SmallFiles,
  family: string,
  { generation, keys }: { readonly generation: number; readonly keys: ReadonlySet<string> }
): void => {
  for (const name of packNames(files, family)) {
    const pack = files.read(name, isItemPack)
    if (pack !== undefined && generationOf(pack) < generation && pack.items.every(([key]) => keys.has(key))) {
      fs.rmSync(path.join(files.root, name), { force: true })
    }
  }
}

/** The objects a pack needs. */
export const objectsOfPack = (pack: ItemPack): ReadonlyArray<Digest> => [
  ...pack.items.flatMap(([, outcome]) => outcome._tag === "Done" ? Object.values(outcome.batch) : []),
  ...Object.values(pack.members).flat()
]

/** Outcomes by item key whose objects are all intact. In one generation a result counts more than a quarantine. */
export const readItems = (
  files: SmallFiles,
  family: string,
  isIntact: (digest: Digest) => boolean
): ReadonlyMap<string, ItemOutcome> => {
  const checked = new Map<Digest, boolean>()
  const items = new Map<string, ItemOutcome>()
  const generations = new Map<string, number>()
  for (const pack of readPacks(files, family)) {
    const isUsable = (digest: Digest): boolean => {
      const known = checked.get(digest) ?? (isIntact(digest) && (pack.members[digest] ?? []).every(isIntact))
      checked.set(digest, known)
      return known
    }
    for (const [key, outcome] of pack.items) {
      const isNewer = generationOf(pack) > (generations.get(key) ?? -1)
      if (outcome._tag === "Quarantined" ? isNewer : Object.values(outcome.batch).every(isUsable)) {
        items.set(key, outcome)
        generations.set(key, generationOf(pack))
      }
    }
  }
  return items
}

/** Publishes one batch. A pack is named by its content, so publishing it twice is harmless. */
export const publishItems = (
  files: SmallFiles,
  family: string,
  items: ReadonlyArray<{ readonly itemKey: string; readonly outcome: ItemOutcome }>,
  options: {
    readonly generation: number
    readonly membersOf: (batch: Digest) => ReadonlyArray<Digest>
    readonly fsync: boolean
  }
): void => {
  const batches = new Set(items.flatMap(({ outcome }) => outcome._tag === "Done" ? Object.values(outcome.batch) : []))
  const members = [...batches].map((batch) => [batch, options.membersOf(batch)] as const)
  const pack: ItemPack = {
    ...(options.generation === 0 ? {} : { generation: options.generation }),
    items: items.map(({ itemKey, outcome }) => [itemKey, outcome] as const),
    members: Object.fromEntries(members.filter(([, named]) => named.length > 0))
  }
  const name = digestOf(canonicalJson(pack)).slice(0, 32)
  files.write(`${familyFolder(family)}/${name}.json`, pack, options)
}
