/** Methods as tables of a paper: what each scores, how sure that is, and how it stands to the best baseline. */
import type { ManuscriptTable } from "./manuscript.ts"
import { metricRows } from "./metric-rows.ts"
import { numberText, pText } from "./number-text.ts"
import { differenceText } from "./paired.ts"
import type { ReportMethod, ReportMetric } from "./report-model.ts"
import { isRanking } from "./sentences.ts"

const two = (value: number): string => numberText(value, 2)

const missing = "–"

const interval = (low: number | undefined, high: number | undefined): string =>
  low === undefined || high === undefined ? missing : `[${two(low)}, ${two(high)}]`

const valueOf = ({ value }: ReportMetric): string => Number.isFinite(value) ? two(value) : missing

const p = (value: number | undefined): string => value === undefined ? missing : pText(value).replace(/^p (= )?/, "")

/** Seeds' standard deviation, where there were several. */
const spread = ({ deviation, runs }: ReportMetric): string =>
  deviation === undefined || runs === undefined || runs < 2 ? missing : `${two(deviation)} (${runs})`

/** A number's interval, spread, null and difference, as cells. */
const evidence = (metric: ReportMetric): ReadonlyArray<string> => [
  valueOf(metric),
  interval(metric.low, metric.high),
  spread(metric),
  interval(metric.nullLow, metric.nullHigh),
  metric.toBaseline === undefined ? missing : differenceText(metric.toBaseline),
  p(metric.toBaseline?.p)
]

const evidenceColumns = ["95 % interval", "SD (seeds)", "95 % of null", "To best baseline", "p"]

const nameOf = ({ isBaseline, representation }: ReportMethod): string =>
  isBaseline ? `${representation} (baseline)` : representation

const explained =
  "The interval is over tracks, SD over seeds, and the null of permuted clusters; the difference to the best " +
  "baseline is paired on the same tracks and seeds, with p after Holm's correction."

const headline = ({ metrics }: ReportMethod): ReportMetric | undefined =>
  metrics.find(({ isHeadline }) => isHeadline !== false)

const metricName = ({ against, metric }: ReportMetric): string =>
  against === undefined ? metric : `${metric} against ${against}`

/** Leaves out what no row has. */
const withoutEmpty = (table: ManuscriptTable): ManuscriptTable => {
  const kept = table.columns.map((_, i) => i < 2 || table.rows.some((row) => row[i] !== missing))
  const of = <A>(all: ReadonlyArray<A>): ReadonlyArray<A> => all.filter((_, i) => kept[i])
  return { ...table, columns: of(table.columns), numeric: of(table.numeric), rows: table.rows.map(of) }
}

/** Methods in the order given by the metric that ranks them; nothing where none has it. */
export const rankingTable = (
  methods: ReadonlyArray<ReportMethod>,
  { id, what }: { readonly id: string; readonly what: string }
): ReadonlyArray<ManuscriptTable> => {
  const found = methods.flatMap((method) => {
    const metric = headline(method)
    return metric === undefined || !Number.isFinite(metric.value) ? [] : [{ method, metric }]
  })
  if (found.length === 0) return []
  const first = found[0]!.metric
  return [withoutEmpty({
    kind: "table",
    id,
    caption: `${what} by ${metricName(first)}. ${explained}`,
    columns: ["Space", "Clusterer", first.metric, ...evidenceColumns],
    numeric: [false, false, true, true, true, true, true, true],
    rows: found.map(({ method, metric }) => [nameOf(method), method.clusterer, ...evidence(metric)])
  })]
}

/** A few methods with every headline metric: a row for each metric of each method. */
const metricTable = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<ManuscriptTable> => {
  const rows = metricRows(methods).flatMap(({ cells, name }) =>
    cells.flatMap((metric, i) =>
      metric === undefined || metric.isHeadline === false ? [] : [[name, nameOf(methods[i]!), ...evidence(metric)]]
    )
  )
  return rows.length === 0 ? [] : [withoutEmpty({
    kind: "table",
    id: "scores",
    caption: `Methods side by side. ${explained}`,
    columns: ["Metric", "Space", "Value", ...evidenceColumns],
    numeric: [false, false, true, true, true, true, true, true],
    rows
  })]
}

/** What every method that may be compared scores. */
export const methodTables = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<ManuscriptTable> =>
  isRanking(methods)
    ? rankingTable(methods, { id: "scores", what: "Methods that saw no label" })
    : metricTable(methods)

const fewMethods = 4 // stand side by side as columns

const furtherCaption =
  "Further metrics of every method. Higher is better but for Davies–Bouldin; what cannot be computed is a dash."

/** Every further metric of every method, without intervals: metrics are rows where there are few methods, else columns. */
export const furtherMetrics = (methods: ReadonlyArray<ReportMethod>): ReadonlyArray<ManuscriptTable> => {
  const rows = metricRows(methods).filter(({ cells }) =>
    cells.some((metric) => metric !== undefined && metric.isHeadline === false)
  )
  const defined = methods.flatMap((_, i) => rows.some(({ cells }) => cells[i] !== undefined) ? [i] : [])
  if (rows.length === 0 || defined.length === 0) return []
  const nameAt = (i: number) => `${methods[i]!.representation}, ${methods[i]!.clusterer}`
  const valueAt = ({ cells }: typeof rows[number], i: number) => cells[i] === undefined ? missing : valueOf(cells[i])
  const isFew = defined.length <= fewMethods
  const short = rows.map(({ name }) => name.replace(/, .*$/, ""))
  const names = isFew || new Set(short).size < rows.length ? rows.map(({ name }) => name) : short
  const shared = { kind: "table", id: "further-metrics", caption: furtherCaption } as const
  return isFew
    ? [{
      ...shared,
      columns: ["Metric", ...defined.map(nameAt)],
      numeric: [false, ...defined.map(() => true)],
      rows: rows.map((row, at) => [names[at]!, ...defined.map((i) => valueAt(row, i))])
    }]
    : [{
      ...shared,
      columns: ["Space, clusterer", ...names],
      numeric: [false, ...rows.map(() => true)],
      rows: defined.map((i) => [nameAt(i), ...rows.map((row) => valueAt(row, i))])
    }]
}
