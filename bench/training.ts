/**
 * Training steps per second of each backend, batches and noise included, beside PyTorch's where `python3` (or $PYTHON)
 * can import it. Run: node bench/training.ts [seconds per measurement] [backend,backend]
 */
import { spawnSync } from "node:child_process"
import { cpus } from "node:os"
import { Random } from "../src/math/random.ts"
import { mlpVae } from "../src/model/mlp-vae.ts"
import { type BackendName, bundledBackends } from "../src/training/backend.ts"
import type { TrainingOptions } from "../src/training/config.ts"
import { onlyFeatures } from "../src/training/data.ts"
import { train } from "../src/training/trainer.ts"

const rounds = 3
const seconds = Number(process.argv[2] ?? 3)
const backends = (process.argv[3]?.split(",") ?? bundledBackends) as ReadonlyArray<BackendName>

interface Case {
  readonly features: number
  readonly hidden: ReadonlyArray<number>
  readonly latents: number
  readonly batchSize: number
  readonly rows: number
}

const cases: ReadonlyArray<Case> = [
  { features: 57, hidden: [32, 16], latents: 2, batchSize: 32, rows: 2617 },
  { features: 57, hidden: [32, 16], latents: 2, batchSize: 64, rows: 2617 },
  { features: 512, hidden: [256], latents: 32, batchSize: 32, rows: 512 },
  { features: 512, hidden: [256], latents: 32, batchSize: 64, rows: 512 }
]

const nameOf = ({ batchSize, features, hidden, latents }: Case): string =>
  `${[features, ...hidden, latents].join("-")} b${batchSize}`

const optionsOf = ({ batchSize }: Case, backend: BackendName): TrainingOptions => ({
  epochs: 1_000_000,
  batchSize,
  learningRate: 1e-3,
  learningRateSchedule: "constant",
  weightDecay: 0,
  beta: 1,
  klWarmupEpochs: 0,
  klCycles: 1,
  freeBits: 0,
  reduction: "sum",
  gradientClipNorm: 100,
  validationShare: 0,
  patience: null,
  seed: 1,
  backend,
  threads: 1
})

/** Steps per second from the end of the first epoch on, and the milliseconds until then. */
const measure = async (size: Case, backend: BackendName) => {
  const random = new Random(1)
  const data = Float32Array.from({ length: size.rows * size.features }, () => random.normal())
  const begun = performance.now()
  const stop = new AbortController()
  let first = 0
  let last = 0
  let epochs = -1
  const { features, hidden, latents, rows } = size
  const model = mlpVae({ features, hidden, latents, logVarLimit: 10, likelihood: "gaussian" })
  await train(model, onlyFeatures({ rows, cols: features, data }), optionsOf(size, backend), {
    onEpoch: () => {
      last = performance.now()
      if (++epochs === 0) first = last
      else if (last - first > seconds * 1000) stop.abort()
    },
    loadCheckpoint: () => undefined,
    saveCheckpoint: () => undefined,
    checkpointEveryMs: Infinity,
    nowMs: () => performance.now(),
    signal: stop.signal
  }).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  const steps = epochs * Math.ceil(size.rows / size.batchSize)
  return { stepsPerSec: steps / ((last - first) / 1000), firstEpochMs: first - begun }
}

const measurePeer = (
  size: Case,
  threads: number,
  fused: boolean
): { stepsPerSec: number; version: string } | undefined => {
  const script = new URL("peers/training.py", import.meta.url).pathname
  const { status, stdout } = spawnSync(
    process.env["PYTHON"] ?? "python3",
    [script, JSON.stringify({ ...size, seconds, fused }), String(threads)],
    { env: { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: String(threads) }, encoding: "utf8" }
  )
  return status === 0 ? JSON.parse(stdout) as { stepsPerSec: number; version: string } : undefined
}

const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

console.log(`${cpus().length} × ${cpus()[0]?.model}, node ${process.version}, medians of ${rounds} interleaved rounds`)
for (const size of cases) {
  const speeds = new Map<string, Array<number>>()
  const note = (name: string, value: number) => speeds.set(name, [...speeds.get(name) ?? [], value])
  let firstEpochMs = Infinity
  for (let round = 0; round < rounds; round++) {
    for (const backend of backends) {
      const found = await measure(size, backend)
      note(backend, found.stepsPerSec)
      if (backend === "ort") firstEpochMs = Math.min(firstEpochMs, found.firstEpochMs)
    }
    for (const [threads, fused] of [[1, false], [1, true], [2, true]] as const) {
      const peer = measurePeer(size, threads, fused)
      if (peer !== undefined) note(`PyTorch ${peer.version}${fused ? " fused Adam" : ""} ×${threads}`, peer.stepsPerSec)
    }
  }
  const all = [...speeds].map(([name, values]) => `${name} ${median(values).toFixed(0)}`)
  console.log(`${nameOf(size)}: steps/s: ${all.join(" · ")} · first epoch on ort ${firstEpochMs.toFixed(0)} ms`)
}
