import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { recordName } from "../../../src/dataflow/store/action-index.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { putText, recordOf, reopen, tamper, temporaryStore } from "./temporary-store.ts"

const furnished = () => {
  const store = temporaryStore()
  const records = ["a", "b"].map((name) => store.publish(recordOf(name, { out: putText(store, name) })))
  store.recordRun({ pipeline: "p", run: "r", seed: 1, finishedAt: "2026-01-01T00:00:00.000Z", steps: {} })
  store.flush()
  return { store, records }
}

it("a sound store is read whole and nothing is reported", () => {
  const { store } = furnished()

  expect(verifyStore(store, { repair: false })).toEqual({ objects: 2, bytes: 2, records: 4, missing: 0, damaged: [] })
})

it("every single flipped bit of an object or a record is reported", () => {
  const { records, store } = furnished()
  const names = [
    recordName(records[0]!.key),
    path.relative(store.root, store.objectPath(records[1]!.outputs["out"]!.digest))
  ]
  const flips = names.flatMap((name) => {
    const size = fs.statSync(path.join(store.root, name)).size
    return Array.from(
      { length: Math.min(size, 40) },
      (_, i) => ({ name, bit: Math.floor(i * size / Math.min(size, 40)) * 8 + i % 8 })
    )
  })
  const missed = flips.filter(({ bit, name }) => {
    const file = path.join(store.root, name)
    const bytes = fs.readFileSync(file)
    const flipped = Buffer.from(bytes)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    fs.chmodSync(file, 0o644)
    fs.writeFileSync(file, flipped)
    const found = verifyStore(reopen(store.root), { repair: false }).damaged.map((each) => each.name)
    fs.writeFileSync(file, bytes)
    return found.length !== 1 || found[0] !== name
  })

  expect(flips.length).toBeGreaterThan(40)
  expect(missed).toEqual([])
})

it("a repair moves what is damaged aside, keeps its bytes, and leaves a store in which nothing is", () => {
  const { records, store } = furnished()
  const { digest } = records[0]!.outputs["out"]!
  tamper(store, digest)
  const bytes = fs.readFileSync(store.objectPath(digest))
  fs.writeFileSync(path.join(store.root, "refs", "p.json"), "{")

  const { damaged } = verifyStore(reopen(store.root), { repair: true })

  expect(damaged.map(({ name }) => name)).toEqual([
    `objects/sha256/${digest.slice(0, 2)}/${digest.slice(2)}`,
    "refs/p.json"
  ])
  expect(fs.readFileSync(path.join(store.root, damaged[0]!.movedTo!))).toEqual(bytes)
  expect(verifyStore(reopen(store.root), { repair: false })).toMatchObject({ missing: 1, damaged: [] })
})

it("a record under a key that its key record does not have is reported, however well it is sealed", () => {
  const { records, store } = furnished()
  const [a, b] = records
  store.files.write(recordName(a!.key), { ...b, key: a!.key })

  expect(verifyStore(store, { repair: false }).damaged).toEqual([
    { name: recordName(a!.key), problem: "holds another key's record" }
  ])
})
