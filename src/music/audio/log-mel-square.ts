/** A fixed-size picture of a clip, for the convolutional models. */
import type { Matrix } from "../../math/matrix.ts"
import { zeros } from "../../math/matrix.ts"

/** Frames kept; with 128 mel bands the picture is square. */
export const SQUARE_FRAMES = 128

/**
 * The first 128 frames of a log-mel spectrogram (about three seconds), padded on the right with its quietest level.
 *
 * Shapes: [128, frame] → [128, 128]. Units: dB.
 *
 * @example
 * ```ts
 * import { logMelSquare } from "partita/audio"
 * import { zeros } from "partita/math"
 * const picture = logMelSquare(zeros(128, 40))
 * picture.cols // → 128
 * ```
 */
export const logMelSquare = (logMel: Matrix): Matrix => {
  const out = zeros(logMel.rows, SQUARE_FRAMES)
  out.data.fill(logMel.data.reduce((least, level) => Math.min(least, level), Infinity))
  const frames = Math.min(SQUARE_FRAMES, logMel.cols)
  for (let band = 0; band < logMel.rows; band++) {
    out.data.set(logMel.data.subarray(band * logMel.cols, band * logMel.cols + frames), band * SQUARE_FRAMES)
  }
  return out
}
