/** Item packs: the outcomes of batches of one mapped node's items, one write-once file per batch. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { ItemOutcome } from "./action.ts"
import { atomicWrite } from "./atomic-write.ts"
import { canonicalJson } from "./canonical-json.ts"
import { type Digest, digestOf } from "./digest.ts"

/** The folder of a family's packs. */
export const familyFolder = (root: string, family: string): string =>
  path.join(root, "actions", "items", family.slice(0, 2), family)

type Pack = ReadonlyArray<readonly [string, ItemOutcome]>

/** Every pack of a family. */
export const readPacks = (root: string, family: string): ReadonlyArray<Pack> => {
  const folder = familyFolder(root, family)
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder).filter((file) => file.endsWith(".json")).sort().map((file) =>
    JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Pack
  )
}

/** Outcomes by item key whose batch objects are all intact. */
export const readItems = (
  root: string,
  family: string,
  isIntact: (digest: Digest) => boolean
): ReadonlyMap<string, ItemOutcome> => {
  const checked = new Map<Digest, boolean>()
  const isUsable = (digest: Digest): boolean => {
    const known = checked.get(digest) ?? isIntact(digest)
    checked.set(digest, known)
    return known
  }
  const items = new Map<string, ItemOutcome>()
  for (const pack of readPacks(root, family)) {
    for (const [key, outcome] of pack) {
      if (outcome._tag === "Quarantined" || Object.values(outcome.batch).every(isUsable)) items.set(key, outcome)
    }
  }
  return items
}

/** Publishes one batch. A pack is named by its content, so publishing it twice is harmless. */
export const publishItems = (
  root: string,
  family: string,
  pack: ReadonlyArray<{ readonly itemKey: string; readonly outcome: ItemOutcome }>
): void => {
  const text = canonicalJson(pack.map(({ itemKey, outcome }) => [itemKey, outcome]))
  atomicWrite(path.join(familyFolder(root, family), `${digestOf(text).slice(0, 32)}.json`), text)
}
