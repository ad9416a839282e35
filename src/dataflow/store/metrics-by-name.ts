/** The metrics of a run, over all its nodes, in the order in which they deserve to be read. */
import type { RecordedMetric } from "./action.ts"

type Named = Readonly<Record<string, RecordedMetric>>

/** The same metrics, those a node calls headlines first; otherwise in the order they were reported. */
export const headlinesFirst = (metrics: Named): Named => {
  const entries = Object.entries(metrics)
  const isHeadline = ([, metric]: readonly [string, RecordedMetric]) => metric.isHeadline === true
  const ordered = [...entries.filter(isHeadline), ...entries.filter((entry) => !isHeadline(entry))]
  return Object.assign(Object.create(null), Object.fromEntries(ordered)) // asked for names that another run reports
}

/** Metrics by name; a name that several nodes report gets its node in front: "score-pca.silhouette". */
export const metricsByName = (byNode: Iterable<readonly [node: string, metrics: Named]>): Named => {
  const entries = [...byNode].flatMap(([node, metrics]) =>
    Object.entries(metrics).map(([name, metric]) => ({ node, name, metric }))
  )
  const counts = new Map<string, number>()
  for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1)
  return headlinesFirst(Object.fromEntries(
    entries.map(({ metric, name, node }) => [counts.get(name) === 1 ? name : `${node}.${name}`, metric])
  ))
}
