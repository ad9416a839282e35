/** Pictures, graphs and whole reports from specifications and plain data. */
export { condenseDag } from "./condense-dag.ts"
export { lanes } from "./dag-lanes.ts"
export { dagSvg } from "./dag-svg.ts"
export { dot, mermaid } from "./dag-text.ts"
export type { Dag, DagEdge, DagNode, DagStatus } from "./dag.ts"
export { chartFiles, type FigureFiles } from "./figure-files.ts"
export { fontCss } from "./font-css.ts"
export type { Fonts } from "./font-files.ts"
export { renderPng } from "./render-png.ts"
export { renderSvg } from "./render-svg.ts"
export type {
  ReportCluster,
  ReportCollapse,
  ReportFact,
  ReportFigure,
  ReportKTable,
  ReportMethod,
  ReportMetric,
  ReportModel,
  ReportPoint,
  ReportTable
} from "./report-model.ts"
export { renderReport, type ReportOptions } from "./report.ts"
export { type SpectrogramPanel, spectrogramSvg } from "./spectrogram-svg.ts"
