/** What a model is trained on. */

/** Standardised features, row-major: [track, feature]. */
export interface TrainingData {
  readonly rows: number
  readonly cols: number
  readonly data: Float32Array
}
