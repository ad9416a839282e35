/** What the spaces of Medium and Hard are called: in tables, and where a pipeline picks some of them out. */
export const spaceNames = {
  features: "features",
  pca: "PCA",
  vae: "VAE",
  convVae: "ConvVAE",
  betaVae: "β-VAE",
  betaTcVae: "β-TCVAE",
  autoencoder: "AE",
  vade: "VaDE",
  lyrics: "lyrics",
  hybridVae: "HybridVAE",
  experts: "product of experts",
  randomProjection: "random projection",
  untrained: "untrained encoder"
} as const

/** A space of audio with each track's own lyrics beside it. */
export const withLyrics = (name: string): string => `${name} + lyrics`

const shuffled = " + shuffled lyrics"

/** The same with another track's lyrics: the control. */
export const withShuffledLyrics = (name: string): string => `${name}${shuffled}`

/** Whether a space is such a control. */
export const isControl = (name: string): boolean => name.endsWith(shuffled)
