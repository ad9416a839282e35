/** The least of a function of one variable, without derivatives. */

type Real = (x: number) => number

const golden = (3 - Math.sqrt(5)) / 2 // what is cut off an interval
const stride = (1 + Math.sqrt(5)) / 2 // how much longer each step downhill is
const strides = 60
const steps = 200
const flat = Math.sqrt(Number.EPSILON) // nearer than this to a minimum, its values are equal
const smallest = 1e-11

/** Goes downhill from two points until the function rises again; a minimum lies between the two ends. */
const bracket = (f: Real, first: number, second: number): { low: number; high: number } => {
  let [behind, here] = f(second) > f(first) ? [second, first] : [first, second]
  let ahead = here + stride * (here - behind)
  for (let i = 0; i < strides && f(ahead) < f(here); i++) {
    behind = here
    here = ahead
    ahead = here + stride * (here - behind)
  }
  return { low: Math.min(behind, ahead), high: Math.max(behind, ahead) }
}

/** The lowest point of the parabola through three points, as a step from the first; NaN when they lie on a line. */
const parabolaStep = (best: Sample, second: Sample, third: Sample): number => {
  const r = (best.x - second.x) * (best.y - third.y)
  const q = (best.x - third.x) * (best.y - second.y)
  return ((best.x - second.x) * r - (best.x - third.x) * q) / (2 * (q - r))
}

interface Sample {
  readonly x: number
  readonly y: number
}

/**
 * Where `f` is least, sought downhill from `first` and `second`; a local minimum where there are several. Good to about
 * 1.5e-8 of its size, as no search by values alone does better. Where `f` falls for ever, a very large number.
 * Source: Brent 1973, Algorithms for Minimization without Derivatives, chapter 5.
 *
 * @example
 * ```ts
 * import { brentMinimum } from "partita/math"
 * brentMinimum((x) => (x - 3) ** 2, 0, 1) // → 3
 * ```
 */
export const brentMinimum = (f: Real, first: number, second: number): number => {
  const at = (x: number): Sample => ({ x, y: f(x) })
  let { high, low } = bracket(f, first, second)
  let best = at(low + golden * (high - low))
  let runnerUp = best
  let third = best
  let move = 0
  let moveBefore = 0
  for (let i = 0; i < steps; i++) {
    const middle = (low + high) / 2
    const tolerance = flat * Math.abs(best.x) + smallest
    if (Math.abs(best.x - middle) + (high - low) / 2 <= 2 * tolerance) break
    const limit = moveBefore / 2
    moveBefore = move
    move = parabolaStep(best, runnerUp, third)
    const isInside = best.x + move > low && best.x + move < high
    // a parabola is trusted while its steps at least halve every other time
    if (!isInside || !(Math.abs(move) < Math.abs(limit))) {
      moveBefore = (best.x < middle ? high : low) - best.x
      move = golden * moveBefore
    } else if (best.x + move - low < 2 * tolerance || high - best.x - move < 2 * tolerance) {
      move = best.x < middle ? tolerance : -tolerance
    }
    const tried = at(best.x + (Math.abs(move) < tolerance ? Math.sign(move) * tolerance : move))
    if (tried.y <= best.y) {
      if (tried.x < best.x) high = best.x
      else low = best.x
      third = runnerUp
      runnerUp = best
      best = tried
    } else {
      if (tried.x < best.x) low = tried.x
      else high = tried.x
      if (tried.y <= runnerUp.y || runnerUp.x === best.x) {
        third = runnerUp
        runnerUp = tried
      } else if (tried.y <= third.y || third.x === best.x || third.x === runnerUp.x) third = tried
    }
  }
  return best.x
}
