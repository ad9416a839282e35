/** Lays spaces out on a plane, for looking only. */
export { tSne } from "./t-sne.ts"
export { umap } from "./umap.ts"
