/** Item packs: the outcomes of batches of one mapped node's items, one write-once file per batch. */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { type Digest, digestOf } from "../../format/digest.ts"
import { isItemOutcome, type ItemOutcome } from "./action.ts"
import { unlessGone } from "./file-error.ts"
import { fieldsOf, isDigest, isText, listOf, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** The folder of a family's packs, below the root. */
const familyFolder = (family: string): string => `actions/items/${family.slice(0, 2)}/${family}`

/** Outcomes by item key; `members` are the objects each batch object names in turn, such as the files of a file set. */
export interface ItemPack {
  readonly items: ReadonlyArray<readonly [string, ItemOutcome]>
  readonly members: Readonly<Record<Digest, ReadonlyArray<Digest>>>
}

type Item = ItemPack["items"][number]

/** Whether a value read from a file is a pack. */
export const isItemPack = structOf<ItemPack>({
  items: listOf((value): value is Item =>
    Array.isArray(value) && value.length === 2 && isText(value[0]) && isItemOutcome(value[1])
  ),
  members: fieldsOf(listOf(isDigest))
})

/** Every sound pack of a family, in the order of their names. */
export const readPacks = (files: SmallFiles, family: string): ReadonlyArray<ItemPack> => {
  const folder = familyFolder(family)
  const names = unlessGone(() => fs.readdirSync(path.join(files.root, folder))) ?? []
  return names.filter((name) => name.endsWith(".json")).sort().flatMap((name) =>
    files.read(`${folder}/${name}`, isItemPack) ?? []
  )
}

/** The objects a pack needs. */
export const objectsOfPack = (pack: ItemPack): ReadonlyArray<Digest> => [
  ...pack.items.flatMap(([, outcome]) => outcome._tag === "Done" ? Object.values(outcome.batch) : []),
  ...Object.values(pack.members).flat()
]

/** Outcomes by item key whose objects are all intact. A result counts more than an old quarantine. */
export const readItems = (
  files: SmallFiles,
  family: string,
  isIntact: (digest: Digest) => boolean
): ReadonlyMap<string, ItemOutcome> => {
  const checked = new Map<Digest, boolean>()
  const items = new Map<string, ItemOutcome>()
  for (const pack of readPacks(files, family)) {
    const isUsable = (digest: Digest): boolean => {
      const known = checked.get(digest) ?? (isIntact(digest) && (pack.members[digest] ?? []).every(isIntact))
      checked.set(digest, known)
      return known
    }
    for (const [key, outcome] of pack.items) {
      if (outcome._tag === "Quarantined" ? !items.has(key) : Object.values(outcome.batch).every(isUsable)) {
        items.set(key, outcome)
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
  options: { readonly membersOf: (batch: Digest) => ReadonlyArray<Digest>; readonly fsync: boolean }
): void => {
  const batches = new Set(items.flatMap(({ outcome }) => outcome._tag === "Done" ? Object.values(outcome.batch) : []))
  const members = [...batches].map((batch) => [batch, options.membersOf(batch)] as const)
  const pack: ItemPack = {
    items: items.map(({ itemKey, outcome }) => [itemKey, outcome] as const),
    members: Object.fromEntries(members.filter(([, named]) => named.length > 0))
  }
  const name = digestOf(canonicalJson(pack)).slice(0, 32)
  files.write(`${familyFolder(family)}/${name}.json`, pack, options)
}
