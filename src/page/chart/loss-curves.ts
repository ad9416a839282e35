import { groupScale } from "./group-scale.ts"
import { lossLook } from "./looks.ts"
import { described, heading, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One epoch of one model on one split; every part is per track. */
export interface LossPoint {
  readonly model: string
  readonly split: "train" | "validation"
  readonly epoch: number
  /** What the training lowers; where all points have it, it is drawn too. */
  readonly total?: number
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

type Part = "total" | "reconstruction" | "kl"
const titles = { total: "Total", reconstruction: "Reconstruction", kl: "KL to the prior" } as const

/** A split has a line of its own only where there is another. */
const splitEncoding = (points: ReadonlyArray<LossPoint>): ChartSpec => {
  if (new Set(points.map(({ split }) => split)).size < 2) return {}
  const legend = { symbolStrokeWidth: 1.8, symbolSize: 220, orient: "bottom", direction: "horizontal" }
  return { strokeDash: { field: "split", type: "nominal", title: null, scale: dashes, legend } }
}

const panel = (input: LossCurvesInput, field: Part, width: number): ChartSpec => ({
  width,
  height: 230,
  layer: [panelName(titles[field]), {
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
      ...splitEncoding(input.points)
    }
  }]
})

/**
 * Reconstruction and KL side by side, behind their total where it is known: colour is the model, the dashed line the
 * training split where there is another.
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
export const lossCurves = (input: LossCurvesInput): ChartSpec => {
  const hasTotal = input.points.length > 0 && input.points.every(({ total }) => total !== undefined)
  const parts: ReadonlyArray<Part> = hasTotal ? ["total", "reconstruction", "kl"] : ["reconstruction", "kl"]
  return {
    ...described(lossLook(input.points)),
    title: heading(input.title, input.subtitle),
    data: { values: input.points },
    spacing: 48,
    hconcat: parts.map((part) => panel(input, part, hasTotal ? 240 : 300))
  }
}
