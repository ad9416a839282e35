/**
 * Numbers and specifications of the figures of a page, packed: what their downloads are made of once somebody asks. Read by
 * src/page/web/figures.ts.
 */
import { deflateRawSync } from "node:zlib"
import { visibleJson } from "../../format/visible.ts"
import { chartCsv } from "../chart/chart-rows.ts"
import type { ChartSpec } from "../chart/theme.ts"
import { forestOf, methodsFigure } from "./forest-of.ts"
import { type Html, html, raw } from "./html.ts"
import type { ReportFigure, ReportModel } from "./report-model.ts"

/** What a page carries of one figure; a table that its specification leads to is not carried twice. */
export interface FigureEntry {
  readonly spec?: ChartSpec
  readonly csv?: string
}

/** By the id of the figure. */
export type FigureData = Readonly<Record<string, FigureEntry>>

/** Files of a figure, and whether the page may carry them. */
export type Offered = Pick<ReportFigure, "files" | "isLinked">

// in characters: specifications pack well, so that of 10,000 tracks is carried; levels of spectrograms do not
const specAtMost = 1_000_000
const csvAtMost = 100_000

/** What a page carries of a figure. */
export const entryOf = ({ files = {}, isLinked = false }: Offered): FigureEntry => {
  if (isLinked) return {}
  const { csv, "vl.json": text } = files
  const spec = text === undefined || text.length > 2 * specAtMost ? undefined : JSON.parse(text) as ChartSpec
  const isTold = spec !== undefined && JSON.stringify(spec).length <= specAtMost
  const hasOwn = csv !== undefined && csv.length <= csvAtMost && !(isTold && chartCsv(spec) === csv)
  return { ...(isTold ? { spec } : {}), ...(hasOwn ? { csv } : {}) }
}

/** Which downloads a figure offers: those made in the page, and those that are links to files beside it. */
export const offersOf = (figure: Offered): { readonly inside: string; readonly beside: string } => {
  const { csv, spec } = entryOf(figure)
  const { files = {} } = figure
  const hasCsv = csv !== undefined || spec !== undefined
  const said = (isInside: boolean) =>
    [
      ...(files.csv !== undefined && hasCsv === isInside ? ["csv"] : []),
      ...(files["vl.json"] !== undefined && (spec !== undefined) === isInside ? ["spec"] : [])
    ].join(" ")
  return { inside: said(true), beside: said(false) }
}

const figuresIn = (model: ReportModel): ReadonlyArray<Offered & { readonly id: string }> => [
  { id: methodsFigure, files: { csv: forestOf(model.methods)?.csv ?? "" } },
  ...model.figures,
  ...(model.sections ?? []).flatMap(({ blocks }) => blocks.flatMap((block) => block.kind === "drawn" ? [block] : [])),
  { id: "dag", files: { csv: model.dagCsv ?? "" } }
]

/** A text as the page carries it. */
export const packed = (text: string): string => deflateRawSync(text, { level: 9 }).toString("base64")

/** The data of all figures as an element that the page's script reads; nothing where no figure has any. */
export const figureData = (model: ReportModel): Html | undefined => {
  const entries = figuresIn(model).map((figure) => [figure.id, entryOf(figure)] as const)
    .filter(([, { csv, spec }]) => spec !== undefined || (csv ?? "") !== "")
  if (entries.length === 0) return undefined
  return html`<script type="application/octet-stream" id="figure-data">${
    raw(packed(visibleJson(Object.fromEntries(entries))))
  }</script>`
}
