/**
 * One timed training in a process of its own, as bench/training.ts starts it: CASE_JSON BATCH THREADS SECONDS BACKEND
 * STARTED_AT → one line of JSON. STARTED_AT is when the process was asked for, in milliseconds since 1970.
 */
import type { BackendName } from "../src/learn/training/backend.ts"
import { onlyFeatures } from "../src/learn/training/data.ts"
import { train } from "../src/learn/training/trainer.ts"
import { Random } from "../src/math/random.ts"
import { modelOf, type TrainingCase } from "./training-cases.ts"
import { benchOptions } from "./training-options.ts"

const [text, batch, threads, seconds, backend, startedAt] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  BackendName,
  string
]
const about = JSON.parse(text) as TrainingCase
const model = modelOf(about)
const batchSize = Number(batch)
const options = { ...benchOptions, batchSize, threads: Number(threads), backend }

/** Trains on random tracks until `onEpoch` says to stop. */
const run = async (rows: number, onEpoch: () => boolean): Promise<void> => {
  const random = new Random(1)
  const data = Float32Array.from({ length: rows * model.features }, () => random.normal())
  const stop = new AbortController()
  await train(model, onlyFeatures({ rows, cols: model.features, data }), options, {
    onEpoch: () => {
      if (onEpoch()) stop.abort()
    },
    loadCheckpoint: () => undefined,
    saveCheckpoint: () => undefined,
    checkpointEveryMs: Infinity,
    nowMs: () => performance.now(),
    signal: stop.signal
  }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
}

let firstStepMs = 0
await run(batchSize, () => {
  firstStepMs = performance.timeOrigin + performance.now() - Number(startedAt)
  return true
})
const epochMs: Array<number> = []
let begun = 0
let last = 0
await run(about.rows, () => {
  const now = performance.now()
  if (begun === 0) begun = now
  else epochMs.push(now - last)
  last = now
  return now - begun > Number(seconds) * 1000 && epochMs.length >= 3
})
const steps = Math.ceil(about.rows / batchSize)
const stepMs = epochMs.map((ms) => ms / steps).toSorted((a, b) => a - b)
console.log(JSON.stringify({
  medianMs: stepMs[stepMs.length >> 1],
  bestMs: stepMs[0],
  firstStepMs,
  peakMb: process.resourceUsage().maxRSS / 1024
}))
