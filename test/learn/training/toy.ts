/** A small training to try things on: 32 tracks of 6 features that two hidden numbers explain. */
import { mlpVae } from "../../../src/learn/model/mlp-vae.ts"
import type { Weights } from "../../../src/learn/model/weights.ts"
import type { TrainingOptions } from "../../../src/learn/training/config.ts"
import { onlyFeatures } from "../../../src/learn/training/data.ts"
import { train, type Trained } from "../../../src/learn/training/trainer.ts"
import type { TrainingHooks } from "../../../src/learn/training/training-hooks.ts"
import { Random } from "../../../src/math/random.ts"

const rows = 32
const cols = 6

/** Two factors mixed into six features, with a little noise. */
export const toyTracks = () => {
  const random = new Random(11)
  const data = new Float32Array(rows * cols)
  for (let i = 0; i < rows; i++) {
    const [a, b] = [random.normal(), random.normal()] as const
    for (let j = 0; j < cols; j++) data[i * cols + j] = Math.cos(j) * a + Math.sin(2 * j) * b + 0.05 * random.normal()
  }
  return { rows, cols, data }
}

/** A VAE for those tracks. */
export const toyArchitecture = {
  features: cols,
  hidden: [8],
  latents: 2,
  logVarLimit: 10,
  likelihood: "gaussian"
} as const

/** A training of those tracks that ends in well under a second. */
export const toyOptions: TrainingOptions = {
  epochs: 20,
  batchSize: 10, // leaves a short last batch
  learningRate: 1e-2,
  learningRateSchedule: "constant",
  weightDecay: 0,
  beta: 0.5,
  klWarmupEpochs: 0,
  klCycles: 1,
  freeBits: 0,
  reduction: "sum",
  gradientClipNorm: 100,
  validationShare: 0,
  patience: null,
  seed: 5,
  backend: "ort",
  threads: 1
}

/** Hooks of a training that nobody watches and nobody interrupts. */
export const quietly = (hooks: Partial<TrainingHooks> = {}): TrainingHooks => ({
  onEpoch: () => undefined,
  loadCheckpoint: () => undefined,
  saveCheckpoint: () => undefined,
  checkpointEveryMs: Infinity,
  nowMs: () => 0,
  ...hooks
})

/** Trains the toy VAE on tracks in memory. */
export const trainToy = (
  tracks: ReturnType<typeof toyTracks>,
  options: TrainingOptions,
  hooks: TrainingHooks
): Promise<Trained> => train(mlpVae(toyArchitecture), onlyFeatures(tracks), options, hooks)

/** Weights to the last bit, as text that can be compared. */
export const weightBytes = (weights: Weights): string =>
  Object.entries(weights).map(([name, { data }]) => `${name} ${Buffer.from(data.buffer).toString("hex")}`).join("\n")
