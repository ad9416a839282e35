import * as fs from "node:fs"
import * as path from "node:path"
import { expect, it } from "vitest"
import { headlinesOf, paramOf, reachedCount } from "../../../src/dataflow/store/run-index.ts"
import type { RunRecord } from "../../../src/dataflow/store/run-record.ts"
import type { Store } from "../../../src/dataflow/store/store.ts"
import { digestOf } from "../../../src/format/digest.ts"
import { reopen, temporaryStore } from "./temporary-store.ts"

const runOf = (n: number, more: Partial<RunRecord> = {}): RunRecord => ({
  version: 1,
  pipeline: "p",
  run: `00000000000${n}`,
  seed: n,
  status: "succeeded",
  finishedAt: `2026-01-0${n}T00:00:00.000Z`,
  params: { "train.beta": n, "train.kind": "vae\ttab\nline", ...(n === 2 ? {} : { "train.extra": [1, n] }) },
  metrics: {
    train: { loss: { value: n, better: "lower" }, ari: { value: 1 / n, better: "higher", isHeadline: true } }
  },
  wires: { steps: { train: { x: "scale.table" } }, sources: { scale: { data: "/music" } } },
  steps: { scale: { key: digestOf("scale"), outputs: {} }, train: { key: digestOf(`${n}`), outputs: {} } },
  ...more
})

const filled = (): Store => {
  const store = temporaryStore()
  for (const n of [1, 2, 3]) store.recordRun(runOf(n))
  store.runs() // the log is written by whoever reads first
  return store
}

const fileOf = (root: string, n: number): string => {
  const folder = path.join(root, "refs", "runs")
  return path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith(`${n}.json`))!)
}

it("a run that is told by the log is the run that was recorded, field by field", () => {
  const told = reopen(filled().root).runs()

  expect(told).toEqual([runOf(1), runOf(2), runOf(3)])
  expect(JSON.parse(JSON.stringify(told[1]))).toEqual(runOf(2))
})

it("who asks for facts opens no file of a run", () => {
  const { root } = filled()
  const store = reopen(root)
  const before = [1, 2, 3].map((n) => fs.statSync(fileOf(root, n)).atimeMs)

  const runs = store.runs()
  const facts = runs.map((
    run
  ) => [run.seed, reachedCount(run), headlinesOf(run)?.["ari"]?.value, run.params?.["train.beta"]])

  expect(runs.map((run) => paramOf(run, "train.extra"))).toEqual([{ value: [1, 1] }, {}, { value: [1, 3] }])
  expect(runs.map((run) => paramOf(run, "train.beta").value)).toEqual([1, 2, 3])
  expect(facts).toEqual([[1, 2, 1, 1], [2, 2, 0.5, 2], [3, 2, 1 / 3, 3]])
  expect([1, 2, 3].map((n) => fs.statSync(fileOf(root, n)).atimeMs)).toEqual(before)
})

it("a run that was written anew, removed or added since is told as it is now", () => {
  const { root } = filled()
  const store = reopen(root)

  store.recordRun(runOf(2, { seed: 77 }))
  store.recordRun(runOf(4))
  fs.rmSync(fileOf(root, 1)) // in whose line the others' parameters stand

  expect(reopen(root).runs()).toEqual([runOf(2, { seed: 77 }), runOf(3), runOf(4)])
})

it("a run that is damaged is left out and said once, whatever the log says of it", () => {
  const { root } = filled()
  const file = fileOf(root, 2)
  fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace("\"seed\":2", "\"seed\":3"))
  const warnings: Array<string> = []

  const seeds = reopen(root, warnings).runs().map(({ seed }) => seed)

  expect(seeds).toEqual([1, 3])
  expect(warnings).toEqual([expect.stringContaining("is not what it was sealed as")])
})

it("a log that is torn or gone costs time and nothing else", () => {
  const { root } = filled()
  const [log] = fs.readdirSync(path.join(root, "runs"))
  fs.truncateSync(path.join(root, "runs", log!), 100)
  fs.rmSync(path.join(root, "run-metrics"), { recursive: true })

  expect(reopen(root).runs()).toEqual([runOf(1), runOf(2), runOf(3)])
})

it("a log of many runs that are gone, or of many appends, is written anew and stays small", () => {
  const store = temporaryStore()
  for (let round = 0; round < 60; round++) {
    store.recordRun(
      runOf(1, { finishedAt: `2026-01-01T00:00:00.0${10 + round}Z`, run: digestOf(`${round}`).slice(0, 12) })
    )
    reopen(store.root).runs()
  }
  const [log] = fs.readdirSync(path.join(store.root, "runs"))
  const blocks = fs.readFileSync(path.join(store.root, "runs", log!), "utf8").split("\nseal\t").length - 1

  const metricLog = path.join(store.root, "run-metrics")
  const lines = fs.readFileSync(path.join(metricLog, fs.readdirSync(metricLog)[0]!), "utf8").match(/^\d.*\t\{/gm)

  expect(reopen(store.root).runs()).toHaveLength(60)
  expect(lines).toHaveLength(60)
  expect(blocks).toBeLessThan(52)
})
