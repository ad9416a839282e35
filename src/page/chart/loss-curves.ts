import { groupScale } from "./group-scale.ts"
import { heading, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One epoch of one model on one split; every part is in nats per track. */
export interface LossPoint {
  readonly model: string
  readonly split: "train" | "validation"
  readonly epoch: number
  readonly reconstruction: number
  readonly kl: number
}

/** Several training histories; `models` fixes the order of colours. */
export interface LossCurvesInput {
  readonly title: string
  readonly subtitle: string
  readonly points: ReadonlyArray<LossPoint>
  readonly models: ReadonlyArray<string>
  readonly unit: string
}

const dashes = { domain: ["train", "validation"], range: [[4, 3], [1, 0]] }

const panel = (input: LossCurvesInput, field: "reconstruction" | "kl", title: string): ChartSpec => ({
  width: 300,
  height: 230,
  layer: [panelName(title), {
    mark: { type: "line", strokeWidth: 1.9, strokeJoin: "round", strokeCap: "butt" },
    encoding: {
      x: { field: "epoch", type: "quantitative", title: "epoch", axis: { grid: false, tickMinStep: 1, tickCount: 6 } },
      y: {
        field,
        type: "quantitative",
        title: input.unit,
        scale: { zero: field === "kl" },
        axis: { domain: false, ticks: false, tickCount: 5 }
      },
      color: {
        field: "model",
        type: "nominal",
        title: null,
        scale: groupScale(input.models),
        legend: {
          symbolType: "stroke",
          symbolStrokeWidth: 2.5,
          symbolSize: 220,
          orient: "bottom",
          direction: "horizontal"
        }
      },
      strokeDash: {
        field: "split",
        type: "nominal",
        title: null,
        scale: dashes,
        legend: { symbolStrokeWidth: 1.8, symbolSize: 220, orient: "bottom", direction: "horizontal" }
      }
    }
  }]
})

/**
 * Reconstruction and KL side by side: colour is the model, the dashed line is the training split.
 *
 * @example
 * ```ts
 * import { lossCurves } from "partita/page"
 * const points = [90, 70, 65].map((reconstruction, i) =>
 *   ({ model: "vae", split: "train" as const, epoch: i + 1, reconstruction, kl: 2 * i })
 * )
 * const spec = lossCurves({ title: "Training", subtitle: "", points, models: ["vae"], unit: "nats per track" })
 * ```
 */
export const lossCurves = (input: LossCurvesInput): ChartSpec => ({
  title: heading(input.title, input.subtitle),
  data: { values: input.points },
  spacing: 48,
  hconcat: [panel(input, "reconstruction", "Reconstruction"), panel(input, "kl", "KL to the prior")]
})
