/** Whether paired differences are centred on 0: the sign of each could as well have been the other one. */
import type { Random } from "../../../math/random.ts"

const exactUpTo = 14 // pairs; 16,384 sign patterns

const rounding = 1e-12 // relative; sums that are equal but for the order of addition count as equal

/** Share of all sign patterns whose sum is at least as far from 0; every one is tried. */
const exact = (sizes: Float64Array, observed: number): number => {
  let asFar = 0
  const patterns = 2 ** sizes.length
  for (let pattern = 0; pattern < patterns; pattern++) {
    let sum = 0
    for (let i = 0; i < sizes.length; i++) sum += pattern >> i & 1 ? sizes[i]! : -sizes[i]!
    if (Math.abs(sum) >= observed) asFar++
  }
  return asFar / patterns
}

/**
 * Two-sided p of the mean difference under random signs: exact to 14 pairs, from `permutations` draws beyond, the
 * observed one counted in. Five pairs reach no less than 1/16, so plan the number of seeds before. 1 when all are 0.
 * Throws a RangeError for no pairs or a difference that is not finite. Source: Fisher 1935, The Design of Experiments,
 * §21.
 *
 * @example
 * ```ts
 * import { Random } from "partita/math"
 * import { signFlip } from "partita/metric"
 * signFlip([0.1, 0.2, 0.1, 0.3, 0.2], { permutations: 999, random: new Random(7) }) // → 0.0625
 * ```
 */
export const signFlip = (
  differences: ArrayLike<number>,
  options: { readonly permutations: number; readonly random: Random }
): number => {
  const values = Float64Array.from(differences)
  const bad = values.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new RangeError(`sign-flip test: difference ${bad} is ${values[bad]}; leave out that pair`)
  if (values.length === 0) throw new RangeError("sign-flip test of no pairs; run both methods on at least one seed")
  const sizes = values.map(Math.abs)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const observed = Math.abs(values.reduce((sum, value) => sum + value, 0)) - rounding * total
  if (values.length <= exactUpTo) return exact(sizes, observed)
  const { permutations, random } = options
  if (permutations < 1) throw new RangeError("sign-flip test without permutations; draw at least one")
  let asFar = 1
  for (let draw = 0; draw < permutations; draw++) {
    let sum = 0
    for (const size of sizes) sum += random.word() & 1 ? size : -size
    if (Math.abs(sum) >= observed) asFar++
  }
  return asFar / (permutations + 1)
}
