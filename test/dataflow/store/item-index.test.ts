import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import type { ItemOutcome } from "../../../src/dataflow/store/action.ts"
import { indexItems, itemsOf, packsOf } from "../../../src/dataflow/store/items.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { digestOf } from "../../../src/format/digest.ts"
import { recordOf, reopen, temporaryStore } from "./temporary-store.ts"

const family = "f".repeat(64)
const keyOf = (i: number): string => digestOf(`item ${i}`)

/** Two thousand items in packs of a hundred, indexed. */
const furnished = () => {
  const store = temporaryStore()
  for (let pack = 0; pack < 20; pack++) {
    const batch = { out: store.putBytes(Buffer.from(`batch ${pack}`)).digest }
    const outcome = (i: number): ItemOutcome => ({ _tag: "Done", batch, start: { out: i }, end: { out: i + 1 } })
    store.publishItems(
      family,
      Array.from({ length: 100 }, (_, i) => ({ itemKey: keyOf(100 * pack + i), outcome: outcome(i) }))
    )
  }
  indexItems(store.files, family)
  return store
}

const packsRead = (root: string, ...items: ReadonlyArray<number>): number =>
  [...packsOf(reopen(root).files, family, new Set(items.map(keyOf)))].length

it("of many packs only those are read that know a wanted item", () => {
  const { root } = furnished()

  expect([packsRead(root, 7), packsRead(root, 7, 8, 1907), packsRead(root, 2000)]).toEqual([1, 2, 0])
})

it("items are found as without an index, whichever are wanted", () => {
  const { root } = furnished()
  const all = reopen(root).items(family)
  const wanted = [3, 250, 1999, 5000].map(keyOf)

  const found = reopen(root).items(family, new Set(wanted))

  expect(all.size).toBe(2000)
  expect([...found]).toEqual(expect.arrayContaining(wanted.slice(0, 3).map((key) => [key, all.get(key)])))
  expect(found.size).toBe(3)
})

it("the items of an action are streamed, all that are known", () => {
  const { root } = furnished()
  const { files } = reopen(root)
  const record = { ...recordOf("mapped", {}), family }

  const known = new Map([...itemsOf({ files }, record)].map(({ itemKey, outcome }) => [itemKey, outcome]))

  expect(known).toEqual(reopen(root).items(family))
  expect([...itemsOf({ files }, recordOf("whole", {}))]).toEqual([])
})

it("a pack that was published since is read, until there are many", () => {
  const store = furnished()
  store.publishItems(family, [{ itemKey: keyOf(5000), outcome: { _tag: "Quarantined", reason: "silent" } }])

  indexItems(store.files, family)

  expect([packsRead(store.root, 5000), packsRead(store.root, 7)]).toEqual([1, 2])
  expect(reopen(store.root).items(family, new Set([keyOf(5000)])).get(keyOf(5000))).toMatchObject({ reason: "silent" })
})

it("an index that is torn, or says less than it should, costs time and no item", () => {
  const { root } = furnished()
  const file = path.join(root, "actions/items/ff", family, "index.json")
  const warnings: Array<string> = []
  const store = reopen(root, warnings)
  const name = path.relative(root, file)
  const [pack] = fs.readdirSync(path.dirname(file)).filter((each) => each !== "index.json")
  store.files.write(name, { packs: { [path.basename(pack!, ".json")]: 100 }, prefixes: "AAAA" })
  const short = reopen(root).items(family, new Set([keyOf(7)])).size
  fs.writeFileSync(file, fs.readFileSync(file).subarray(0, 90))

  expect([short, store.items(family, new Set([keyOf(7)])).size]).toEqual([1, 1])
  expect(warnings).toHaveLength(1)
  expect(verifyStore(store, { repair: false }).damaged).toEqual([])
})
