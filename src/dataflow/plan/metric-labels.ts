/** Whether labels went into a metric: what is chosen by one that reads labels is not unsupervised. */
import type { Metric } from "../dsl/metric.ts"
import type { LoadedStep } from "./loaded.ts"

/** What decides it of a step. */
type Reading = Pick<LoadedStep, "isLabelConditioned" | "labels"> & {
  readonly definition: Pick<LoadedStep["definition"], "inputs">
}

/** The input that a metric says it was measured against: "features" of "silhouette (features)", "common" of "(common space)". */
const againstOf = (name: string): string | undefined => /\((\w+)[^()]*\)$/.exec(name)?.[1]

/**
 * Whether a metric may have seen labels. Those of steps into which no labels go have not, those of steps into whose inputs
 * labels went have. A step that evaluates by labels may report both: there a metric counts as labelled unless it says
 * `readsLabels: false`, or its name ends in the name of an input without label columns, in parentheses.
 *
 * @example
 * ```ts
 * const score = { labels: "evaluates", isLabelConditioned: false, definition: { inputs: { features, tracks } } }
 * readsLabels(score, "silhouette (features)", {}) // → false
 * readsLabels(score, "ARI (label)", {}) // → true
 * ```
 */
export const readsLabels = (
  { definition: { inputs }, isLabelConditioned, labels }: Reading,
  name: string,
  metric: Pick<Metric, "readsLabels">
): boolean => {
  if (isLabelConditioned) return true
  if (labels === "none" || labels === "carries") return false
  if (metric.readsLabels !== undefined) return metric.readsLabels
  const against = againstOf(name)
  if (against === undefined || !Object.hasOwn(inputs, against)) return true
  return (inputs[against]!.labelColumns ?? []).length > 0
}
