/** Runs as lists of events: one that trains, one with all cached, one that fails. */
import type { NodeView, RunEvent } from "../../../../src/dataflow/run/event.ts"

const chain = (names: ReadonlyArray<string>): ReadonlyArray<NodeView> =>
  names.map((name, i) => ({ name, group: name, inputs: i === 0 ? [] : [names[i - 1]!] }))

const nodes = chain(["ingest", "features", "train", "embed", "cluster", "evaluate", "report"])

const started: RunEvent = {
  _tag: "RunStarted",
  at: 0,
  run: "2f91c0a1b2c3",
  pipeline: "hard",
  seed: 7,
  nodes,
  cached: 2
}

const cachedFirst: ReadonlyArray<RunEvent> = [
  { _tag: "NodeCached", at: 4, node: "ingest", key: "9f3c2a1d00", summary: "8,214 tracks" },
  { _tag: "NodeCached", at: 6, node: "features", key: "41be770e00", summary: "mel 128×256" }
]

const trainStarted: RunEvent = {
  _tag: "NodeStarted",
  at: 50,
  node: "train",
  key: "c0ffee1200",
  reasons: [{ _tag: "ParamChanged", path: "params.beta", from: "4", to: "10" }]
}

const epochs = (count: number): ReadonlyArray<RunEvent> =>
  Array.from({ length: count }, (_, i) => ({
    _tag: "NodeProgress",
    at: 100 + (i + 1) * 2100,
    node: "train",
    unit: "epoch",
    done: i + 1,
    of: 100,
    values: { loss: 90 + 210 * Math.exp(-(i + 1) / 9) }
  }))

const finishedAfterTraining = (node: string, at: number, durationMs: number): RunEvent => ({
  _tag: "NodeFinished",
  at,
  node,
  key: `${node.slice(0, 2)}abcdef99`,
  durationMs,
  summary: "",
  unchanged: node === "cluster",
  metrics: {}
})

const start = (node: string, at: number): RunEvent => ({
  _tag: "NodeStarted",
  at,
  node,
  key: `${node.slice(0, 2)}abcdef99`,
  reasons: [{ _tag: "InputChanged", input: "weights", from: "1234567" }]
})

/** Two nodes cached, training of 100 epochs, then the rest. */
export const trainingRun: ReadonlyArray<RunEvent> = [
  started,
  ...cachedFirst,
  trainStarted,
  ...epochs(100),
  {
    _tag: "NodeFinished",
    at: 211_400,
    node: "train",
    key: "c0ffee1200",
    durationMs: 211_350,
    summary: "β-VAE, 16 dims",
    unchanged: false,
    metrics: { recon: { value: 90.5, better: "lower" } }
  },
  start("embed", 211_500),
  { _tag: "ItemQuarantined", at: 220_000, node: "embed", noun: "track", item: "গান.mp3", reason: "no audio in it" },
  finishedAfterTraining("embed", 233_500, 22_000),
  start("cluster", 233_600),
  finishedAfterTraining("cluster", 236_000, 2400),
  start("evaluate", 236_100),
  finishedAfterTraining("evaluate", 245_100, 9000),
  start("report", 245_200),
  finishedAfterTraining("report", 252_000, 6800),
  { _tag: "RunFinished", at: 252_000, outcome: "ok", ran: 5, cached: 2, failed: 0, skipped: 0, savedMs: 660_000 }
]

/** The first part of `trainingRun`: up to epoch 40. */
export const trainingHalfway: ReadonlyArray<RunEvent> = trainingRun.slice(0, 4 + 40)

/** All seven nodes cached. */
export const cachedRun: ReadonlyArray<RunEvent> = [
  { ...started, cached: 7 },
  ...nodes.map(({ name }, i): RunEvent => ({
    _tag: "NodeCached",
    at: i,
    node: name,
    key: `${i}abcdef00`,
    summary: ""
  })),
  { _tag: "RunFinished", at: 180, outcome: "ok", ran: 0, cached: 7, failed: 0, skipped: 0, savedMs: 660_000 }
]

/** Training fails; what depends on it is skipped. */
export const failedRun: ReadonlyArray<RunEvent> = [
  started,
  ...cachedFirst,
  trainStarted,
  ...epochs(12),
  {
    _tag: "NodeFailed",
    at: 41_050,
    node: "train",
    durationMs: 41_000,
    failure: { tag: "LossNotFinite", message: "loss is NaN at epoch 12.", detail: "LossNotFinite: loss is NaN" }
  },
  ...["embed", "cluster", "evaluate", "report"].map((node): RunEvent => ({
    _tag: "NodeSkipped",
    at: 41_060,
    node,
    because: "train"
  })),
  { _tag: "RunFinished", at: 41_100, outcome: "failed", ran: 0, cached: 2, failed: 1, skipped: 4, savedMs: 400_000 }
]
