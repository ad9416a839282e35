/** Local derivatives of a feature over time. */
import type { Matrix } from "../../math/matrix.ts"
import { zeros } from "../../math/matrix.ts"

const widthFrames = 9 // librosa width

/**
 * First or second derivative of each row by a local least-squares polynomial of that order.
 *
 * Shapes: [feature, frame] → same. Units: per frame (per frame²). The frames within half a width of an end take the
 * polynomial fitted to the outermost window. A clip of fewer than nine frames uses the widest odd window that fits,
 * where librosa raises. Failure: RangeError for fewer than three frames.
 * Source: Savitzky & Golay 1964; librosa.feature.delta(width=9, mode="interp").
 */
export const deltaOf = (features: Matrix, order: 1 | 2): Matrix => {
  const frames = features.cols
  if (frames < 3) throw new RangeError(`deltaOf: ${frames} frames; a derivative needs at least 3. Use a longer clip.`)
  const half = (Math.min(widthFrames, frames - 1 + (frames % 2)) - 1) >> 1
  const out = zeros(features.rows, frames)
  const taps = derivativeTaps(half, order)
  for (let r = 0; r < features.rows; r++) {
    const at = r * frames
    for (let t = 0; t < frames; t++) {
      const centre = Math.min(Math.max(t, half), frames - 1 - half)
      let sum = 0
      for (let i = -half; i <= half; i++) sum += taps[i + half]! * features.data[at + centre + i]!
      out.data[at + t] = sum
    }
  }
  return out
}

/** The polynomial has the order of the derivative, so its derivative is one number for the whole window −half … half. */
const derivativeTaps = (half: number, order: 1 | 2): Float64Array => {
  const offsets = Array.from({ length: 2 * half + 1 }, (_, i) => i - half)
  const square = offsets.reduce((sum, i) => sum + i ** 2, 0)
  if (order === 1) return Float64Array.from(offsets, (i) => i / square)
  const count = offsets.length
  const fourth = offsets.reduce((sum, i) => sum + i ** 4, 0)
  return Float64Array.from(offsets, (i) => (2 * (count * i * i - square)) / (count * fourth - square * square))
}
