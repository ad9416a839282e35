/** Measures tracks and brings what was measured into the form that models take. */
export { extract } from "./extract.ts"
export { oneHot } from "./one-hot.ts"
export { standardize } from "./standardize.ts"
export { tell } from "./tell.ts"
export { viewFeatures } from "./view-features.ts"
export { viewSpectrograms } from "./view-spectrograms.ts"
