import { textWidth } from "../chart/text-width.ts"
import { chartConfig } from "../chart/theme.ts"
import type { ChartSpec } from "../chart/theme.ts"
import { withKeys, withoutKeys } from "./surrogate-keys.ts"

/** The part of a Vega text item that decides its width. */
interface TextItem {
  readonly fontSize?: number
  readonly fontWeight?: number | string
  readonly limit?: number
}

/** What Vega exports and its own types leave out. */
interface Untyped {
  readonly textMetrics: { canvas(use: boolean): void; width: (item: TextItem, text: string | number | null) => number }
  readonly resetSVGDefIds: (reset: boolean) => void
}

const weightOf = (weight: number | string | undefined): number =>
  weight === "bold" ? 700 : typeof weight === "number" ? weight : Number.parseInt(weight ?? "400", 10) || 400

/** A text that is cut short takes the room that it is cut to; Vega asks for no more than whether it must be cut. */
const measure = (item: TextItem, text: string | number | null): number => {
  const width = textWidth(String(text ?? ""), item.fontSize ?? 11, weightOf(item.fontWeight))
  return item.limit !== undefined && item.limit > 0 ? Math.min(width, item.limit) : width
}

/** Charts never reach for the network or the disk. Vega only logs a failed load, so the first address is kept. */
const closedLoader = () => {
  const asked: Array<string> = []
  const refuse = (uri: string): Promise<never> => {
    asked.push(uri)
    return Promise.reject(new Error(`"${uri}" is outside the chart`))
  }
  return { asked, loader: { load: refuse, sanitize: refuse, http: refuse, file: refuse } }
}

const loadVega = async () => {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")])
  const untyped = vega as unknown as Untyped
  untyped.textMetrics.canvas(false) // a canvas package on this machine must not change the bytes
  untyped.textMetrics.width = measure
  return { vega, vegaLite, resetDefIds: () => untyped.resetSVGDefIds(true) }
}

const draw = async (spec: ChartSpec): Promise<string> => {
  const { resetDefIds, vega, vegaLite } = await loadVega()
  const whole = { ...withKeys(spec), config: chartConfig } as unknown as Parameters<typeof vegaLite.compile>[0]
  const runtime = vega.parse(vegaLite.compile(whole).spec)
  const { asked, loader } = closedLoader()
  const view = new vega.View(runtime, { renderer: "none", logLevel: vega.None, loader: loader as never })
  try {
    resetDefIds()
    const svg = withoutKeys(await view.toSVG())
    if (asked.length === 0) return svg
    throw new Error(`A chart asks for "${asked[0]}". Charts carry their data inline; put the rows in data.values.`)
  } finally {
    view.finalize()
  }
}

/** Vega numbers clip paths with one global counter, so two charts drawn at once would mix their ids: one at a time. */
let previous: Promise<unknown> = Promise.resolve()

/**
 * Draws a chart as SVG text, byte-identical for equal specifications.
 *
 * Rejects when the specification is invalid or refers to data outside itself.
 *
 * @example
 * ```ts
 * import { renderSvg } from "partita/page"
 * const encoding = { x: { field: "x", type: "quantitative" } }
 * const svg = await renderSvg({ data: { values: [{ x: 1 }] }, mark: "point", encoding })
 * svg.startsWith("<svg") // → true
 * ```
 */
export const renderSvg = (spec: ChartSpec): Promise<string> => {
  const drawn = previous.then(() => draw(spec))
  previous = drawn.catch(() => undefined) // this caller sees the failure; the next chart must still be drawn
  return drawn
}
