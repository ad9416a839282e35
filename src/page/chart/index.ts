/** Numbers in, Vega-Lite specifications out, one chart a file. */
export { chooseK, type ChooseKInput, type KCriterion } from "./choose-k.ts"
export { clusterSizes, type ClusterSizesInput } from "./cluster-sizes.ts"
export { composition, type CompositionCell, type CompositionInput } from "./composition.ts"
export { lossCurves, type LossCurvesInput, type LossPoint } from "./loss-curves.ts"
export { type MetricBar, metricBars, type MetricBarsInput } from "./metric-bars.ts"
export { scatter, type ScatterInput, type ScatterPoint } from "./scatter.ts"
export { silhouettePlot, type SilhouettePlotInput } from "./silhouette-plot.ts"
export { chartConfig, type ChartSpec, heading, palette } from "./theme.ts"
