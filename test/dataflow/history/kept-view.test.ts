import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { queryHistory } from "../../../src/dataflow/history/query.ts"
import type { RunRecord } from "../../../src/dataflow/store/run-record.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { verifyStore } from "../../../src/dataflow/store/verify.ts"
import { reopen, temporaryStore } from "../store/temporary-store.ts"

const everything = "select run, path, number from params"
const scores = "select run, name, value, better from metrics"

const runOf = (n: number, more: Partial<RunRecord> = {}): RunRecord => ({
  version: 1,
  pipeline: "p",
  run: String(n).padStart(12, "0"),
  seed: n,
  status: "succeeded",
  finishedAt: new Date(Date.UTC(2026, 0, 1, n)).toISOString(),
  params: { "train.beta": n, "train.kind": "vae" },
  overrides: { "train.beta": String(n) },
  metrics: { train: { loss: { value: n / 2, better: "lower" } } },
  steps: {},
  ...more
})

const filled = (count: number): Store => {
  const store = temporaryStore()
  for (let n = 0; n < count; n++) store.recordRun(runOf(n))
  return store
}

const rowsOf = async (store: Store, sql: string) => (await queryHistory(store, sql)).rows

const expected = (runs: ReadonlyArray<number>) =>
  runs.flatMap((n) => [[runOf(n).run, "train.beta", n], [runOf(n).run, "train.kind", null]])

const range = (count: number) => Array.from({ length: count }, (_, i) => i)

const keptIn = (store: Store, view: string): ReadonlyArray<string> =>
  fs.readdirSync(path.join(store.root, "views")).filter((name) => name.startsWith(`${view}-`))

it("what is kept of many runs answers as the records do, also of runs added, changed and removed since", async () => {
  const store = filled(40)
  expect(await rowsOf(store, everything)).toEqual(expected(range(40)))
  expect(keptIn(store, "params")).toHaveLength(1)

  const again = reopen(store.root)
  expect(await rowsOf(again, everything)).toEqual(expected(range(40)))
  expect(await rowsOf(again, "select value, number, is_set from params where path = 'train.beta' and number = 7"))
    .toEqual([["7", 7, true]])

  again.recordRun(runOf(40))
  expect(await rowsOf(again, everything)).toEqual(expected(range(41)))

  const folder = path.join(store.root, "refs", "runs")
  const [first] = fs.readdirSync(folder).sort()
  fs.rmSync(path.join(folder, first!))
  expect(await rowsOf(reopen(store.root), everything)).toEqual(expected(range(41).slice(1)))

  again.recordRun(runOf(3, { params: { "train.beta": 300, "train.kind": "vae" } }))
  expect(await rowsOf(reopen(store.root), "select number from params where number > 40")).toEqual([[300]])
})

it("a kept file that was altered is not read, and one that is another's is none", async () => {
  const store = filled(40)
  await rowsOf(store, everything)
  const [name] = keptIn(store, "params")
  const file = path.join(store.root, "views", name!)
  const bytes = fs.readFileSync(file)
  bytes[bytes.length >> 1]! ^= 1
  fs.writeFileSync(file, bytes)
  expect(verifyStore(store, { repair: false }).damaged.map((each) => each.name)).toEqual([`views/${name}`])
  expect(await rowsOf(reopen(store.root), everything)).toEqual(expected(range(40)))

  fs.rmSync(file)
  fs.symlinkSync("/etc/passwd", file)
  expect(await rowsOf(reopen(store.root), everything)).toEqual(expected(range(40)))
})

it("keeps nothing of runs whose metrics lie elsewhere, nor where little is gained", async () => {
  const few = filled(8)
  await rowsOf(few, everything)
  expect(fs.existsSync(path.join(few.root, "views"))).toBe(false)

  const old = filled(39)
  const { metrics: _, ...without } = runOf(39)
  old.recordRun(without)
  expect(await rowsOf(old, scores)).toHaveLength(39)
  expect(fs.existsSync(path.join(old.root, "views"))).toBe(false)
})

it("a query may read what is kept and no other file of the cache", async () => {
  const store = filled(40)
  await rowsOf(store, everything)
  const [name] = keptIn(store, "params")
  const other = path.join(store.root, "views", "other.parquet")
  fs.copyFileSync(path.join(store.root, "views", name!), other)

  await expect(rowsOf(reopen(store.root), `select count(*) from params, read_parquet('${other}')`))
    .rejects.toThrow(/Permission|disabled/)
})
