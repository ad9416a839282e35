/** The metrics of a run, over all its nodes. */
import type { Metric } from "../../dataflow/run/event.ts"
import { headlinesFirst } from "./headlines-first.ts"

/** Metrics by name; a name that several nodes report gets its node in front: "score-pca.silhouette". */
export const metricsOf = (
  byNode: Iterable<readonly [node: string, metrics: Readonly<Record<string, Metric>>]>
): Readonly<Record<string, Metric>> => {
  const entries = [...byNode].flatMap(([node, metrics]) =>
    Object.entries(metrics).map(([name, metric]) => ({ node, name, metric }))
  )
  const counts = new Map<string, number>()
  for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1)
  return headlinesFirst(Object.fromEntries(
    entries.map(({ metric, name, node }) => [counts.get(name) === 1 ? name : `${node}.${name}`, metric])
  ))
}
