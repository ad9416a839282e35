/** Adam as most published notebooks run it: a constant rate and a constant KL weight on all tracks, one thread. */
export const plainAdam = {
  learningRateSchedule: "constant",
  weightDecay: 0,
  klWarmupEpochs: 0,
  klCycles: 1,
  freeBits: 0,
  validationShare: 0,
  patience: null,
  backend: "ort",
  threads: 1
} as const
