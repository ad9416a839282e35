/** Decoded sound: what every reader returns and what the features start from. */

/** One Float32Array of equal length per channel, full scale ±1. */
export interface Audio {
  readonly channels: ReadonlyArray<Float32Array>
  readonly sampleRateHz: number
}
