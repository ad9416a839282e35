import { expect, it } from "vitest"
import { liveRunOf } from "../../../src/dataflow/history/live-run.ts"
import type { RunEvent } from "../../../src/dataflow/run/event.ts"

const nodes = ["ingest", "train", "score"].map((name, i) => ({ name, group: name, inputs: i === 0 ? [] : ["x"] }))
const begun: RunEvent = { _tag: "RunStarted", at: 0, run: "a1", pipeline: "easy", seed: 7, nodes, cached: 1 }
const epoch = (done: number): RunEvent => ({
  _tag: "NodeProgress",
  at: done,
  node: "train",
  unit: "epoch",
  done,
  of: 2000,
  values: { loss: 1 / done }
})

it("a run is as its last events leave each node", () => {
  const events: ReadonlyArray<RunEvent> = [
    begun,
    { _tag: "NodeCached", at: 1, node: "ingest", key: "k", summary: "8 tracks" },
    { _tag: "NodeStarted", at: 2, node: "train", key: "k", reasons: [] },
    epoch(3),
    { _tag: "NodeSkipped", at: 9, node: "score", because: "train" },
    {
      _tag: "NodeFailed",
      at: 9,
      node: "train",
      durationMs: 7,
      failure: { tag: "NotFinite", message: "loss is NaN", detail: "" }
    }
  ]

  const run = liveRunOf(events, 1000)!

  expect(run.nodes.map(({ name, note, state }) => [name, state, note])).toEqual([
    ["ingest", "cached", "8 tracks"],
    ["train", "failed", "loss is NaN"],
    ["score", "skipped", "waits for train"]
  ])
  expect([run.sinceMs, run.atMs]).toEqual([1000, 9])
})

it("a curve of any length stays short, and keeps its latest point", () => {
  const run = liveRunOf([begun, ...Array.from({ length: 1501 }, (_, i) => epoch(i + 1))], 0)!
  const { curve } = run.nodes[1]!

  expect(curve.length).toBeLessThanOrEqual(400)
  expect(curve.at(-1)?.done).toBe(1501)
})

it("nodes that are decided later join, and nothing is known before the beginning", () => {
  const more: RunEvent = {
    _tag: "PlanExtended",
    at: 5,
    read: "choose.k",
    nodes: [{ name: "late", group: "x", inputs: [] }],
    cached: 0
  }

  expect(liveRunOf([begun, more], 0)!.nodes.map(({ name }) => name)).toEqual(["ingest", "train", "score", "late"])
  expect(liveRunOf([more], 0)).toBeUndefined()
})
