/**
 * Which methods may be the best: how often each procedure keeps the best, and all of several that are equally good, and how
 * many it keeps, over 34 methods whose errors share two thirds of their variance, as those of one collection do. Beside the
 * model confidence set by T_R, which is ours, stand T_max (both Hansen, Lunde & Nason 2011) and the largest lead over each
 * method by itself (Hsu 1984; Mogstad et al. 2024), which holds each of several best, but not all of them at once.
 */
import * as os from "node:os"
import { modelConfidenceSet } from "../src/learn/metric/test/model-confidence-set.ts"
import { type Erring, spreadOf } from "../src/learn/metric/test/paired-errors.ts"
import { Random } from "../src/math/random.ts"

const [seed, halves, collections, alpha] = [7, 400, 200, 0.05]

/** Methods in standard errors of their own: a share of what errs is common to all, the rest their own or their family's. */
const measured = (means: ReadonlyArray<number>, random: Random): ReadonlyArray<Erring> => {
  const families = 6
  const draw = () => {
    const common = random.normal()
    const shared = Array.from({ length: families }, () => random.normal())
    return means.map((_, i) => {
      const width = 0.03 + 0.03 * ((i * 7) % 10) / 10 // methods err unlike far
      return width *
        (Math.sqrt(0.45) * common + Math.sqrt(0.25) * shared[i % families]! + Math.sqrt(0.3) * random.normal())
    })
  }
  const once = draw()
  const errors = Array.from({ length: halves }, draw)
  return means.map((mean, i) => ({
    value: mean + once[i]!,
    errors: Float64Array.from(errors, (half) => half[i]!)
  }))
}

interface Step {
  readonly t: number
  readonly chance: Float64Array
  readonly worst: number
}

const tMax = (left: ReadonlyArray<Erring>): Step => {
  const mean = left.reduce((sum, { value }) => sum + value, 0) / left.length
  const meanErrors = Float64Array.from(
    { length: halves },
    (_, h) => left.reduce((sum, { errors }) => sum + errors[h]!, 0) / left.length
  )
  const stands = left.map(({ errors, value }) => {
    const lags = errors.map((error, h) => meanErrors[h]! - error)
    const spread = spreadOf(lags)
    return { t: (mean - value) / spread, chance: lags.map((lag) => lag / spread) }
  })
  const worst = stands.reduce((most, { t }, i) => t > stands[most]!.t ? i : most, 0)
  return {
    t: stands[worst]!.t,
    worst,
    chance: Float64Array.from({ length: halves }, (_, h) => Math.max(...stands.map(({ chance }) => chance[h]!)))
  }
}

/** Whether no other leads a method further than any would by errors alone. */
const isUnled = (own: Erring, methods: ReadonlyArray<Erring>): boolean => {
  const leads = methods.flatMap((other) => {
    const alone = other.errors.map((error, h) => error - own.errors[h]!)
    const spread = spreadOf(alone)
    return spread === 0 ? [] : [{ t: (other.value - own.value) / spread, chance: alone.map((each) => each / spread) }]
  })
  const most = Math.max(...leads.map(({ t }) => t))
  if (most <= 0) return true
  let asFar = 1
  for (let h = 0; h < halves; h++) if (leads.some(({ chance }) => chance[h]! >= most)) asFar++
  return asFar / (halves + 1) >= alpha
}

const where = (methods: ReadonlyArray<Erring>, kept: (i: number) => boolean): Set<number> =>
  new Set(Array.from(methods.keys()).filter(kept))

/** The set that a sequence of such tests leaves. */
const confidenceSet =
  (step: (left: ReadonlyArray<Erring>) => Step) => (methods: ReadonlyArray<Erring>): Set<number> => {
    let left = [...methods.keys()]
    while (left.length > 1) {
      const { chance, t, worst } = step(left.map((i) => methods[i]!))
      if ((chance.filter((each) => each >= t).length + 1) / (halves + 1) >= alpha) break
      left = left.filter((_, at) => at !== worst)
    }
    return new Set(left)
  }

const procedures: Readonly<Record<string, (methods: ReadonlyArray<Erring>) => Set<number>>> = {
  "model confidence set, T_R (ours)": (methods) => {
    const p = modelConfidenceSet(methods)
    return where(methods, (i) => p[i]! >= alpha)
  },
  "model confidence set, T_max": confidenceSet(tMax),
  "largest lead, each by itself": (methods) => where(methods, (i) => isUnled(methods[i]!, methods))
}

const count = 34
const spread = (from: number, to: number) =>
  Array.from({ length: count }, (_, i) => from + (to - from) * i / (count - 1))
const worlds: Readonly<Record<string, ReadonlyArray<number>>> = {
  "all equal": spread(0, 0),
  "one ahead by 0.05, the rest equal": spread(0, 0).map((value, i) => i === 3 ? 0.05 : value),
  "three best, the rest down to -0.5": spread(0, -0.5).map((value, i) => i < 3 ? 0 : value),
  "evenly down to -0.4": spread(0, -0.4)
}

process.stdout.write(`seed ${seed}, ${collections} collections, ${os.cpus().length} cores\n`)
process.stdout.write(
  "| truth | procedure | a best one is kept | all best ones are kept | methods kept |\n|---|---|--:|--:|--:|\n"
)
for (const [world, means] of Object.entries(worlds)) {
  const most = Math.max(...means)
  const best = means.flatMap((mean, i) => mean === most ? [i] : [])
  const random = new Random(seed)
  const seen = Array.from({ length: collections }, () => measured(means, random))
  for (const [name, kept] of Object.entries(procedures)) {
    const sets = seen.map(kept)
    const share = (of: (set: Set<number>) => number) => sets.reduce((sum, set) => sum + of(set), 0) / sets.length
    const one = share((set) => best.filter((i) => set.has(i)).length / best.length)
    const all = share((set) => Number(best.every((i) => set.has(i))))
    process.stdout.write(
      `| ${world} | ${name} | ${(100 * one).toFixed(1)} % | ${(100 * all).toFixed(1)} % | ${
        share((set) => set.size).toFixed(1)
      } |\n`
    )
  }
}
