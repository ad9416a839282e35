/** A score of which only what a test says matters. */
import type { MethodScore } from "../../nodes/row/method-score.ts"

/** An ARI of K-Means on the latents of a VAE, save for what `about` says. */
export const scoreOf = (about: Partial<MethodScore>): MethodScore => ({
  method: "K-Means",
  space: "VAE",
  run: 0,
  isLabelConditioned: false,
  tracks: 90,
  clusters: 6,
  coverage: 1,
  noise: "none",
  metric: "ARI",
  against: "label",
  isExternal: true,
  better: "higher",
  value: 0.25,
  low: null,
  high: null,
  errors: null,
  nullMean: 0,
  nullLow: 0,
  nullHigh: 0,
  p: 0.5,
  reason: null,
  ...about
})
