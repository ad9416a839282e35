/** Many features brought to a common scale, to fewer dimensions, or to a map in the plane. */
export { fuseModalities, type FusionScaling, type Modality } from "./fuse-modalities.ts"
export { type Pca, pca } from "./pca.ts"
export { randomProjection } from "./random-projection.ts"
export { applyScaling, fitScaling, type Scaling, type ScalingMethod, scalingMethods } from "./scaling.ts"
export { fitStandardScaler, standardize, type StandardScaler } from "./standard-scaler.ts"
export { type TSne, tSne, type TSneOptions } from "./t-sne.ts"
export { type Umap, umap, type UmapOptions } from "./umap.ts"
