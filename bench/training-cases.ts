/** The trainings that bench/training.ts and bench/peers/training.py time: the same networks on the same random numbers. */
import { convVae } from "../src/learn/model/conv-vae.ts"
import { hybridVae } from "../src/learn/model/hybrid-vae.ts"
import { mlpVae } from "../src/learn/model/mlp-vae.ts"
import type { Model } from "../src/learn/model/model.ts"

interface Common {
  readonly name: string
  readonly latents: number
  readonly rows: number
}

/** `mlp` is widths from input to latent, `conv` a square picture halved by every layer, `hybrid` a branch per part. */
export type TrainingCase =
  & Common
  & (
    | { readonly kind: "mlp"; readonly features: number; readonly hidden: ReadonlyArray<number> }
    | { readonly kind: "conv"; readonly side: number; readonly channels: ReadonlyArray<number>; readonly kernel: 3 | 4 }
    | {
      readonly kind: "hybrid"
      readonly branches: ReadonlyArray<{ readonly features: number; readonly hidden: ReadonlyArray<number> }>
    }
  )

/** Every network that the table lists. */
export const trainingCases: ReadonlyArray<TrainingCase> = [
  { name: "MLP 57-32-16-2", kind: "mlp", features: 57, hidden: [32, 16], latents: 2, rows: 2617 },
  { name: "MLP 512-256-32", kind: "mlp", features: 512, hidden: [256], latents: 32, rows: 512 },
  {
    name: "Hybrid 57+128, 64, 16",
    kind: "hybrid",
    branches: [{ features: 57, hidden: [64] }, { features: 128, hidden: [64] }],
    latents: 16,
    rows: 1024
  },
  {
    name: "Hybrid 128+100, 64, 10",
    kind: "hybrid",
    branches: [{ features: 128, hidden: [64] }, { features: 100, hidden: [64] }],
    latents: 10,
    rows: 1024
  },
  {
    name: "Conv 128² 32-64-128-256",
    kind: "conv",
    side: 128,
    channels: [32, 64, 128, 256],
    kernel: 3,
    latents: 64,
    rows: 128
  }
]

/** The case as a model of ours. */
export const modelOf = (about: TrainingCase): Model => {
  const common = { latents: about.latents, logVarLimit: 10 }
  switch (about.kind) {
    case "mlp":
      return mlpVae({ ...common, features: about.features, hidden: about.hidden, likelihood: "gaussian" })
    case "conv":
      return convVae({
        ...common,
        height: about.side,
        width: about.side,
        channels: about.channels,
        kernel: about.kernel,
        conditions: 0,
        likelihood: "gaussian"
      })
    case "hybrid":
      return hybridVae({
        ...common,
        branches: about.branches.map((branch, i) => ({
          ...branch,
          name: `part${i}`,
          likelihood: "gaussian" as const,
          weight: 1
        }))
      })
  }
}
