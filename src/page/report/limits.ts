/** What a report could not say: every limit that its own numbers show, as a sentence. */
import { countText } from "./number-text.ts"
import { verdictOf } from "./paired.ts"
import type { ReportModel } from "./report-model.ts"
import { beatsChance, leaders, methodName, rankable, returning } from "./sentences.ts"

/** Methods that may be the best, the leader among them, and how many were compared with it; none where nothing was paired. */
export const mayBeBest = ({ methods }: Pick<ReportModel, "methods">) => {
  const paired = leaders(methods).flatMap(({ metric: { toBest } }) => toBest === undefined ? [] : [toBest])
  if (paired.length === 0) return undefined
  return { count: 1 + paired.filter((each) => verdictOf(each) !== "behind").length, of: paired.length + 1 }
}

const best = (model: ReportModel): ReadonlyArray<string> => {
  const found = mayBeBest(model)
  if (found === undefined || found.count === 1) return []
  return [`${found.count} of ${found.of} methods may be the best: these tracks do not tell them apart.`]
}

/** None ahead does not mean that none could be. */
const ahead = ({ methods }: ReportModel): ReadonlyArray<string> => {
  const judged = leaders(methods).flatMap(({ metric: { toBaseline } }) => toBaseline === undefined ? [] : [toBaseline])
  if (judged.length === 0 || judged.some((each) => verdictOf(each) === "ahead")) return []
  return [
    judged.length === 1
      ? "The one method beside the baselines is not shown to be ahead of all of them."
      : `None of ${judged.length} methods beside the baselines is shown to be ahead of all of them.`
  ]
}

const chance = ({ methods }: ReportModel): ReadonlyArray<string> => {
  const found = leaders(methods).filter(({ metric }) => beatsChance(metric) === false)
  if (found.length === 0) return []
  const [{ metric: { metric } }] = found as [typeof found[number]]
  const names = found.slice(0, 3).map(({ method }) => methodName(method)).join(", ")
  const more = found.length > 3 ? ` and ${found.length - 3} more` : ""
  return [`By ${metric} no better than chance: ${names}${more}.`]
}

const dissolving = ({ clusters }: ReportModel): ReadonlyArray<string> => {
  const asked = clusters.filter(({ stability }) => stability !== undefined)
  const lost = asked.filter(({ stability }) => stability! < returning.stable)
  if (lost.length === 0) return []
  return [
    `${lost.length} of ${countText(asked.length, "group")} ${
      lost.length === 1 ? "does" : "do"
    } not surely come back when tracks are left out (mean Jaccard below ${returning.stable}): ${
      lost.map(({ name }) => name).join(", ")
    }.`
  ]
}

const labels = ({ labels: known, trackCount }: ReportModel): ReadonlyArray<string> => {
  if (known === undefined) {
    return [
      "Without labels nothing here says whether groups mean anything to a listener; separation alone is measured."
    ]
  }
  const missing = trackCount - known.labelledTracks
  return missing === 0
    ? []
    : [
      `${countText(missing, "track")} of ${trackCount.toLocaleString("en-US")} ${
        missing === 1 ? "carries" : "carry"
      } no ${known.name}; agreement is measured on the others.`
    ]
}

const left = ({ quarantined }: ReportModel): ReadonlyArray<string> =>
  quarantined.length === 0 ?
    [] :
    [`${countText(quarantined.length, "file")} could not be used, and nothing is said of ${
      quarantined.length === 1 ? "it" : "them"
    }.`]

const intervals = ({ methods }: ReportModel): ReadonlyArray<string> =>
  rankable(methods).some(({ metrics }) => metrics.some(({ low }) => low !== undefined))
    ? [
      "Intervals are over halves of these tracks: how far other such tracks would move a number, not what another " +
      "collection would give."
    ]
    : []

const looking = ({ points }: ReportModel): ReadonlyArray<string> =>
  points.length === 0 ? [] : ["A map bends distances to lie flat: no number of this report was computed on one."]

/** All of them, those about the finding first, then the report's own notes. */
export const limitsOf = (model: ReportModel): ReadonlyArray<string> => [
  ...[best, ahead, chance, dissolving, labels, left, intervals, looking].flatMap((limit) => limit(model)),
  ...model.notes
]
