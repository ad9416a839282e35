/**
 * Minimum of a smooth function of many variables. Source: Nocedal & Wright 2006, Numerical Optimization, alg. 7.4–7.5.
 */

/** Writes the gradient at `at` into `gradient` and returns the value. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number

/** `tolerance` is for the largest entry of the gradient. */
export interface DescentOptions {
  readonly maxIterations: number
  readonly tolerance: number
}

/** Where the descent ended; `isConverged` is false when the iterations ran out or no step led down any more. */
export interface Descent {
  readonly at: Float64Array
  readonly value: number
  readonly iterations: number
  readonly isConverged: boolean
}

const remembered = 10 // steps from which the curvature is estimated
const sufficient = 1e-4 // Armijo constant, Nocedal & Wright §3.1
const shortest = 1e-12 // step below which rounding decides
const rounding = 4 * Number.EPSILON // of a value, which near the minimum changes by no more

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

const largest = (v: Float64Array): number => v.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

interface Move {
  readonly step: Float64Array
  readonly turn: Float64Array
  readonly curvature: number
}

/** −H·gradient for the inverse Hessian that the last moves imply (two-loop recursion). */
const direction = (gradient: Float64Array, moves: ReadonlyArray<Move>): Float64Array => {
  const q = gradient.map((value) => -value)
  const shares = moves.map(() => 0)
  for (let m = moves.length - 1; m >= 0; m--) {
    const { curvature, step, turn } = moves[m]!
    const share = shares[m] = dot(step, q) / curvature
    for (let i = 0; i < q.length; i++) q[i]! -= share * turn[i]!
  }
  const last = moves.at(-1)
  const scale = last === undefined ? 1 / Math.max(1, largest(gradient)) : last.curvature / dot(last.turn, last.turn)
  for (let i = 0; i < q.length; i++) q[i]! *= scale
  moves.forEach(({ curvature, step, turn }, m) => {
    const share = shares[m]! - dot(turn, q) / curvature
    for (let i = 0; i < q.length; i++) q[i]! += share * step[i]!
  })
  return q
}

/**
 * Descends from `start`, which is left as it is. Steps are halved until the value falls enough.
 *
 * @example
 * ```ts
 * import { limitedMemoryBfgs } from "partita/math"
 * const bowl = (at: Float64Array, gradient: Float64Array) => {
 *   at.forEach((x, i) => gradient[i] = 2 * (x - i))
 *   return at.reduce((sum, x, i) => sum + (x - i) ** 2, 0)
 * }
 * limitedMemoryBfgs(bowl, Float64Array.of(5, 5), { maxIterations: 50, tolerance: 1e-8 }).at // → [0, 1]
 * ```
 */
export const limitedMemoryBfgs = (
  objective: Objective,
  start: Float64Array,
  { maxIterations, tolerance }: DescentOptions
): Descent => {
  let at = start.slice()
  let gradient = new Float64Array(at.length)
  let value = objective(at, gradient)
  const moves: Array<Move> = []
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(gradient) <= tolerance) return { at, value, iterations: iteration, isConverged: true }
    const towards = direction(gradient, moves)
    const slope = dot(gradient, towards)
    const next = new Float64Array(at.length)
    const nextGradient = new Float64Array(at.length)
    let length = 1
    let nextValue = Infinity
    for (; length >= shortest; length /= 2) {
      for (let i = 0; i < at.length; i++) next[i] = at[i]! + length * towards[i]!
      nextValue = objective(next, nextGradient)
      if (nextValue <= value + sufficient * length * slope + rounding * Math.abs(value)) break
    }
    if (length < shortest) return { at, value, iterations: iteration, isConverged: false }
    const step = next.map((to, i) => to - at[i]!)
    const turn = nextGradient.map((to, i) => to - gradient[i]!)
    const curvature = dot(step, turn)
    if (curvature > 0) moves.push({ step, turn, curvature })
    if (moves.length > remembered) moves.shift()
    at = next
    gradient = nextGradient
    value = nextValue
  }
  return { at, value, iterations: maxIterations, isConverged: largest(gradient) <= tolerance }
}
