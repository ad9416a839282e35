/** Results as a page shows them: few methods as columns, many as ranked rows, label-conditioned ones apart. */
import { escapeHtml } from "./escape-html.ts"
import { cell, headings, list, table } from "./html-table.ts"
import { besideNumber, metricRows, spokenOf } from "./metric-rows.ts"
import { columnDigits, numberText } from "./number-text.ts"
import type { ReportMethod, ReportMetric, ReportModel, ReportTable } from "./report-model.ts"
import * as sentences from "./sentences.ts"
import { methodName } from "./sentences.ts"

const metricCell = (metric: ReportMetric | undefined): string => {
  if (metric === undefined || Number.isNaN(metric.value)) return cell(undefined, 2)
  return `<td class="number" data-value="${metric.value}"><strong>${numberText(metric.value, 2)}</strong>${
    besideNumber(metric).map((line) => `<small>${escapeHtml(line)}</small>`).join("")
  }</td>`
}

const asColumns = (methods: ReadonlyArray<ReportMethod>): string => {
  if (methods.length === 0) return ""
  const rows = metricRows(methods).map(({ better, cells, name }) =>
    `<tr><td>${escapeHtml(name)}<small>${better} is better</small></td>${cells.map(metricCell).join("")}</tr>`
  )
  const columns = methods.map((method) => `${methodName(method)}${method.isBaseline ? " (baseline)" : ""}`)
  return table(headings(["Metric", ...columns], 1), rows)
    + list(spokenOf(methods).flatMap((method) => sentences.methodSentences(method, methods)))
}

/** Methods as rows. */
const asRows = (methods: ReadonlyArray<ReportMethod>): string => {
  const metrics = metricRows(methods)
  const rows = methods.map((method, i) =>
    `<tr><td class="name">${escapeHtml(method.representation)}${
      method.isBaseline ? "<small>baseline</small>" : ""
    }</td><td class="name">${escapeHtml(method.clusterer)}</td>${
      metrics.map(({ cells }) => metricCell(cells[i])).join("")
    }</tr>`
  )
  const names = metrics.map(({ better, name }) => `${name} ${better === "higher" ? "↑" : "↓"}`)
  return table(headings(["Representation", "Clusterer", ...names], 2), rows)
}

/** The results chapter; empty without methods. */
export const results = ({ methods }: ReportModel): string => {
  if (methods.length === 0) return ""
  if (!sentences.isRanking(methods)) return asColumns(methods)
  const fair = sentences.ranking(methods)
  const apart = methods.filter((method) => method.isLabelConditioned === true)
  const spoken = [...sentences.rankingSentences(fair), ...sentences.unrankedSentences(fair)]
  return `${asRows(fair)}${list(spoken)}${
    apart.length === 0 ? "" : `<h3>Label-conditioned, not ranked</h3>${asRows(apart)}`
  }`
}

/** A further table with the sentences drawn from it. */
export const furtherTable = ({ columns, digits, rows, sentences: said }: ReportTable): string => {
  const firstNumber = columns.findIndex((_, i) => rows.every((row) => typeof row[i] !== "string"))
  const digitsOf = columns.map((_, i) => columnDigits(rows.map((row) => row[i] ?? null), digits))
  const body = rows.map((row) =>
    `<tr>${
      row.map((value, i) =>
        typeof value === "string" ? `<td>${escapeHtml(value)}</td>` : cell(value ?? undefined, digitsOf[i]!)
      ).join("")
    }</tr>`
  )
  return `${said.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join("")}${
    rows.length === 0 ? "" : table(headings(columns, firstNumber === -1 ? columns.length : firstNumber), body)
  }`
}
