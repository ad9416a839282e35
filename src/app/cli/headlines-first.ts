/** Metrics in the order in which they deserve to be read. */
import type { Metric } from "../../dataflow/run/event.ts"

/** The same metrics, those a node calls headlines first; otherwise in the order they were reported. */
export const headlinesFirst = (metrics: Readonly<Record<string, Metric>>): Readonly<Record<string, Metric>> => {
  const entries = Object.entries(metrics)
  const isHeadline = ([, metric]: readonly [string, Metric]) => metric.isHeadline === true
  const ordered = [...entries.filter(isHeadline), ...entries.filter((entry) => !isHeadline(entry))]
  return Object.assign(Object.create(null), Object.fromEntries(ordered)) // asked for names that another run reports
}
