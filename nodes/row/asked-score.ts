/** Finds the scores that tables and published numbers ask for, among all that were worked out. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { ScoredAgainst } from "./label-column.ts"
import type { MethodScore } from "./method-score.ts"

/**
 * `coverage` is the share of tracks that are no noise; `accuracy` and `equal pairs` come from facts-as-scores.ts,
 * `sharpness` from measure-sharpness.ts and `ROC area` from feature-areas.ts.
 */
const metrics = [
  "silhouette",
  "Calinski–Harabasz",
  "Davies–Bouldin",
  "ARI",
  "NMI",
  "purity",
  "accuracy",
  "equal pairs",
  "coverage",
  "clusters",
  "sharpness",
  "ROC area"
] as const

/** One clustering: a method in a space, as scores name them. */
export const ScoredMethod = Schema.Struct({ space: Schema.NonEmptyString, method: Schema.NonEmptyString })
export type ScoredMethod = typeof ScoredMethod.Type

/** One metric, and what it is measured against. */
export const AskedMetric = Schema.Struct({ metric: Schema.Literals(metrics), against: ScoredAgainst })
export type AskedMetric = typeof AskedMetric.Type

/** A number is asked for that no score gives. */
export class NotScored extends Schema.TaggedError<NotScored>()("NotScored", {
  what: Schema.String,
  scored: Schema.Array(Schema.String)
}) {
  get hint() {
    return `scored are: ${this.scored.join("; ")}`
  }
  override get message() {
    return `No score answers to ${this.what}.`
  }
}

/** Whether a metric is about tracks, clusters or pictures and not measured against anything. */
export const isCount = ({ metric }: AskedMetric): boolean =>
  ["equal pairs", "coverage", "clusters", "sharpness"].includes(metric)

const standsBesideAll = (metric: AskedMetric["metric"]): metric is "coverage" | "clusters" =>
  metric === "coverage" || metric === "clusters"

/** The number asked for; coverage and the number of clusters stand beside every score. */
export const askedValue = (score: MethodScore, { metric }: AskedMetric): number | null =>
  standsBesideAll(metric) ? score[metric] : score.value

/** Arithmetic mean; NaN of nothing. */
export const meanOf = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** One score a run, noise counted as singletons. Fails with NotScored where there is none. */
export const scoresAsked = (
  all: ReadonlyArray<MethodScore>,
  asked: ScoredMethod & AskedMetric
): Effect.Effect<ReadonlyArray<MethodScore>, NotScored> => {
  const own = all.filter(({ method, noise, space }) =>
    method === asked.method && space === asked.space && noise !== "excluded"
  )
  const found = standsBesideAll(asked.metric)
    ? [...new Map(own.map((score) => [score.run, score])).values()]
    : own.filter(({ against, metric }) => metric === asked.metric && against === asked.against)
  if (found.length > 0) return Effect.succeed(found)
  const scored = [...new Set(all.map(({ method, space }) => `${method} on ${space}`))]
  return Effect.fail(new NotScored({ what: `${asked.metric} of ${asked.method} on ${asked.space}`, scored }))
}
