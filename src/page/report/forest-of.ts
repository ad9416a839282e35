/** The methods of a report as a forest plot, and as the files of its figure. */
import { csvText } from "../../format/csv-text.ts"
import type { ForestRow } from "../chart/forest-row.ts"
import { forest, type ForestGroup } from "../chart/forest.ts"
import { differenceText, verdictOf } from "./paired.ts"
import type { ReportMethod, ReportMetric } from "./report-model.ts"
import { isRanking, leaders, methodName } from "./sentences.ts"

const rowsShown = 12
const toldShown = 3

const rowOf = (method: ReportMethod, metric: ReportMetric, name = methodName(method)): ForestRow => {
  const { deviation, high, low, nullHigh, nullLow, toBaseline, value } = metric
  return {
    name,
    sign: method.isLabelConditioned === true ? "told" : method.isBaseline ? "baseline" : "model",
    value,
    ...(low === undefined || high === undefined ? {} : { low, high }),
    ...(deviation === undefined ? {} : { deviation }),
    ...(nullLow === undefined || nullHigh === undefined ? {} : { nullLow, nullHigh }),
    ...(toBaseline === undefined ? {} : {
      difference: { text: differenceText(toBaseline), isCertain: verdictOf(toBaseline) !== "tie" }
    })
  }
}

const nameOf = ({ against, metric }: ReportMetric): string => against === undefined ? metric : `${metric}, ${against}`

const isShare = ({ isHeadline, value }: ReportMetric): boolean => isHeadline !== false && Math.abs(value) <= 1

/** Of a ranking its best, and those that were told the labels; of few methods every headline metric that ends at 1. */
const groupsOf = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<ForestGroup> => {
  const led = leaders(methods)
  const lead = led[0]?.metric
  if (lead === undefined) return []
  if (!isRanking(methods)) {
    const all = methods.flatMap((method) => method.metrics.filter(isShare).map((metric) => ({ method, metric })))
    const isOneClusterer = new Set(methods.map(({ clusterer }) => clusterer)).size === 1
    const groups = [...Map.groupBy(all, ({ metric }) => nameOf(metric))].map(([title, rows]) => ({
      title,
      rows: rows.map(({ method, metric }) =>
        rowOf(method, metric, isOneClusterer ? method.representation : methodName(method))
      )
    }))
    const leads = ({ title }: ForestGroup) => title === nameOf(lead)
    return [...groups.filter(leads), ...groups.filter((group) => !leads(group))]
  }
  const told = methods.filter(({ isLabelConditioned }) => isLabelConditioned === true).flatMap((method) => {
    const metric = method.metrics.find((each) => nameOf(each) === nameOf(lead) && Number.isFinite(each.value))
    return metric === undefined ? [] : [{ method, metric }]
  }).toSorted((a, b) => lead.better === "higher" ? b.metric.value - a.metric.value : a.metric.value - b.metric.value)
  const rows = (all: typeof led, most: number) => all.slice(0, most).map(({ method, metric }) => rowOf(method, metric))
  return [
    { title: nameOf(lead), rows: rows(led, rowsShown) },
    ...(told.length === 0 ? [] : [{ title: "told the labels, not ranked", rows: rows(told, toldShown) }])
  ]
}

const numbers = ["value", "low", "high", "deviation", "nullLow", "nullHigh"] as const

/** The rows of the plot, and what stands behind them, as CSV. */
const csvOf = (groups: ReadonlyArray<ForestGroup>): string =>
  csvText({
    columns: ["metric", "method", "kind", ...numbers, "difference"].map((name) => ({ name, type: "string" as const })),
    rows: groups.flatMap(({ rows, title }) =>
      rows.map(({ difference, name, sign, ...row }) => ({
        metric: title,
        method: name,
        kind: sign,
        ...Object.fromEntries(numbers.map((field) => [field, row[field]])),
        difference: difference?.text
      }))
    )
  })

/** The id of that figure, which is the name of its file. */
export const methodsFigure = "methods"

const differenceTitle = "to the best baseline"

/** Both drawings, for a column and for a phone, and how many methods they leave to the table; undefined without a value. */
export const forestOf = (methods: ReadonlyArray<ReportMethod>) => {
  const groups = groupsOf(methods)
  const rows = groups.flatMap((group) => group.rows)
  if (rows.length === 0) return undefined
  const title = `Methods by ${groups[0]!.title}`
  const draw = (id: string, isNarrow: boolean) => forest({ id, title, groups, differenceTitle, isNarrow })
  return {
    title,
    wide: draw(methodsFigure, false),
    narrow: draw(`${methodsFigure}-narrow`, true),
    csv: csvOf(groups),
    more: methods.length - new Set(rows.map(({ name }) => name)).size
  }
}
