/** A small training to try things on: 32 tracks of 6 features that two hidden numbers explain. */
import { Random } from "../../src/math/random.ts"
import type { TrainingConfig } from "../../src/training/config.ts"
import type { TrainingData } from "../../src/training/data.ts"
import type { TrainingHooks } from "../../src/training/trainer.ts"

const rows = 32
const cols = 6

/** Two factors mixed into six features, with a little noise. */
export const toyTracks = (): TrainingData => {
  const random = new Random(11)
  const data = new Float32Array(rows * cols)
  for (let i = 0; i < rows; i++) {
    const [a, b] = [random.normal(), random.normal()] as const
    for (let j = 0; j < cols; j++) data[i * cols + j] = Math.cos(j) * a + Math.sin(2 * j) * b + 0.05 * random.normal()
  }
  return { rows, cols, data }
}

/** A training of those tracks that ends in well under a second. */
export const toyConfig: TrainingConfig = {
  architecture: { features: cols, hidden: [8], latents: 2, logVarLimit: 10 },
  epochs: 20,
  batchSize: 10, // leaves a short last batch
  learningRate: 1e-2,
  beta: 0.5,
  klWarmupEpochs: 0,
  reduction: "sum",
  gradientClipNorm: 100,
  validationShare: 0,
  patience: null,
  seed: 5,
  backend: "ort"
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
