/** Whether each latent dimension stands for one factor of the music. */
export { type CodeInformation, codeInformation } from "./code-information.ts"
export { type Dci, dci } from "./dci.ts"
export { disentanglementMeasures, type DisentanglementOptions } from "./disentanglement-measures.ts"
export { explicitness, type ExplicitnessOptions } from "./explicitness.ts"
export { modularity } from "./modularity.ts"
export { mutualInformationGap } from "./mutual-information-gap.ts"
export { separatedAttributePredictability } from "./separated-attribute-predictability.ts"
export { type SeededLatents, unsupervisedDisentanglementRanking } from "./unsupervised-disentanglement-ranking.ts"
