/** The training that benchmarks run unless they say otherwise. */
import { plainAdam } from "../pipelines/parts/plain-adam.ts"
import type { TrainingOptions } from "../src/learn/training/config.ts"

export const benchOptions: TrainingOptions = {
  ...plainAdam,
  epochs: 1_000_000,
  batchSize: 32,
  learningRate: 1e-3,
  beta: 1,
  reduction: "sum",
  gradientClipNorm: 100,
  seed: 1
}
