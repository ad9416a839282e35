/** Item packs: the outcomes of batches of one mapped node's items, one write-once file per batch. */
import * as fs from "node:fs"
import * as path from "node:path"
import { canonicalJson } from "../../format/canonical-json.ts"
import { type Digest, digestOf } from "../../format/digest.ts"
import type { ItemOutcome } from "./action.ts"
import { atomicWrite } from "./atomic-write.ts"
import { unlessGone } from "./file-error.ts"

/** The folder of a family's packs. */
export const familyFolder = (root: string, family: string): string =>
  path.join(root, "actions", "items", family.slice(0, 2), family)

/** Outcomes by item key; `members` are the objects each batch object names in turn, such as the files of a file set. */
export interface ItemPack {
  readonly items: ReadonlyArray<readonly [string, ItemOutcome]>
  readonly members: Readonly<Record<Digest, ReadonlyArray<Digest>>>
}

const readPack = (file: string): ItemPack | undefined => {
  const text = unlessGone(() => fs.readFileSync(file, "utf8"))
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as ItemPack
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // torn by a power cut: its items run again
    throw error
  }
}

/** Every readable pack of a family, in the order of their names. */
export const readPacks = (root: string, family: string): ReadonlyArray<ItemPack> => {
  const folder = familyFolder(root, family)
  const names = unlessGone(() => fs.readdirSync(folder)) ?? []
  return names.filter((name) => name.endsWith(".json")).sort().flatMap((name) =>
    readPack(path.join(folder, name)) ?? []
  )
}

/** The objects a pack needs. */
export const objectsOfPack = (pack: ItemPack): ReadonlyArray<Digest> => [
  ...pack.items.flatMap(([, outcome]) => outcome._tag === "Done" ? Object.values(outcome.batch) : []),
  ...Object.values(pack.members).flat()
]

/** Outcomes by item key whose objects are all intact. A result counts more than an old quarantine. */
export const readItems = (
  root: string,
  family: string,
  isIntact: (digest: Digest) => boolean
): ReadonlyMap<string, ItemOutcome> => {
  const checked = new Map<Digest, boolean>()
  const items = new Map<string, ItemOutcome>()
  for (const pack of readPacks(root, family)) {
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
  root: string,
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
  const text = canonicalJson(pack)
  atomicWrite(path.join(familyFolder(root, family), `${digestOf(text).slice(0, 32)}.json`), text, options)
}
