/** Gives every track its place in a space, takes points out of such spaces, and makes tracks of points again. */
export { chooseExamples } from "./choose-examples.ts"
export { decode } from "./decode.ts"
export { drawPrior } from "./draw-prior.ts"
export { encode } from "./encode.ts"
export { interpolate } from "./interpolate.ts"
export { pca } from "./pca.ts"
export { traverse } from "./traverse.ts"
export { untrained } from "./untrained.ts"
