import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import type { ItemOutcome } from "../../../src/dataflow/store/action.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { putText, recordOf, reopen, temporaryStore } from "./temporary-store.ts"

const indexFile = (store: Store): string =>
  path.join(store.root, "index", fs.readdirSync(path.join(store.root, "index"))[0]!)

const superseded = (store: Store) => {
  const old = store.publish(recordOf("a", { out: putText(store, "1") }))
  store.flush()
  return { old, now: store.supersede(recordOf("a", { out: putText(store, "2") })) }
}

it("a record that was superseded is not found again, though an index still knows it", () => {
  const store = temporaryStore()
  const { now, old } = superseded(store)
  const beforeFlush = reopen(store.root).lookup(old.key)
  store.flush()
  const afterFlush = reopen(store.root).lookup(old.key)
  const reader = reopen(store.root)
  reader.lookup(old.key)
  reader.flush()

  expect([store.lookup(old.key), beforeFlush, afterFlush, reopen(store.root).lookup(old.key)]).toEqual(
    [1, 2, 3, 4].map(() => ({ _tag: "Hit", record: now }))
  )
  expect(fs.readFileSync(indexFile(store), "utf8").match(new RegExp(`^${old.key}`, "gm"))).toHaveLength(1)
})

it("a kill between the index and the record leaves the old record, which is found", () => {
  const store = temporaryStore()
  const { old } = superseded(store)
  const told = fs.readFileSync(indexFile(store))
  const other = temporaryStore()
  other.publish(recordOf("a", { out: putText(other, "1") }))
  putText(other, "2")
  fs.writeFileSync(path.join(other.root, "index", path.basename(indexFile(store))), told)

  expect(reopen(other.root).lookup(old.key)).toMatchObject({ record: { outputs: old.outputs } })
})

it("stamps go before the record they vouch for", () => {
  const store = temporaryStore()
  store.files.write("stamps/s.json", {})

  superseded(store)

  expect(fs.existsSync(path.join(store.root, "stamps", "s.json"))).toBe(false)
})

it("items of a higher generation count, an item's quarantine too, and packs they replace whole are dropped", () => {
  const store = temporaryStore()
  const family = "f".repeat(64)
  const done = (text: string): ItemOutcome => {
    const { digest } = putText(store, text)
    return { _tag: "Done", batch: { out: digest }, start: { out: 0 }, end: { out: 1 } }
  }
  const bad: ItemOutcome = { _tag: "Quarantined", reason: "bad" }
  const fine = done("9")
  store.publishItems(family, [{ itemKey: "a", outcome: done("1") }])
  store.publishItems(family, [{ itemKey: "b", outcome: done("2") }, { itemKey: "gone", outcome: fine }])
  const generation = store.nextGeneration(family)
  store.publishItems(family, [{ itemKey: "a", outcome: bad }, { itemKey: "b", outcome: fine }], generation)
  store.dropReplaced(family, { generation, keys: new Set(["a", "b"]) })
  const packs = fs.readdirSync(path.join(store.root, "actions", "items", "ff", family))

  expect(Object.fromEntries(reopen(store.root).items(family))).toEqual({ a: bad, b: fine, gone: fine })
  expect(packs).toHaveLength(2)
  expect(store.nextGeneration(family)).toBe(generation + 1)
})
