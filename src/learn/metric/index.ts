/** How good a clustering, a latent space or a map is, with the chance level and the uncertainty of every number. */
export * from "./clustering/index.ts"
export * from "./disentanglement/index.ts"
export * from "./map/index.ts"
export * from "./probe/index.ts"
export * from "./resampling/index.ts"
export * from "./test/index.ts"
