/** Methods as a page shows them: a plot, and a table with few of them as columns, many as ranked rows, label-conditioned ones apart. */
import { offers } from "./figures-html.ts"
import { forestOf } from "./forest-of.ts"
import { cell, list, table, textCell, valueCell } from "./html-table.ts"
import { type Content, type Html, html, raw } from "./html.ts"
import { besideNumber, metricRows, spokenOf } from "./metric-rows.ts"
import { columnDigits, countText, numberText } from "./number-text.ts"
import type { Cell } from "./phone-table.ts"
import type { ReportMethod, ReportMetric, ReportModel, ReportTable } from "./report-model.ts"
import type { TableBlock } from "./report-section.ts"
import * as sentences from "./sentences.ts"
import { methodName } from "./sentences.ts"

const metricCell = (metric: ReportMetric | undefined): Cell =>
  metric === undefined
    ? cell(undefined, 2)
    : valueCell(metric.value, numberText(metric.value, 2), ...besideNumber(metric))

const asColumns = (methods: ReadonlyArray<ReportMethod>): Html => {
  const rows = metricRows(methods).map(({ better, cells, name }) => ({
    cells: [textCell(name, `${better} is better`), ...cells.map(metricCell)]
  }))
  const columns = methods.map((method) => `${methodName(method)}${method.isBaseline ? " (baseline)" : ""}`)
  return html`${table({ columns: ["Metric", ...columns], rows, isStrong: true })}${
    list(spokenOf(methods).flatMap((method) => sentences.methodSentences(method, methods)))
  }`
}

/** Methods as rows. */
const asRows = (methods: ReadonlyArray<ReportMethod>): Html => {
  const metrics = metricRows(methods)
  const rows = methods.map(({ clusterer, isBaseline, representation }, i) => ({
    cells: [
      textCell(representation, ...(isBaseline ? ["baseline"] : [])),
      textCell(clusterer),
      ...metrics.map(({ cells }) => metricCell(cells[i]))
    ]
  }))
  const names = metrics.map(({ better, name }) => `${name} ${better === "higher" ? "↑" : "↓"}`)
  return table({ columns: ["Representation", "Clusterer", ...names], rows, names: 2, isStrong: true })
}

/** Every method with every metric, and sentences on those that lead. */
const everything = (methods: ReadonlyArray<ReportMethod>): Html => {
  if (!sentences.isRanking(methods)) return asColumns(methods)
  const fair = sentences.ranking(methods)
  const apart = methods.filter((method) => method.isLabelConditioned === true)
  const spoken = [...sentences.rankingSentences(fair), ...sentences.unrankedSentences(fair)]
  return html`${asRows(fair)}${list(spoken)}${
    apart.length === 0 ? undefined : html`<h2 class="part">Label-conditioned, not ranked</h2>${asRows(apart)}`
  }`
}

/** The forest plot of the methods; nothing where none has a value. */
export const methodsPlot = ({ methods }: ReportModel): Html | undefined => {
  const drawn = forestOf(methods)
  if (drawn === undefined) return undefined
  return html`<figure id="figure-methods" class="methods"${offers({ files: { csv: drawn.csv } })}><div class="wide">${
    raw(drawn.wide)
  }</div><div class="narrow">${raw(drawn.narrow)}</div></figure>`
}

/** The table behind the plot, folded; nothing without methods. */
export const methodsTable = ({ methods }: ReportModel): Html | undefined => {
  if (methods.length === 0) return undefined
  const more = forestOf(methods)?.more ?? 0
  const rest = more === 0 ? "" : `${countText(more, "more method")} · `
  return html`<details class="fold" id="results" data-print><summary>${rest}all numbers <span>table, CSV</span></summary>${
    everything(methods)
  }</details>`
}

const rowsShown = 20
const rowsPrinted = 60 // a page of paper

/** A long table is one line until opened; on paper, a very long one stays that. */
const folded = (rows: number, body: Html): Html =>
  rows <= rowsShown
    ? body
    : html`<details class="fold"${rows <= rowsPrinted ? raw(" data-print") : undefined}><summary>${
      countText(rows, "row")
    }</summary>${body}</details>`

/** Rows under columns. */
export const plainTable = ({ columns, digits, rows }: Omit<TableBlock, "kind">): Html => {
  const digitsOf = columns.map((_, i) => columnDigits(rows.map((row) => row[i] ?? null), digits))
  const shown = rows.map((row) => ({
    cells: row.map((value, i) => typeof value === "string" ? textCell(value) : cell(value ?? undefined, digitsOf[i]!))
  }))
  return folded(rows.length, table({ columns, rows: shown }))
}

/** A further table with the sentences drawn from it. */
export const furtherTable = (each: ReportTable): Content => [
  each.sentences.map((sentence) => html`<p>${sentence}</p>`),
  each.rows.length === 0 ? undefined : plainTable(each)
]
