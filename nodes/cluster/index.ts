/** Finds clusters in vectors: the number of them given, or chosen without labels. */
export { agglomerative } from "./agglomerative.ts"
export { chooseK } from "./choose-k.ts"
export { dbscan } from "./dbscan.ts"
export { gaussianMixture } from "./gaussian-mixture.ts"
export { hdbscan } from "./hdbscan.ts"
export { kMeans } from "./k-means.ts"
export { priorComponents } from "./prior-components.ts"
export { spectral } from "./spectral.ts"
