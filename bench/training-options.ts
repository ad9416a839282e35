/** The training that benchmarks run unless they say otherwise. */
import type { TrainingOptions } from "../src/training/config.ts"

export const benchOptions: TrainingOptions = {
  epochs: 1_000_000,
  batchSize: 32,
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
  backend: "ort",
  threads: 1
}
