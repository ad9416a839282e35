/** The words of a report. Every sentence is a function of the tables it stands beside, so it cannot outlive them. */
import { countText, numberText, pText } from "./number-text.ts"
import type {
  ReportCluster,
  ReportCollapse,
  ReportKTable,
  ReportMethod,
  ReportMetric,
  ReportModel
} from "./report-model.ts"

const two = (value: number): string => numberText(value, 2)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** How a method is called in a sentence. */
export const methodName = (method: ReportMethod): string => `${method.clusterer} on ${method.representation}`

const nullText = (metric: ReportMetric): string =>
  metric.nullLow === undefined || metric.nullHigh === undefined
    ? ""
    : ` [null 95 %: ${two(metric.nullLow)} to ${two(metric.nullHigh)}${
      metric.pValue === undefined ? "" : `, ${pText(metric.pValue)}`
    }]`

const isDefined = (metric: ReportMetric): boolean => Number.isFinite(metric.value)

/** Whether a value lies on the better side of all but the extremes of its null; undefined when no null was drawn. */
const beatsChance = (metric: ReportMetric): boolean | undefined => {
  if (metric.nullLow === undefined || metric.nullHigh === undefined) return undefined
  return metric.better === "higher" ? metric.value > metric.nullHigh : metric.value < metric.nullLow
}

const nullHalfWidth = (metric: ReportMetric): number =>
  metric.nullLow === undefined || metric.nullHigh === undefined ? 0 : (metric.nullHigh - metric.nullLow) / 2

const hasInterval = (metric: ReportMetric): metric is ReportMetric & { readonly low: number; readonly high: number } =>
  metric.low !== undefined && metric.high !== undefined

/**
 * Whether two values of one metric are too close to rank.
 *
 * With intervals on both sides: they overlap. Otherwise: the difference is no larger than the wider null's half-width,
 * or it vanishes in the two digits that the report prints.
 */
export const isTie = (a: ReportMetric, b: ReportMetric): boolean => {
  if (two(a.value) === two(b.value)) return true
  if (hasInterval(a) && hasInterval(b)) return a.low <= b.high && b.low <= a.high
  return Math.abs(a.value - b.value) <= Math.max(nullHalfWidth(a), nullHalfWidth(b))
}

const isBetter = (a: ReportMetric, b: ReportMetric): boolean =>
  a.better === "higher" ? a.value > b.value : a.value < b.value

const sameMetric = (method: ReportMethod, metric: ReportMetric): ReportMetric | undefined =>
  method.metrics.find((other) => other.metric === metric.metric && other.against === metric.against && isDefined(other))

interface Scored {
  readonly method: ReportMethod
  readonly metric: ReportMetric
}

/** All methods with a defined value of this metric, best first; equal values keep the table's order. */
const ranked = (methods: ReadonlyArray<ReportMethod>, metric: ReportMetric): ReadonlyArray<Scored> =>
  methods
    .flatMap((method) => {
      const own = sameMetric(method, metric)
      return own === undefined ? [] : [{ method, metric: own }]
    })
    .toSorted((a, b) => isBetter(a.metric, b.metric) ? -1 : isBetter(b.metric, a.metric) ? 1 : 0)

/** The baseline a method answers to: the best one with its own clusterer, else the best one. */
const baselineFor = (method: ReportMethod, metric: ReportMetric, methods: ReadonlyArray<ReportMethod>) => {
  const baselines = ranked(methods.filter((other) => other.isBaseline), metric)
  return baselines.find((other) => other.method.clusterer === method.clusterer) ?? baselines[0]
}

const comparison = (method: ReportMethod, metric: ReportMetric, methods: ReadonlyArray<ReportMethod>): string => {
  if (method.isBaseline) return "; it is a baseline"
  const base = baselineFor(method, metric, methods)
  if (base === undefined) return ""
  const name = base.method.clusterer === method.clusterer ? base.method.representation : methodName(base.method)
  const other = `${name} reaches ${two(base.metric.value)}`
  if (isTie(metric, base.metric)) return `; ${other}, a tie with the baseline`
  return isBetter(metric, base.metric)
    ? `; ${other}, so this method beats the baseline here`
    : `; ${other}, so this method does not beat the baseline here`
}

const chance = (metric: ReportMetric): string => {
  const beats = beatsChance(metric)
  if (beats === undefined) return metric.against === undefined ? "" : " (no permutation null was drawn)"
  return beats ? "" : ", no better than chance"
}

/** One sentence per headline metric of one method, against chance and against the baseline. */
export const methodSentences = (
  method: ReportMethod,
  methods: ReadonlyArray<ReportMethod>
): ReadonlyArray<string> =>
  method.metrics.filter((metric) => metric.isHeadline !== false).map((metric) => {
    if (!isDefined(metric)) return `${capital(methodName(method))} has no defined ${metric.metric}.`
    const claim = metric.against === undefined
      ? `has ${metric.metric}`
      : `agrees with ${metric.against} at ${metric.metric}`
    const value = `${two(metric.value)}${nullText(metric)}${chance(metric)}`
    return `${capital(methodName(method))} ${claim} ${value}${comparison(method, metric, methods)}.`
  })

/** The metric a table leads with: the first one measured against labels, else the first. */
const leadMetric = (methods: ReadonlyArray<ReportMethod>): ReportMetric | undefined => {
  const all = methods.flatMap((method) => method.metrics)
    .filter((metric) => isDefined(metric) && metric.isHeadline !== false)
  return all.find((metric) => metric.against !== undefined) ?? all[0]
}

/** Methods that labels did not go into, which alone may be ranked. */
export const rankable = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<ReportMethod> =>
  methods.filter((method) => method.isLabelConditioned !== true)

const columnsAtMost = 4

/** Whether the results are a ranking with methods as rows, rather than a comparison of a few side by side. */
export const isRanking = (methods: ReadonlyArray<ReportMethod>): boolean =>
  methods.length > columnsAtMost || rankable(methods).length < methods.length

/** Rankable methods, best first by the metric the report leads with; those without it come last. */
export const ranking = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<ReportMethod> => {
  const fair = rankable(methods)
  const lead = leadMetric(fair)
  if (lead === undefined) return fair
  const first = ranked(fair, lead).map(({ method }) => method)
  return [...first, ...fair.filter((method) => !first.includes(method))]
}

const methodsSpokenOf = 8

/** One sentence each about the methods that lead a ranking, by the metric that ranks. */
export const rankingSentences = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<string> =>
  methods.slice(0, methodsSpokenOf).flatMap((method) => methodSentences(method, methods).slice(0, 1))

/** Why methods are not ranked, one sentence for all that share a reason. */
export const unrankedSentences = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<string> =>
  [...Map.groupBy(methods.filter(({ reason }) => reason !== undefined), ({ reason }) => reason!)].map(([reason, all]) =>
    `Not ranked: ${all.map(methodName).join(", ")} (${reason}).`
  )

const tiesNamed = 4

/** Which method leads the table, who ties with it, and whether that is better than chance. */
export const leaderSentence = (all: ReadonlyArray<ReportMethod>): string => {
  const methods = rankable(all)
  const lead = leadMetric(methods)
  if (lead === undefined) return "No method has a defined metric."
  const [first, ...rest] = ranked(methods, lead)
  const against = lead.against === undefined ? "" : ` against ${lead.against}`
  const best = `The best ${lead.metric}${against} is ${two(first!.metric.value)}, by ${methodName(first!.method)}`
  const tied = rest.filter((other) => isTie(first!.metric, other.metric)).map((other) =>
    `${methodName(other.method)} (${two(other.metric.value)})`
  )
  const named = tied.slice(0, tiesNamed).join(", ")
  const more = tied.length > tiesNamed ? ` and ${tied.length - tiesNamed} more` : ""
  const tie = tied.length === 0 ? "" : `, in a tie with ${named}${more}`
  const isChance = beatsChance(first!.metric) === false
  const base = first!.method.isBaseline
    ? (tied.length === 0 ? "; it is a baseline, so no model beats it here" : "; it is a baseline")
    : ""
  const apart = all.length - methods.length
  const unranked = apart === 0 ?
    "" :
    ` ${countText(apart, "label-conditioned result")} ${apart === 1 ? "is" : "are"} shown apart and not ranked.`
  return `${best}${tie}${base}${isChance ? "; even this is no better than chance" : ""}.${unranked}`
}

/** Where tracks come from and which labels they carry. */
export const tracksSentence = (
  { dataSource, labels, onlyLabel, trackCount }: Pick<ReportModel, "dataSource" | "labels" | "onlyLabel" | "trackCount">
): string => {
  const said = labels === undefined
    ? `${
      onlyLabel === undefined ? "They carry no labels" : `All labels they carry are "${onlyLabel}"`
    }, so agreement with labels is not measured`
    : `${labels.labelledTracks.toLocaleString("en-US")} of them carry one of ${
      countText(labels.values.length, labels.name === "label" ? "label" : `${labels.name} label`)
    }, used for evaluation only`
  return `${countText(trackCount, "track")} from ${dataSource}. ${said}.`
}

/** What went in: the paragraph below the finding. */
export const dataSentence = (model: ReportModel): string => {
  const left = model.quarantined.length === 0
    ? "No file was left out"
    : `${countText(model.quarantined.length, "file")} could not be used and ${
      model.quarantined.length === 1 ? "is" : "are"
    } listed under Data`
  return `${tracksSentence(model)} ${left}.`
}

/** What was chosen for k, by which rule, and the criteria at that k. */
export const kSentence = (table: ReportKTable): string => {
  const chosen = table.rows.find((row) => row.k === table.chosenK)
  const values = table.criteria.flatMap((name, i) => {
    const value = chosen?.values[i]
    return value === undefined ? [] : [`${name} ${two(value)}`]
  })
  const tried = table.tried === 1 ? "one value of k" : `${table.tried} values of k`
  const at = values.length === 0 ? "" : ` (${values.join(", ")})`
  const byOthers = (table.picks ?? []).map(({ criterion, k }) => `${criterion} ${k}`).join(", ")
  return `For ${table.representation}, k = ${table.chosenK}${at} was chosen from ${tried} by ${table.rule}.${
    byOthers === "" ? "" : ` Each alone would have picked: ${byOthers}.`
  }`
}

/** Size and leading label of one cluster. "Mostly" is said only of a strict majority. */
export const clusterSentence = (cluster: ReportCluster): string => {
  const [first, second] = cluster.topLabels
  if (first === undefined || cluster.size === 0) return `${countText(cluster.size, "track")}.`
  const share = Math.round(100 * first.count / cluster.size)
  if (2 * first.count > cluster.size) return `${countText(cluster.size, "track")}, mostly ${first.label} (${share} %).`
  if (second?.count === first.count) {
    return `${countText(cluster.size, "track")}; ${first.label} and ${second.label} tie for the most (${share} % each).`
  }
  return `${countText(cluster.size, "track")}, mixed; ${first.label} leads with ${share} %.`
}

/** Features as a phrase: "high mfcc1 mean (+1.8), low tempo (−0.9)", in standard deviations. */
export const featurePhrase = ({ features = [] }: ReportCluster): string =>
  features.map(({ difference, name }) =>
    `${difference > 0 ? "high" : "low"} ${name.replaceAll("_", " ")} (${difference > 0 ? "+" : "−"}${
      Math.abs(difference).toFixed(1)
    })`
  ).join(", ")

/** Whether the latent space of a model is in use. */
export const collapseSentence = (row: ReportCollapse): string => {
  const use = `${row.model} uses ${row.activeDims} of ${countText(row.latentDims, "latent dimension")} (KL ${
    two(row.kl)
  } nats per track)`
  if (row.activeDims === 0) return `${use}: its posterior has collapsed, so its clusters say nothing about the music.`
  return row.activeDims * 2 < row.latentDims ? `${use}: more than half of them carry nothing.` : `${use}.`
}
