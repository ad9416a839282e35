/** Results as a page shows them: few methods as columns, many as ranked rows, label-conditioned ones apart. */
import { cell, headings, list, table } from "./html-table.ts"
import { type Content, type Html, html } from "./html.ts"
import { besideNumber, metricRows, spokenOf } from "./metric-rows.ts"
import { columnDigits, numberText } from "./number-text.ts"
import type { ReportMethod, ReportMetric, ReportModel, ReportTable } from "./report-model.ts"
import * as sentences from "./sentences.ts"
import { methodName } from "./sentences.ts"

const metricCell = (metric: ReportMetric | undefined): Html => {
  if (metric === undefined || Number.isNaN(metric.value)) return cell(undefined, 2)
  return html`<td class="number" data-value="${metric.value}"><strong>${numberText(metric.value, 2)}</strong>${
    besideNumber(metric).map((line) => html`<small>${line}</small>`)
  }</td>`
}

const asColumns = (methods: ReadonlyArray<ReportMethod>): Html => {
  const rows = metricRows(methods).map(({ better, cells, name }) =>
    html`<tr><td>${name}<small>${better} is better</small></td>${cells.map(metricCell)}</tr>`
  )
  const columns = methods.map((method) => `${methodName(method)}${method.isBaseline ? " (baseline)" : ""}`)
  return html`${table(headings(["Metric", ...columns], 1), rows)}${
    list(spokenOf(methods).flatMap((method) => sentences.methodSentences(method, methods)))
  }`
}

/** Methods as rows. */
const asRows = (methods: ReadonlyArray<ReportMethod>): Html => {
  const metrics = metricRows(methods)
  const rows = methods.map((method, i) =>
    html`<tr><td class="name">${method.representation}${
      method.isBaseline ? html`<small>baseline</small>` : undefined
    }</td><td class="name">${method.clusterer}</td>${metrics.map(({ cells }) => metricCell(cells[i]))}</tr>`
  )
  const names = metrics.map(({ better, name }) => `${name} ${better === "higher" ? "↑" : "↓"}`)
  return table(headings(["Representation", "Clusterer", ...names], 2), rows)
}

/** The results chapter; none without methods. */
export const results = ({ methods }: ReportModel): Html | undefined => {
  if (methods.length === 0) return undefined
  if (!sentences.isRanking(methods)) return asColumns(methods)
  const fair = sentences.ranking(methods)
  const apart = methods.filter((method) => method.isLabelConditioned === true)
  const spoken = [...sentences.rankingSentences(fair), ...sentences.unrankedSentences(fair)]
  return html`${asRows(fair)}${list(spoken)}${
    apart.length === 0 ? undefined : html`<h3>Label-conditioned, not ranked</h3>${asRows(apart)}`
  }`
}

/** A further table with the sentences drawn from it. */
export const furtherTable = ({ columns, digits, rows, sentences: said }: ReportTable): Content => {
  const firstNumber = columns.findIndex((_, i) => rows.every((row) => typeof row[i] !== "string"))
  const digitsOf = columns.map((_, i) => columnDigits(rows.map((row) => row[i] ?? null), digits))
  const body = rows.map((row) =>
    html`<tr>${
      row.map((value, i) =>
        typeof value === "string" ? html`<td>${value}</td>` : cell(value ?? undefined, digitsOf[i]!)
      )
    }</tr>`
  )
  return [
    said.map((sentence) => html`<p>${sentence}</p>`),
    rows.length === 0 ? undefined : table(headings(columns, firstNumber === -1 ? columns.length : firstNumber), body)
  ]
}
