/** Which of several methods may be the best, when the best was found by looking at all of them. */
import { type Erring, spreadOf } from "./paired-errors.ts"

interface Standing {
  readonly t: number
  /** The same statistic of the errors alone [half]. */
  readonly chance: Float64Array
}

/** How far a method is below the mean of those that are left, in standard errors. */
const standing = (mean: Erring, { errors, value }: Erring): Standing => {
  const lag = mean.value - value
  const lags = errors.map((error, half) => mean.errors[half]! - error)
  const spread = spreadOf(lags)
  if (spread === 0) return { t: lag === 0 ? 0 : lag / 0, chance: lags }
  return { t: lag / spread, chance: lags.map((each) => each / spread) }
}

const meanOf = (left: ReadonlyArray<Erring>): Erring => ({
  value: left.reduce((sum, { value }) => sum + value, 0) / left.length,
  errors: left[0]!.errors.map((_, half) => left.reduce((sum, { errors }) => sum + errors[half]!, 0) / left.length)
})

/**
 * For each method a p-value: those of at least 1 − level form a set that holds the best with at least this confidence,
 * however many were looked at. The worst is taken out as long as it lags behind the mean of the others further than
 * the largest lag of errors alone; a method's p is the largest until it went. The last has p = 1, and so have methods
 * that equal it.
 * Shapes: `methods` [method], errors of all on the same halves → [method]. Throws a RangeError for other lengths.
 * Source: Hansen, Lunde & Nason 2011, The model confidence set, Econometrica 79 (T_max).
 *
 * @example
 * ```ts
 * import { modelConfidenceSet } from "partita/metric"
 * const errors = Float64Array.from({ length: 400 }, (_, half) => Math.sin(half) / 10)
 * const good = { value: 0.5, errors }
 * const bad = { value: 0.1, errors: errors.map((error) => -error / 2) }
 * modelConfidenceSet([good, bad]) // → [1, 0.002]
 * ```
 */
export const modelConfidenceSet = (methods: ReadonlyArray<Erring>): Float64Array => {
  const halves = methods[0]?.errors.length ?? 0
  if (methods.some(({ errors }) => errors.length !== halves)) {
    throw new RangeError("methods measured on other halves of the tracks cannot be compared; draw the same for all")
  }
  const p = new Float64Array(methods.length)
  let left = Array.from(methods.keys())
  let most = 0
  while (left.length > 0) {
    const those = left.map((i) => methods[i]!)
    const mean = meanOf(those)
    const stands = those.map((method) => standing(mean, method))
    const worst = stands.reduce((most, { t }, i) => t > stands[most]!.t ? i : most, 0)
    const { t } = stands[worst]!
    if (t <= 0) { // all equal: none can be told from the best
      for (const i of left) p[i] = 1
      return p
    }
    let asFar = 1
    for (let half = 0; half < halves; half++) if (stands.some(({ chance }) => chance[half]! >= t)) asFar++
    most = Math.max(most, asFar / (halves + 1))
    p[left[worst]!] = most
    left = left.filter((_, at) => at !== worst)
  }
  return p
}
