/** The four numbers a report puts beside its finding, each with what it takes to read it. */
import { countText, numberText } from "./number-text.ts"
import { differenceText, type Paired, verdictOf } from "./paired.ts"
import type { ReportModel } from "./report-model.ts"
import { leaders, methodName } from "./sentences.ts"

/** A number, what it is of, and a line below it. */
export interface KeyNumber {
  readonly name: string
  readonly value: string
  readonly note: string
}

const two = (value: number): string => numberText(value, 2)

const verdicts = { ahead: "ahead", tie: "may be chance", behind: "behind" }

/** An interval beside 0 may be chance all the same, where it is the best of many. */
const chance = (paired: Paired, judged: number): string =>
  verdictOf(paired) === "tie" && judged > 1 ? `${verdicts.tie}, as one of ${judged}` : verdicts[verdictOf(paired)]

const best = (model: ReportModel): ReadonlyArray<KeyNumber> => {
  const [first] = leaders(model.methods)
  if (first === undefined) return []
  const { against, high, low, metric, value } = first.metric
  return [{
    name: `Best ${metric}${against === undefined ? "" : ` against ${against}`}`,
    value: two(value),
    note: `${low === undefined || high === undefined ? "" : `[${two(low)}, ${two(high)}] `}${methodName(first.method)}`
  }]
}

/** The best model's difference to the best baseline, where both were paired. */
const gain = (model: ReportModel): ReadonlyArray<KeyNumber> => {
  const found = leaders(model.methods).find(({ method, metric }) =>
    !method.isBaseline && metric.toBaseline !== undefined
  )
  if (found === undefined) return []
  const paired = found.metric.toBaseline!
  const judged = leaders(model.methods).filter(({ metric }) => metric.toBaseline !== undefined).length
  const text = differenceText(paired)
  const at = text.indexOf(" ")
  return [{
    name: "Best model to best baseline",
    value: `${paired.difference > 0 ? "+" : ""}${text.slice(0, at)}`,
    note: `${text.slice(at + 1)} ${chance(paired, judged)}; ${methodName(found.method)}`
  }]
}

const groups = ({ clusterMethod, clusters, methods }: ReportModel): ReadonlyArray<KeyNumber> =>
  clusters.length > 0
    ? [{ name: "Groups", value: String(clusters.length), note: clusterMethod }]
    : methods.length > 0
    ? [{ name: "Methods", value: String(methods.length), note: "each on the same tracks" }]
    : []

const tracks = ({ labels, quarantined, trackCount }: ReportModel): KeyNumber => ({
  name: "Tracks",
  value: trackCount.toLocaleString("en-US"),
  note: [
    ...(labels === undefined ? [] : [`${countText(labels.values.length, labels.name)} for evaluation`]),
    `${quarantined.length.toLocaleString("en-US")} set aside`
  ].join(", ")
})

/** At most four: those that this report has. */
export const keyNumbers = (model: ReportModel): ReadonlyArray<KeyNumber> => [
  ...best(model),
  ...gain(model),
  ...groups(model),
  tracks(model)
]
