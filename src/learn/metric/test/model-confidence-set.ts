/** Which of several methods may be the best, when the best was found by looking at all of them. */
import { type Erring, spreadOf } from "./paired-errors.ts"

/** Two methods: how far `ahead` is before `behind` in standard errors, and the same of errors alone [half]. */
interface Lead {
  readonly ahead: number
  readonly behind: number
  readonly t: number
  readonly chance: Float64Array
}

/** Every method before every other, whichever is in front; those that are the same have no lead. */
const leadsOf = (methods: ReadonlyArray<Erring>): ReadonlyArray<Lead> =>
  methods.flatMap((first, ahead) =>
    methods.flatMap((second, behind): ReadonlyArray<Lead> => {
      if (ahead === behind) return []
      const alone = first.errors.map((error, half) => error - second.errors[half]!)
      const spread = spreadOf(alone)
      const lead = first.value - second.value
      if (spread === 0) return lead > 0 ? [{ ahead, behind, t: Infinity, chance: alone }] : []
      return [{ ahead, behind, t: lead / spread, chance: alone.map((each) => each / spread) }]
    })
  )

/** The share of errors of which any lead is at least as far, the observed one counted in. */
const shareAsFar = (leads: ReadonlyArray<Lead>, t: number, halves: number): number => {
  let asFar = 1
  for (let half = 0; half < halves; half++) if (leads.some(({ chance }) => chance[half]! >= t)) asFar++
  return asFar / (halves + 1)
}

/**
 * For each method a p-value: those of at least 1 − level form a set that holds the best, and all that are as good, with at
 * least this confidence, however many were looked at. The method that some other leads furthest is taken out as long as
 * that is further than the largest lead between any two by errors alone; a method's p is the largest until it went. The
 * last has p = 1, and so have methods that equal it.
 *
 * By pairs (T_R) and not by the distance to the mean of all (T_max): methods that err wildly widen the second and keep others
 * in. Of 34 methods, three of them best, it keeps 7 where T_max keeps 10, and all three best in 98 of 100 collections
 * (bench/may-be-best.ts).
 * Shapes: `methods` [method], errors of all on the same halves → [method]. Throws a RangeError for other lengths.
 * Source: Hansen, Lunde & Nason 2011, The model confidence set, Econometrica 79 (T_R and its elimination rule).
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
  const p = new Float64Array(methods.length).fill(1)
  let leads = leadsOf(methods)
  let most = 0
  for (;;) {
    const furthest = leads.reduce<Lead | undefined>((best, lead) => best && best.t >= lead.t ? best : lead, undefined)
    if (furthest === undefined || furthest.t <= 0) return p // all equal: none can be told from the best
    const { behind: out, t } = furthest
    most = Math.max(most, shareAsFar(leads, t, halves))
    p[out] = most
    leads = leads.filter(({ ahead, behind }) => ahead !== out && behind !== out)
  }
}
