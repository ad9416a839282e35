/** Intervals and nulls of any statistic, by drawing tracks and runs or permuting labels. */
export { bootstrap, type BootstrapInterval, type BootstrapOptions } from "./bootstrap.ts"
export { halfSampleInterval, type HalfSampleOptions } from "./half-sample.ts"
export { type Null, summarizeNull } from "./null.ts"
export { permutationNull } from "./permutation-null.ts"
export { runInterval, type RunIntervalOptions } from "./run-interval.ts"
