import { reportHtml } from "./report-html.ts"
import { reportMarkdown } from "./report-markdown.ts"
import type { ReportModel } from "./report-model.ts"

/** What a report needs besides its model. */
export interface ReportOptions {
  /** CSS with the fonts inside, from src/page/report/font-css.ts; empty falls back to the reader's fonts. */
  readonly fontCss: string
  /** The bundle of src/page/web, which makes the page answer; without it everything can be read all the same. */
  readonly script?: string
  /** Where the Markdown version finds the file of a figure, relative to itself; the graph has the id "dag". */
  readonly figurePath: (id: string) => string
}

/**
 * One run as a self-contained HTML page and as Markdown that links figure files. Equal models give equal bytes.
 *
 * @example
 * ```ts
 * import { renderReport } from "partita/page"
 * const { html, markdown } = renderReport({
 *   pipeline: "demo", configuration: "9f3c2a1", seed: 7, dataSource: "two songs", trackCount: 2,
 *   facts: [], quarantined: [], remarks: [], methods: [], tables: [], kTables: [], clusterMethod: "", clusters: [],
 *   figures: [], dagSvg: "", parameters: [], collapse: [], notes: [], points: [], mapMethod: ""
 * }, { fontCss: "", figurePath: (id) => `figures/${id}.svg` })
 * html.startsWith("<!") // → true
 * ```
 */
export const renderReport = (
  model: ReportModel,
  options: ReportOptions
): { readonly html: string; readonly markdown: string } => ({
  html: reportHtml(model, options.fontCss, options.script ?? ""),
  markdown: reportMarkdown(model, options.figurePath)
})
