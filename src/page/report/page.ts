/** What all reports share: who the run is, its graph and parameters, around what one pipeline has to say; as files. */
import { visibleJson } from "../../format/visible.ts"
import { condenseDag, stepsDrawnAtMost } from "./condense-dag.ts"
import { arrowsOf, listed } from "./dag.ts"
import { type ChartParts, completed, type FigureFiles, partFiles } from "./figure-files.ts"
import { fitPage } from "./fit-page.ts"
import type { Fonts } from "./font-files.ts"
import { forestOf, methodsFigure } from "./forest-of.ts"
import type { PageParts } from "./page-parts.ts"
import { dagOf, type DescribedPipeline, parametersOf } from "./pipeline-facts.ts"
import type { ReportFigure, ReportModel } from "./report-model.ts"
import type { ShownTrack } from "./report-rows.ts"
import type { ReportSection } from "./report-section.ts"
import { plannedWalk } from "./walk-data.ts"

type Always = "facts" | "methods" | "figures" | "collapse" | "notes"
type Run = "pipeline" | "configuration" | "seed" | "dataSource" | "dagSvg" | "dagList" | "walk" | "parameters"
type Shared = Run | "sections" | "trackCount" | "labels" | "onlyLabel"

/** What one report says; chapters it has nothing for are left out. */
export interface PageContent extends Pick<ReportModel, Always>, Partial<Omit<ReportModel, Always | Shared>> {
  readonly tracks: ReadonlyArray<ShownTrack>
  /** What the label column holds, such as "genre". */
  readonly labelName: string
  /** Where the tracks come from; absent for the pipeline's own data source. */
  readonly source?: string
  /** What other nodes have to say. */
  readonly sections?: ReadonlyArray<ReportSection>
}

/** Tracks that carry a label, and the labels in order. */
export const labelsOf = (tracks: ReadonlyArray<Pick<ShownTrack, "label">>) => {
  const labelled = tracks.filter((track) => track.label !== null)
  return { labelledTracks: labelled.length, values: [...new Set(labelled.map((track) => track.label!))].sort() }
}

/** A count as facts show it. */
export const fact = (name: string, count: number) => ({ name, value: count.toLocaleString("en") })

/** A picture of the report and what is there of its files. */
interface Shown {
  readonly id: string
  readonly svg: string
  readonly files?: ChartParts
  readonly scale?: number
}

const graphScale = 1 // in points, so a third larger than on screen; it is as wide as several charts

/** Every picture as the files that it can be had as. */
const figureFiles = async (shown: ReadonlyArray<Shown>, fonts: Fonts): Promise<FigureFiles> => {
  const files: Array<FigureFiles> = []
  for (const { files: given = {}, id, scale, svg } of shown) {
    files.push(partFiles(`figures/${id}`, await completed(svg, given, fonts, scale)))
  }
  return Object.assign({}, ...files) as FigureFiles
}

/** The files of a report: the page, its Markdown twin, the paper it would be as data, and every figure as SVG, PNG, CSV and specification. */
export const page = async (
  pipeline: DescribedPipeline,
  { labelName, sections = [], source, tracks, ...content }: PageContent,
  { fonts, script }: PageParts
): Promise<FigureFiles> => {
  const { renderReport } = await import("./report.ts")
  const { reportManuscript } = await import("./report-manuscript.ts")
  const { fontCss } = await import("./font-css.ts")
  const { drawnSections } = await import("./report-section.ts")
  const { dagSvg } = await import("./dag-svg.ts")
  const dag = condenseDag(dagOf(pipeline), stepsDrawnAtMost)
  const [graph, arrows] = [await dagSvg(dag), arrowsOf(dag)]
  const labels = labelsOf(tracks)
  const told = await drawnSections(sections)
  const { forPages } = await import("./figures-html.ts")
  const { withNarrow } = await import("./narrow-svg.ts")
  const figures: Array<ReportFigure> = []
  for (const figure of content.figures) figures.push(await withNarrow(figure))
  const charts = told.flatMap(({ blocks }) => blocks.flatMap((block) => block.kind === "drawn" ? [block] : []))
  const methods = forestOf(content.methods)
  const model: ReportModel = {
    quarantined: [],
    remarks: [],
    tables: [],
    kTables: [],
    clusterMethod: "",
    clusters: [],
    points: [],
    mapMethod: "",
    ...content,
    figures,
    pipeline: pipeline.name,
    configuration: pipeline.configuration,
    seed: pipeline.seed,
    dataSource: source ?? pipeline.source,
    trackCount: tracks.length,
    ...(labels.values.length > 1 ? { labels: { name: labelName, ...labels } } : {}),
    ...(labels.values.length === 1 ? { onlyLabel: labels.values[0]! } : {}),
    dagSvg: graph,
    dagList: listed(dag),
    dagCsv: arrows,
    walk: plannedWalk(pipeline, "run.html"),
    sections: told,
    parameters: parametersOf(pipeline)
  }
  const options = { fontCss: fontCss(fonts), script, figurePath: (id: string) => `figures/${id}.svg` }
  const drawn = { ...model, figures: model.figures.map(forPages) }
  const rendered = fitPage(drawn, (fitted) => renderReport(fitted, options))
  return {
    "report.html": rendered.html,
    "report.md": rendered.markdown,
    "report.json": `${visibleJson(reportManuscript({ model, pipeline }))}\n`,
    ...await figureFiles([
      { id: "dag", svg: graph, files: { csv: arrows }, scale: graphScale },
      ...(methods === undefined ? [] : [{ id: methodsFigure, svg: methods.wide, files: { csv: methods.csv } }]),
      ...content.figures,
      ...charts
    ], fonts)
  }
}
