/** Agreement of clusters with labels, and their separation in a space, beside what chance gives. */
export { adjustedRand } from "./adjusted-rand.ts"
export { calinskiHarabasz } from "./calinski-harabasz.ts"
export { daviesBouldin } from "./davies-bouldin.ts"
export { fowlkesMallows } from "./fowlkes-mallows.ts"
export { completeness, homogeneity } from "./homogeneity.ts"
export { type InternalMetric, internalNull, type InternalNullOptions } from "./internal-null.ts"
export { adjustedMutualInformation, normalizedMutualInformation } from "./mutual-information.ts"
export { type Clustered, type Coverage, coverageOf, excludeNoise, noiseAsSingletons } from "./noise.ts"
export { purity } from "./purity.ts"
export {
  type Clustering,
  type Estimate,
  type NoisePolicy,
  scoreClustering,
  type ScoreLine,
  type ScoreOptions
} from "./score-clustering.ts"
export { silhouette, silhouetteSamples } from "./silhouette.ts"
export { type ClusterStability, type Stability, stability, type StabilityOptions } from "./stability.ts"
export type { Clusterer } from "./subsample-labels.ts"
export { type TellingFeature, tellingFeatures } from "./telling-features.ts"
