/** How much detail a reconstruction keeps: what blur takes away first are steps from point to point. */

/**
 * Share of a picture's steps between neighbours that another picture makes too: the part of its gradient that lies along the
 * other's, over both axes. 1 for the picture itself, 0 for a flat one, and near 0 for noise, which has steps of its own; null
 * where the picture has no steps.
 *
 * Shapes: both [height, width], row-major.
 *
 * @example
 * ```ts
 * import { keptSteps } from "partita/training"
 * keptSteps([0, 1, 0, 1], [0.5, 0.75, 0.5, 0.75], { height: 2, width: 2 }) // → 0.25
 * ```
 */
export const keptSteps = (
  picture: ArrayLike<number>,
  made: ArrayLike<number>,
  { height, width }: { readonly height: number; readonly width: number }
): number | null => {
  let along = 0
  let own = 0
  const step = (from: number, to: number) => {
    const rise = picture[to]! - picture[from]!
    own += rise ** 2
    along += rise * (made[to]! - made[from]!)
  }
  for (let at = 0; at < height * width; at++) {
    if (at % width + 1 < width) step(at, at + 1)
    if (at + width < height * width) step(at, at + width)
  }
  return own === 0 ? null : along / own
}
