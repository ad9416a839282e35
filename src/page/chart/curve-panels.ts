import { accent, described, heading, ink } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One curve over the columns of a table; `ground` is drawn in grey behind the others. */
export interface Curve {
  readonly name: string
  readonly isGround: boolean
  readonly values: ArrayLike<number>
}

/** Curves that share a panel. */
export interface CurvePanel {
  readonly title: string
  readonly note: string
  readonly curves: ReadonlyArray<Curve>
}

/** Panels with one scale, `perRow` of them side by side; `columns` are the names of what the values are of. */
export interface CurvePanelsInput {
  /** What to look for, in one line. */
  readonly look?: string | undefined
  readonly title: string
  readonly subtitle: string
  readonly panels: ReadonlyArray<CurvePanel>
  readonly perRow: number
  readonly columns: ReadonlyArray<string>
  readonly valueTitle: string
}

const fewest = 8 // columns of one name but for its number that make a block

/** Neighbouring columns that are called the same but for a number, such as the 128 means of mel bands. */
const blocksOf = (columns: ReadonlyArray<string>): ReadonlyArray<{ readonly name: string; readonly at: number }> => {
  const plain = columns.map((name) => name.replace(/\d+/u, " ").replace(/_/gu, " ").replace(/\s+/gu, " ").trim())
  const starts = plain.flatMap((name, at) => name === plain[at - 1] ? [] : [{ name, at }])
  const sizes = starts.map(({ at }, i) => (starts[i + 1]?.at ?? columns.length) - at)
  return starts.length > 1 && sizes.every((size) => size >= fewest) ? starts : []
}

const headerText = (text: string, y: number, style: ChartSpec): ChartSpec => ({
  data: { values: [{}] },
  mark: { type: "text", align: "left", baseline: "bottom", clip: false, limit: 236, ...style },
  encoding: { x: { value: 0 }, y: { value: y }, text: { value: text } }
})

const panelSpec = (panel: CurvePanel, input: CurvePanelsInput, [low, high]: readonly [number, number]): ChartSpec => {
  const blocks = blocksOf(input.columns)
  const count = Math.max(1, ...panel.curves.map(({ values }) => values.length))
  const x = {
    field: "at",
    type: "quantitative",
    title: null,
    scale: { domain: [1, Math.max(2, count)], nice: false },
    axis: blocks.length > 0
      ? null
      : { grid: false, tickCount: 4, format: "d", title: "column", tickMinStep: 1 }
  }
  const y = {
    field: "value",
    type: "quantitative",
    title: input.valueTitle,
    scale: { domain: [low, high], nice: false },
    axis: { domain: false, ticks: false, tickCount: 4 }
  }
  const ordered = panel.curves.toSorted((a, b) => Number(b.isGround) - Number(a.isGround))
  const lines = ordered.map(({ isGround, name, values }): ChartSpec => ({
    data: {
      values: Array.from(values, (value, i) => ({ curve: name, at: i + 1, value: Number(value.toPrecision(5)) }))
    },
    mark: {
      type: "line",
      color: isGround ? ink.noise : accent,
      strokeWidth: isGround ? 1.8 : 1.2,
      strokeJoin: "round",
      clip: true
    },
    encoding: { x, y }
  }))
  const borders: ReadonlyArray<ChartSpec> = blocks.length === 0 ? [] : [
    {
      data: { values: blocks.slice(1).map(({ at }) => ({ at: at + 0.5 })) },
      mark: { type: "rule", color: ink.line, strokeDash: [2, 3] },
      encoding: { x }
    },
    {
      data: { values: blocks.map(({ at, name }) => ({ at: at + 1, name })) },
      mark: { type: "text", align: "left", baseline: "top", dx: 2, fontSize: 11, color: ink.soft },
      encoding: { x, y: { value: 136 }, text: { field: "name", type: "nominal" } }
    }
  ]
  return {
    width: 240,
    height: 130,
    layer: [
      headerText(panel.title, -20, { fontSize: 12.5, fontWeight: 600, color: ink.strong }),
      headerText(panel.note, -5, { fontSize: 11.5, color: ink.soft }),
      ...borders,
      ...lines
    ]
  }
}

/** The names of grey and coloured curves as one line of the heading. */
const key = (panels: ReadonlyArray<CurvePanel>): ReadonlyArray<string> => {
  const names = (isGround: boolean) => [
    ...new Set(panels.flatMap(({ curves }) => curves.filter((curve) => curve.isGround === isGround).map((c) => c.name)))
  ]
  const [grey, blue] = [names(true).join(", "), names(false).join(", ")]
  return grey === "" || blue === "" ? [] : [`grey: ${grey}; blue: ${blue}`]
}

/**
 * Small multiples of curves over the columns of a table, all on one scale: tracks and what a model makes of them, or points
 * on a way through its latents. Shapes: `values` [column].
 *
 * @example
 * ```ts
 * import { curvePanels } from "partita/page"
 * const curves = [
 *   { name: "track", isGround: true, values: [0, 2, 1] },
 *   { name: "reconstruction", isGround: false, values: [0.1, 1.5, 0.9] }
 * ]
 * const spec = curvePanels({
 *   title: "Reconstructions", subtitle: "", panels: [{ title: "Song", note: "rock", curves }], perRow: 3,
 *   columns: ["tempo", "energy", "loudness"], valueTitle: "standardised"
 * })
 * ```
 */
export const curvePanels = (input: CurvePanelsInput): ChartSpec => {
  const all = input.panels.flatMap(({ curves }) => curves.flatMap(({ values }) => Array.from(values)))
  const sorted = all.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  const margin = 0.05 * (at(0.998) - at(0.002)) || 1 // a single outlier would flatten all curves
  const span = [at(0.002) - margin, at(0.998) + margin] as const
  const subtitle = [input.subtitle, ...key(input.panels)].filter((line) => line !== "").join("; ")
  return {
    ...described(input.look),
    title: heading(input.title, subtitle),
    concat: input.panels.map((panel) => panelSpec(panel, input, span)),
    columns: input.perRow,
    spacing: { row: 32, column: 34 }
  }
}
