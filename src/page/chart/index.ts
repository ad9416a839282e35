/** Numbers in, Vega-Lite specifications out, one chart a file; SVG itself where that grammar has no word for it. */
export { balanceBars, type BalanceBarsInput } from "./balance-bars.ts"
export { chooseK, type ChooseKInput, type KCriterion } from "./choose-k.ts"
export { clusterSizes, type ClusterSizesInput } from "./cluster-sizes.ts"
export { composition, type CompositionInput } from "./composition.ts"
export { type Curve, type CurvePanel, curvePanels, type CurvePanelsInput } from "./curve-panels.ts"
export { dendrogram, type DendrogramInput, type DendrogramMerge } from "./dendrogram.ts"
export { type Distribution, distributions, type DistributionsInput } from "./distributions.ts"
export { type DotPanel, dotPanels, type DotPanelsInput, type DotPoint } from "./dot-panels.ts"
export { type CompositionCell } from "./fewer-labels.ts"
export { type ForestRow } from "./forest-row.ts"
export { forest, type ForestGroup, type ForestInput } from "./forest.ts"
export { importanceBars, type ImportanceBarsInput } from "./importance-bars.ts"
export { type KDistanceCurve, kDistances, type KDistancesInput } from "./k-distances.ts"
export { lossCurves, type LossCurvesInput, type LossPoint } from "./loss-curves.ts"
export { type MeanCell, meanHeatMap, type MeanHeatMapInput } from "./mean-heat-map.ts"
export { type MetricBar, metricBars, type MetricBarsInput } from "./metric-bars.ts"
export {
  type ParallelAxis,
  parallelCoordinates,
  type ParallelCoordinatesInput,
  type ParallelLine
} from "./parallel-coordinates.ts"
export { paretoChart, type ParetoChartInput, type ParetoPoint } from "./pareto-chart.ts"
export { type MapPanel, projectionGrid, type ProjectionGridInput } from "./projection-grid.ts"
export { type RankedBar, rankedBars, type RankedBarsInput } from "./ranked-bars.ts"
export { scatter, type ScatterInput, type ScatterPoint } from "./scatter.ts"
export { silhouettePlot, type SilhouettePlotInput } from "./silhouette-plot.ts"
export { stackedShares, type StackedSharesInput } from "./stacked-shares.ts"
export { chartConfig, type ChartSpec, palette } from "./theme.ts"
export { tradeOff, type TradeOffInput, type TradeOffPoint } from "./trade-off.ts"
export { type TraversalLine, traversalLines, type TraversalLinesInput } from "./traversal-lines.ts"
