/** Intervals and nulls of any statistic, by drawing tracks or permuting labels. */
export { bootstrap, type BootstrapInterval, type BootstrapOptions } from "./bootstrap.ts"
export { groupHalves, type Halves, type HalvesOptions, halvesWithin } from "./group-halves.ts"
export { errorInterval, halfSampleErrors } from "./half-sample.ts"
export { type Null, summarizeNull } from "./null.ts"
export { permutationNull } from "./permutation-null.ts"
