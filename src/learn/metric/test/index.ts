/** Whether methods differ by more than chance: ranks, correlations and p-values. */
export { averageRanks } from "./average-ranks.ts"
export { compareMethods, type CompareOptions, type Comparison, type SeededScores } from "./compare-methods.ts"
export { pearson, spearman } from "./correlation.ts"
export { holm } from "./holm.ts"
export { type RankedMethod, rankMethods, type RunScore } from "./rank-methods.ts"
export { signFlip } from "./sign-flip.ts"
export { wilcoxonSignedRank } from "./wilcoxon.ts"
