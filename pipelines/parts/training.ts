/** What all trainings of Medium and Hard share. */
import { plainAdam } from "./plain-adam.ts"

export const training = {
  ...plainAdam,
  batchSize: 32,
  learningRate: 1e-3,
  klWarmupEpochs: 10,
  reduction: "sum",
  gradientClipNorm: 100,
  validationShare: 0.1
} as const

/** Dense networks of feature vectors. */
export const dense = { hidden: [32, 16], latents: 8, likelihood: "gaussian", logVarLimit: 10 } as const
export const epochs = 100

/** β of every model that is not about β. A squared error makes it half of the true ELBO's: `effectiveBeta`. */
export const beta = 0.5
export const mean = { take: "mean" } as const

/** Decibels below its loudest bin at which a spectrogram ends. */
export const floorDb = -80

/** The name of a step in one of several runs, which differ in their seed only. */
export const namedFor = (run: number) => (step: string): string => run === 0 ? step : `${step}-${run}`
