/** Finding groups of tracks, choosing how many there are, and placing new tracks among them. */
export { agglomerate, cutDendrogram, type Dendrogram, type Linkage } from "./agglomerative.ts"
export {
  assignByNeighbours,
  type AssignedTracks,
  assignToCentres,
  assignToMixture,
  type NeighbourVote
} from "./assign.ts"
export { chooseCut, type ChosenCut } from "./choose-cut.ts"
export { chooseK, type ChosenK, type KCandidate } from "./choose-k.ts"
export { type Dbscan, dbscan, type DbscanOptions, kDistanceKnee, type KDistances } from "./dbscan.ts"
export { elbow } from "./elbow.ts"
export { type GapOptions, type GapStatistic, gapStatistic } from "./gap-statistic.ts"
export type { Components, Covariance } from "./gaussian-components.ts"
export { type GaussianMixture, gaussianMixture, type GaussianMixtureOptions } from "./gaussian-mixture.ts"
export { type Hdbscan, hdbscan, type HdbscanOptions } from "./hdbscan.ts"
export { inertiaOf } from "./inertia.ts"
export { kCriteria, type KCriteriaOptions, type KCriterion, type KPicks } from "./k-criteria.ts"
export { type KMeans, kMeans, type KMeansOptions } from "./k-means.ts"
export {
  type GroupedTracks,
  type HeldOutFold,
  type LabelAgreement,
  outOfSample,
  type OutOfSampleOptions
} from "./out-of-sample.ts"
export { type Affinity, type SpectralEmbedding, spectralEmbedding } from "./spectral-embedding.ts"
export { type Spectral, spectral, type SpectralOptions } from "./spectral.ts"
export { stabilities, type StabilityOptions } from "./stability.ts"
