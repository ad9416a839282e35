/**
 * Which pack knows which item, in six bytes each: a million items are told apart without reading four thousand packs. Only a
 * shortcut over packs that never change: those it does not name are read, and what it says is looked up in the pack.
 */
import { digestOf } from "../../format/digest.ts"
import { fieldsOf, isCount, isText, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** `packs` counts the items of each; `prefixes` are the beginnings of their keys one after another, as base64. */
interface Stored {
  readonly packs: Readonly<Record<string, number>>
  readonly prefixes: string
}

/** Whether a value read from a file is such an index. */
export const isItemIndex = structOf<Stored>({ packs: fieldsOf(isCount), prefixes: isText })

const prefixBytes = 6
const fewPacks = 16 // are read sooner than indexed

/** The first bytes of a key as a number. Keys are digests; others are made such. */
const prefixOf = (key: string): number =>
  Number.parseInt((/^[0-9a-f]{64}$/.test(key) ? key : digestOf(key)).slice(0, 2 * prefixBytes), 16)

/** The packs of one family that may know some items. */
export class ItemIndex {
  private readonly files: SmallFiles
  private readonly name: string
  private readonly packs: Map<string, Buffer>

  private constructor(files: SmallFiles, name: string, packs: Map<string, Buffer>) {
    this.files = files
    this.name = name
    this.packs = packs
  }

  /** The index kept in a family's folder; an empty one where there is none. */
  static read(files: SmallFiles, folder: string): ItemIndex {
    const name = `${folder}/index.json`
    const found = files.read(name, isItemIndex)
    const packs = new Map<string, Buffer>()
    const prefixes = Buffer.from(found?.prefixes ?? "", "base64")
    let from = 0
    for (const [pack, count] of Object.entries(found?.packs ?? {})) {
      const bytes = prefixes.subarray(from, from += prefixBytes * count)
      if (bytes.length === prefixBytes * count) packs.set(pack, bytes)
    }
    return new ItemIndex(files, name, packs)
  }

  /** Those of some packs that may know one of the wanted items; with false positives one in a billion. */
  packsFor(packs: ReadonlyArray<string>, wanted: ReadonlySet<string>): ReadonlyArray<string> {
    const prefixes = new Set(Array.from(wanted, prefixOf))
    const mayKnow = (bytes: Buffer): boolean => {
      for (let at = 0; at < bytes.length; at += prefixBytes) {
        if (prefixes.has(bytes.readUIntBE(at, prefixBytes))) return true
      }
      return false
    }
    return packs.filter((pack) => {
      const bytes = this.packs.get(pack)
      return bytes === undefined || mayKnow(bytes)
    })
  }

  /** Takes in packs that are not in it, once there are many; `keysOf` reads one. */
  complete(packs: ReadonlyArray<string>, keysOf: (pack: string) => ReadonlyArray<string> | undefined): void {
    const missing = packs.filter((pack) => !this.packs.has(pack))
    if (missing.length < fewPacks) return
    for (const pack of missing) {
      const keys = keysOf(pack)
      if (keys === undefined) continue
      const bytes = Buffer.alloc(prefixBytes * keys.length)
      keys.forEach((key, i) => bytes.writeUIntBE(prefixOf(key), prefixBytes * i, prefixBytes))
      this.packs.set(pack, bytes)
    }
    const there = packs.filter((pack) => this.packs.has(pack))
    const kept = there.map((pack) => this.packs.get(pack)!)
    const counts = there.map((pack, i) => [pack, kept[i]!.length / prefixBytes] as const)
    const stored: Stored = { packs: Object.fromEntries(counts), prefixes: Buffer.concat(kept).toString("base64") }
    this.files.spare("the index of items", () => this.files.write(this.name, stored, { fsync: false }))
  }
}
