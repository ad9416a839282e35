/** Where each method stands beside the best of all and beside the best of those that learnt nothing. */
import { holm } from "./holm.ts"
import { modelConfidenceSet } from "./model-confidence-set.ts"
import { type Erring, type PairedDifference, pairedDifference, spreadOf } from "./paired-errors.ts"

/** A method and whether it is one that others must be ahead of to be worth anything. */
export interface Contender extends Erring {
  readonly isBaseline: boolean
}

/**
 * Differences are the method's own less the other's. `best.p`: methods of at least 1 − level may be the best.
 * `baseline.p` says whether the method is ahead of every baseline, or behind the best of them, whichever its difference
 * says, after Holm's correction for all that are no baseline; null for baselines and where there is none.
 */
export interface Stand {
  readonly best: PairedDifference
  readonly baseline: PairedDifference | null
}

const indexOfBest = (methods: ReadonlyArray<Erring>): number =>
  methods.reduce((best, { value }, i) => value > methods[best]!.value ? i : best, 0)

/** Each baseline's lead over the method in standard errors, and that of errors alone [half]. */
const leadsOf = (method: Erring, baselines: ReadonlyArray<Erring>) =>
  baselines.map(({ errors, value }) => {
    const alone = errors.map((error, half) => error - method.errors[half]!)
    const spread = spreadOf(alone)
    const lead = value - method.value
    return {
      t: spread === 0 && lead === 0 ? 0 : lead / spread,
      chance: alone.map((each) => spread === 0 ? 0 : each / spread)
    }
  })

/**
 * Ahead: it must be ahead of each baseline, so that the largest p of them counts. Behind: the largest lead of any must be
 * further than the largest of errors alone (max-T), since the best baseline was found by looking.
 */
const againstAll = (method: Erring, baselines: ReadonlyArray<Erring>): number => {
  const leads = leadsOf(method, baselines)
  const halves = method.errors.length
  const share = (count: number) => (count + 1) / (halves + 1)
  if (leads.every(({ t }) => t < 0)) {
    return Math.max(...leads.map(({ chance, t }) => share(chance.filter((each) => each <= t).length)))
  }
  const most = Math.max(...leads.map(({ t }) => t))
  return share(
    Array.from({ length: halves }, (_, half) => half).filter((half) =>
      leads.some(({ chance }) => chance[half]! >= most)
    ).length
  )
}

/**
 * One stand per method, in the order given; nothing for no methods. The leader was chosen by looking, and so was the
 * best baseline: model-confidence-set.ts allows for the one, max-T for the other.
 * Source: Westfall & Young 1993, Resampling-based multiple testing (max-T); Berger 1982 (intersection–union).
 *
 * @example
 * ```ts
 * import { standBeside } from "partita/metric"
 * const errors = Float64Array.from({ length: 400 }, (_, half) => Math.sin(half) / 100)
 * const pca = { value: 0.2, errors, isBaseline: true }
 * const vae = { value: 0.5, errors: errors.map((error) => -error), isBaseline: false }
 * const stands = standBeside([pca, vae], 0.95)
 * stands[1]?.baseline?.difference // → 0.3
 * stands[1]!.baseline!.p < 0.05 // → true
 * ```
 */
export const standBeside = (methods: ReadonlyArray<Contender>, level: number): ReadonlyArray<Stand> => {
  if (methods.length === 0) return []
  const leader = methods[indexOfBest(methods)]!
  const mayBeBest = modelConfidenceSet(methods)
  const baselines = methods.filter(({ isBaseline }) => isBaseline)
  const judged = baselines.length === 0 ? [] : methods.filter(({ isBaseline }) => !isBaseline)
  const ps = holm(judged.map((method) => againstAll(method, baselines)))
  const best = baselines[indexOfBest(baselines)]
  return methods.map((method, i) => {
    const at = judged.indexOf(method)
    return {
      best: { ...pairedDifference(method, leader, level), p: mayBeBest[i]! },
      baseline: at < 0 ? null : { ...pairedDifference(method, best!, level), p: ps[at]! }
    }
  })
}
