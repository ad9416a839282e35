/** The words of a report. Every sentence is a function of the tables it stands beside, so it cannot outlive them. */
import { countText, numberText, pText } from "./number-text.ts"
import { asOneOf, differenceText, isTieBesideZero, type Paired, type Verdict, verdictOf } from "./paired.ts"
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
export const beatsChance = (metric: ReportMetric): boolean | undefined => {
  if (metric.nullLow === undefined || metric.nullHigh === undefined) return undefined
  return metric.better === "higher" ? metric.value > metric.nullHigh : metric.value < metric.nullLow
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

/** How many methods are set beside the baselines, which each one's p allows for. */
const judgedIn = (scored: ReadonlyArray<Scored>): number =>
  scored.filter(({ metric }) => metric.toBaseline !== undefined).length

const versus: Readonly<Record<Verdict, (paired: Paired, judged: number) => string>> = {
  ahead: (paired) => `on the same tracks this method is ahead by ${differenceText(paired)}`,
  tie: (paired, judged) =>
    `on the same tracks the difference, ${differenceText(paired)}, may be chance${asOneOf(paired, judged)}`,
  behind: ({ difference, high, low }) =>
    `on the same tracks this method is behind by ${differenceText({ difference: -difference, low: -high, high: -low })}`
}

const comparison = (method: ReportMethod, metric: ReportMetric, methods: ReadonlyArray<ReportMethod>): string => {
  if (method.isBaseline) return "; it is a baseline"
  const [base] = ranked(methods.filter((other) => other.isBaseline), metric)
  if (base === undefined) return ""
  const name = base.method.clusterer === method.clusterer ? base.method.representation : methodName(base.method)
  const other = `${name} reaches ${two(base.metric.value)}`
  const paired = metric.toBaseline
  return paired === undefined
    ? `; ${other}`
    : `; ${other}: ${versus[verdictOf(paired)](paired, judgedIn(ranked(methods, metric)))}`
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

/** Rankable methods that have the metric a report leads with, best first, each with that metric. */
export const leaders = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<Scored> => {
  const fair = rankable(methods)
  const lead = leadMetric(fair)
  return lead === undefined ? [] : ranked(fair, lead)
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

const rivalsNamed = 4

/** Whom the leader cannot be told from, as a sentence; nothing where nothing was paired. */
const rivals = (rest: ReadonlyArray<Scored>): string => {
  const paired = rest.flatMap(({ method, metric: { toBest } }) => toBest === undefined ? [] : [{ method, toBest }])
  if (paired.length === 0) return ""
  const tied = paired.filter(({ toBest }) => verdictOf(toBest) !== "behind")
  if (tied.length === 0) return "On the same tracks it is ahead of every other method."
  const shown = tied.slice(0, rivalsNamed)
  const named = shown.map(({ method, toBest }) => `${methodName(method)} (${differenceText(toBest)})`)
  const more = tied.length > rivalsNamed ? ` and ${tied.length - rivalsNamed} more` : ""
  const alone = paired.length > 1 && shown.some(({ toBest }) => isTieBesideZero(toBest))
    ? ` Each interval is of one comparison alone; of ${paired.length}, some leave 0 out by chance.`
    : ""
  return `On the same tracks it cannot be told from ${named.join(", ")}${more}.${alone}`
}

/** How a method stands to the best baseline, as a sentence; nothing where it is one or was not paired with it. */
export const besideBaseline = (
  { method, metric }: Scored,
  methods: ReadonlyArray<ReportMethod>,
  subject = "it"
): ReadonlyArray<string> => {
  const [base] = ranked(methods.filter((other) => other.isBaseline), metric)
  const paired = metric.toBaseline
  if (method.isBaseline || base === undefined || paired === undefined) return []
  const name = `the best baseline, ${methodName(base.method)}`
  switch (verdictOf(paired)) {
    case "ahead":
      return [`On the same tracks ${subject} is ahead of ${name}, by ${differenceText(paired)}.`]
    case "tie":
      return [
        `On the same tracks ${subject} differs from ${name}, by ${differenceText(paired)}, which may be chance${
          asOneOf(paired, judgedIn(ranked(methods, metric)))
        }.`
      ]
    case "behind":
      return [`On the same tracks ${subject} is behind ${name}: ${differenceText(paired)}.`]
  }
}

/** Which method leads the table and whether that is better than chance; then how it stands to the others, if that can be said. */
export const leaderSentences = (all: ReadonlyArray<ReportMethod>): readonly [string, ...ReadonlyArray<string>] => {
  const methods = rankable(all)
  const lead = leadMetric(methods)
  if (lead === undefined) return ["No clustering here can be scored."]
  const [first, ...rest] = ranked(methods, lead)
  const { high, low, value } = first!.metric
  const interval = low === undefined || high === undefined ? "" : ` [${two(low)}, ${two(high)}]`
  const against = lead.against === undefined ? "" : ` against ${lead.against}`
  const best = `The best ${lead.metric}${against} is ${two(value)}${interval}, by ${methodName(first!.method)}`
  const isChance = beatsChance(first!.metric) === false
  const base = first!.method.isBaseline ? "; it is a baseline, so no model is shown to beat it" : ""
  const apart = all.length - methods.length
  const unranked = apart === 0 ?
    "" :
    `${countText(apart, "label-conditioned result")} ${apart === 1 ? "is" : "are"} shown apart and not ranked.`
  return [
    `${best}${base}${isChance ? "; even this is no better than chance" : ""}.`,
    ...[...besideBaseline(first!, methods), rivals(rest), unranked].filter((sentence) => sentence !== "")
  ]
}

/** All of that in one paragraph. */
export const leaderSentence = (all: ReadonlyArray<ReportMethod>): string => leaderSentences(all).join(" ")

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

/** Marks of Hennig 2007, Cluster-wise assessment of cluster stability, §4: found again, and dissolved. */
export const returning = { stable: 0.75, dissolved: 0.5 } as const

/** Whether a cluster comes back when tracks are left out; nothing where nobody asked. */
export const returnSentence = ({ stability }: Pick<ReportCluster, "stability">): string => {
  if (stability === undefined) return ""
  const words = stability >= returning.stable
    ? "Comes back in subsamples"
    : stability >= returning.dissolved
    ? "Comes back in part"
    : "Dissolves in subsamples"
  return `${words} (Jaccard ${two(stability)}).`
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
