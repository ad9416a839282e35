/** Training a model, and embedding and decoding with it, on whichever backend this machine has. */
export { BackendUnavailable } from "./backend-unavailable.ts"
export {
  type BackendChoice,
  type BackendName,
  backendNames,
  type BackendStatus,
  backendStatus,
  bundledBackends,
  loadTensorFlow,
  resolveBackend
} from "./backend.ts"
export { CheckpointUnusable } from "./checkpoint-unusable.ts"
export { type CollapseDiagnostics, collapseDiagnostics } from "./collapse.ts"
export type { TrainingOptions } from "./config.ts"
export { DataNotFinite } from "./data-not-finite.ts"
export { onlyFeatures, rowsOf, type RowSource, type TrainingData } from "./data.ts"
export { TrainingDiverged } from "./diverged.ts"
export { decode, embed, type Embedding, type TrainedModel } from "./embed.ts"
export { type ExportedPart, exportOnnx } from "./export-onnx.ts"
export { bestEpochOf, type EpochRecord, type Losses } from "./history.ts"
export { keptSteps } from "./kept-steps.ts"
export { OutOfMemory } from "./out-of-memory.ts"
export { peakScaled, sideBySide } from "./row-sources.ts"
export { isOpenEnded, klShare, learningRateAt } from "./schedule.ts"
export { splitRows } from "./split.ts"
export { train, type Trained } from "./trainer.ts"
export type { TrainingHooks } from "./training-hooks.ts"
