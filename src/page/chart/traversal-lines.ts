import { accent, heading, ink, panelName } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** What one latent does to one property while the others stay. Shapes: `values` [step]. */
export interface TraversalLine {
  readonly panel: string
  readonly latent: string
  readonly values: ReadonlyArray<number>
  /** Whether no other latent moves this property more. */
  readonly leads: boolean
}

/** Traversals of all latents; `steps` are their places in standard deviations. */
export interface TraversalLinesInput {
  readonly title: string
  readonly subtitle: string
  readonly steps: ReadonlyArray<number>
  readonly lines: ReadonlyArray<TraversalLine>
  /** Panels in order, with what is measured in each and in which unit. */
  readonly panels: ReadonlyArray<{ readonly name: string; readonly unit: string }>
}

/**
 * One property per panel over a walk along every latent: the latent that moves it most in colour, the others in grey.
 *
 * @example
 * ```ts
 * import { traversalLines } from "partita/page"
 * const lines = [{ panel: "tempo", latent: "z1", values: [90, 120], leads: true }]
 * const panels = [{ name: "tempo", unit: "bpm" }]
 * const spec = traversalLines({ title: "Traversals", subtitle: "", steps: [-2, 2], lines, panels })
 * ```
 */
export const traversalLines = ({ lines, panels, steps, subtitle, title }: TraversalLinesInput): ChartSpec => {
  const panel = ({ name, unit }: { readonly name: string; readonly unit: string }): ChartSpec => {
    const own = lines.filter(({ panel: each }) => each === name)
    const leading = own.find(({ leads }) => leads)
    const values = (chosen: ReadonlyArray<TraversalLine>) =>
      chosen.flatMap(({ latent, values: line }) => line.map((y, i) => ({ latent, x: steps[i]!, y })))
    const x = {
      field: "x",
      type: "quantitative",
      title: "standard deviations from the mean",
      axis: { grid: false, tickCount: 5 }
    }
    const y = {
      field: "y",
      type: "quantitative",
      title: unit,
      scale: { zero: false },
      axis: { domain: false, ticks: false, tickCount: 5 }
    }
    const line = { type: "line", strokeJoin: "round" }
    return {
      width: 230,
      height: 210,
      layer: [
        panelName(leading === undefined ? name : `${name}: ${leading.latent}`),
        {
          data: { values: values(own.filter((each) => each !== leading)) },
          mark: { ...line, strokeWidth: 1.1, color: ink.noise },
          encoding: { x, y, detail: { field: "latent" } }
        },
        {
          data: { values: leading === undefined ? [] : values([leading]) },
          mark: { ...line, strokeWidth: 2.6, color: accent },
          encoding: { x, y }
        }
      ]
    }
  }
  return { title: heading(title, subtitle), spacing: 48, hconcat: panels.map(panel) }
}
