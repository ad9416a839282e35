/** What results mean, in sentences that are each computed from a table, so that none can say what no table says. */
import { numberText } from "./number-text.ts"
import { differenceText, verdictOf } from "./paired.ts"
import type { ReportMethod, ReportMetric } from "./report-model.ts"
import type { PublishedNumber } from "./report-rows.ts"
import { methodName, rankable, ranking } from "./sentences.ts"

const two = (value: number): string => numberText(value, 2)

/** The metric that ranks. */
const leadOf = ({ metrics }: ReportMethod): ReportMetric | undefined =>
  metrics.find(({ isHeadline, value }) => isHeadline !== false && Number.isFinite(value))

const silhouetteName = "silhouette in own space"

const metricOf = ({ metrics }: ReportMethod, name: string): number | null =>
  metrics.find(({ metric }) => metric === name)?.value ?? null

/** Methods in order of the ranking with the metric that ranks, without those it is not defined for. */
const placed = (methods: ReadonlyArray<ReportMethod>) =>
  ranking(methods).flatMap((method) => {
    const lead = leadOf(method)
    return lead === undefined ? [] : [{ method, lead }]
  })

/** How many methods are ahead of the best baseline, cannot be told from it or are behind; nothing where none was paired. */
export const againstBaseline = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<string> => {
  const order = placed(methods)
  const base = order.find(({ method }) => method.isBaseline)
  const models = order.flatMap(({ lead, method }) => {
    const { toBaseline } = lead
    return method.isBaseline || toBaseline === undefined ? [] : [{ method, lead, toBaseline }]
  })
  if (base === undefined || models.length === 0) return []
  const by = Map.groupBy(models, ({ toBaseline }) => verdictOf(toBaseline))
  const ahead = by.get("ahead") ?? []
  const named = ahead.slice(0, 3).map(({ method, toBaseline }) =>
    `${methodName(method)} (${differenceText(toBaseline)})`
  )
  const verdict = ahead.length === 0
    ? "No method that learnt anything is shown to be better than a baseline."
    : `Ahead are ${named.join(", ")}${ahead.length > 3 ? ` and ${ahead.length - 3} more` : ""}.`
  return [
    `The best baseline, ${methodName(base.method)}, has ${base.lead.metric} ${
      two(base.lead.value)
    }: on the same tracks ` +
    `${ahead.length} of ${models.length} other methods are ahead of it, ${by.get("tie")?.length ?? 0} cannot be told ` +
    `from it and ${by.get("behind")?.length ?? 0} are behind. ${verdict}`
  ]
}

/** Average ranks of values, the smallest first. */
const ranksOf = (values: ReadonlyArray<number>): ReadonlyArray<number> =>
  values.map((value) => {
    const below = values.filter((other) => other < value).length
    return below + (values.filter((other) => other === value).length + 1) / 2
  })

const correlation = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number => {
  const middle = (a.length + 1) / 2
  const sum = (x: ReadonlyArray<number>, y: ReadonlyArray<number>) =>
    x.reduce((total, value, i) => total + (value - middle) * (y[i]! - middle), 0)
  const size = Math.sqrt(sum(a, a) * sum(b, b))
  return size === 0 ? 0 : sum(a, b) / size
}

const fewest = 4 // below, a correlation of ranks says nothing

/** Whether what separates well also agrees with labels. */
export const separationAndAgreement = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<string> => {
  const both = placed(methods).flatMap(({ lead, method }) => {
    const silhouette = metricOf(method, silhouetteName)
    return silhouette === null ? [] : [{ method, lead, silhouette }]
  })
  if (both.length < fewest) return []
  const rho = correlation(ranksOf(both.map((each) => each.silhouette)), ranksOf(both.map(({ lead }) => lead.value)))
  const [most] = both.toSorted((a, b) => b.silhouette - a.silhouette)
  const rank = 1 + both.filter(({ lead }) => lead.value > most!.lead.value).length
  const meaning = rho > 0.5
    ? "what separates well here also agrees"
    : rho < -0.2
    ? "what separates well here agrees less"
    : "a silhouette in a method's own space says little about agreement"
  return [
    `Over ${both.length} methods the silhouette in the own space and ${most!.lead.metric} have a rank correlation of ` +
    `${two(rho)}: ${meaning}. The highest silhouette, ${two(most!.silhouette)}, is of ${
      methodName(most!.method)
    }, which ` +
    `is number ${rank} by ${most!.lead.metric} (${two(most!.lead.value)}).`
  ]
}

/** What methods that were told labels reach, apart from the others. */
export const aboutConditioned = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<string> => {
  const told = methods.filter(({ isLabelConditioned }) => isLabelConditioned === true).flatMap((method) => {
    const lead = leadOf(method)
    return lead === undefined ? [] : [{ method, lead }]
  }).toSorted((a, b) => b.lead.value - a.lead.value)
  const [best] = told
  const fair = placed(rankable(methods))[0]
  if (best === undefined || fair === undefined) return []
  const ahead = best.lead.toBest !== undefined && verdictOf(best.lead.toBest) === "ahead"
  return [
    `Of ${told.length} clusterings of a space that was told labels the best, ${methodName(best.method)}, has ` +
    `${best.lead.metric} ${two(best.lead.value)}${
      ahead
        ? `, more than the ${
          two(fair.lead.value)
        } of the best that was told nothing; it is no evidence, since what was told is what is scored.`
        : `; the best that was told nothing has ${two(fair.lead.value)}, so even being told is not shown to help.`
    }`
  ]
}

/** What a clusterer that may call tracks noise left out. */
export const aboutNoise = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<string> => {
  const covering = methods.flatMap((method) => {
    const coverage = metricOf(method, "coverage")
    return coverage === null || coverage >= 1 ? [] : [{ method, coverage }]
  }).toSorted((a, b) => a.coverage - b.coverage)
  const [least] = covering
  if (least === undefined) return []
  const share = numberText(100 * (1 - least.coverage), 0)
  const many = covering.length === 1 ? "One clustering leaves" : `${covering.length} clusterings leave`
  return [
    `${many} tracks out as noise; ${
      methodName(least.method)
    } leaves out most, ${share} %. Where there are clusters, every ` +
    "such track counts as one of its own."
  ]
}

/** What is put beside a space, and what it is compared with: the same step where nothing can be gained. */
export interface Gain {
  readonly what: string
  readonly from: string
  readonly to: string
  readonly isControl: boolean
}

const asMuch = 0.8

/** What each step does to silhouette and agreement under one clusterer, and whether controls gain as much. */
export const aboutGains = (methods: ReadonlyArray<ReportMethod>, gains: ReadonlyArray<Gain>): ReadonlyArray<string> => {
  const of = (space: string) => methods.find((each) => each.representation === space && each.clusterer === "K-Means")
  const found = gains.flatMap((gain) => {
    const [before, after] = [of(gain.from), of(gain.to)]
    if (before === undefined || after === undefined) return []
    const [low, high] = [metricOf(before, silhouetteName), metricOf(after, silhouetteName)]
    const [a, b] = [leadOf(before), leadOf(after)]
    return low === null || high === null || a === undefined || b === undefined ? [] : [{ ...gain, low, high, a, b }]
  })
  if (found.length === 0) return []
  const told = found.map(({ a, b, high, low, what }) =>
    `with ${what} the silhouette goes from ${two(low)} to ${two(high)} and ${a.metric} from ${two(a.value)} to ${
      two(b.value)
    }`
  ).join("; ")
  const real = found.filter(({ isControl }) => !isControl).map(({ high, low }) => high - low)
  const controls = found.filter(({ isControl }) => isControl).map(({ high, low }) => high - low)
  const as = controls.filter((gain) => real.length > 0 && gain >= asMuch * Math.max(...real)).length
  const verdict = controls.length === 0 || Math.max(...real) <= 0
    ? ""
    : ` ${as} of ${controls.length} controls ${as === 1 ? "gains" : "gain"} at least ${
      100 * asMuch
    } % as much silhouette${as > 0 ? ", so that the gain is not about these tracks" : ""}.`
  return [`${told[0]!.toUpperCase()}${told.slice(1)}.${verdict}`]
}

const near = 0.05

/** How many published numbers came out the same here, and which lies farthest off. */
export const aboutPublished = (rows: ReadonlyArray<PublishedNumber>, isStandIn: boolean): ReadonlyArray<string> => {
  const both = rows.flatMap(({ here, metric, published, what }) =>
    here === null || published === null ? [] : [{
      name: `${metric} of ${what}`,
      here,
      published,
      off: Math.abs(here - published) / Math.max(Math.abs(published), near)
    }]
  )
  const [farthest] = both.toSorted((a, b) => b.off - a.off)
  if (farthest === undefined) return []
  const met = both.filter(({ off }) => off <= near).length
  return [
    `Of ${both.length} published numbers ${met} ${met === 1 ? "lies" : "lie"} within ${
      100 * near
    } % of the number here; ` +
    `farthest off is the ${farthest.name}, published as ${numberText(farthest.published, 3)}, here ${
      numberText(farthest.here, 3)
    }.${isStandIn ? " The tracks here stand in for those of the original, so that they need not be met." : ""}`
  ]
}
