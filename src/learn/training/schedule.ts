/** What changes from step to step and from epoch to epoch: the learning rate and β. */
import type { TrainingOptions } from "./config.ts"

/**
 * Share of β that epoch `epoch` (from 1) pays. A cycle takes epochs / klCycles; within it the share rises linearly over
 * `klWarmupEpochs` and then stays. Source of the cycles: Fu et al. 2019, Cyclical annealing schedule (arXiv:1903.10145).
 *
 * @example
 * ```ts
 * import { klShare } from "partita/training"
 * klShare({ epochs: 100, klCycles: 1, klWarmupEpochs: 10 }, 5) // → 0.5
 * ```
 */
export const klShare = (
  { epochs, klCycles, klWarmupEpochs }: Pick<TrainingOptions, "epochs" | "klCycles" | "klWarmupEpochs">,
  epoch: number
): number => {
  if (klWarmupEpochs === 0) return 1
  const period = epochs / klCycles
  const within = klCycles === 1 ? epoch : (epoch - 1) % period + 1
  return Math.min(1, within / klWarmupEpochs)
}

/**
 * Whether an epoch is the same however many follow it: neither the learning rate nor the cycles of β are laid out over
 * all of them.
 *
 * @example
 * ```ts
 * import { isOpenEnded } from "partita/training"
 * isOpenEnded({ learningRateSchedule: "cosine", klCycles: 1, klWarmupEpochs: 10 }) // → false
 * ```
 */
export const isOpenEnded = (
  { klCycles, klWarmupEpochs, learningRateSchedule }: Pick<
    TrainingOptions,
    "klCycles" | "klWarmupEpochs" | "learningRateSchedule"
  >
): boolean => learningRateSchedule === "constant" && (klCycles === 1 || klWarmupEpochs === 0)

/**
 * Learning rate of step `step` (from 1) of `steps`.
 * Source of the half cosine: Loshchilov & Hutter 2017 (arXiv:1608.03983).
 *
 * @example
 * ```ts
 * import { learningRateAt } from "partita/training"
 * learningRateAt({ learningRate: 0.001, learningRateSchedule: "linear" }, 51, 100) // → 0.0005
 * ```
 */
export const learningRateAt = (
  { learningRate, learningRateSchedule }: Pick<TrainingOptions, "learningRate" | "learningRateSchedule">,
  step: number,
  steps: number
): number => {
  const gone = (step - 1) / steps
  switch (learningRateSchedule) {
    case "constant":
      return learningRate
    case "linear":
      return learningRate * (1 - gone)
    case "cosine":
      return learningRate * (1 + Math.cos(Math.PI * gone)) / 2
  }
}
