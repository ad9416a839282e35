/** Draws a chart again for narrow pages. How: src/page/chart/narrow.ts. */
import { narrow } from "../chart/narrow.ts"
import type { ChartSpec } from "../chart/theme.ts"
import type { ChartParts } from "./figure-files.ts"
import { renderSvg } from "./render-svg.ts"

const width = 350 // of a page of 390 pixels
const fitting = 420 // pictures of this width are legible there as they are
const near = 20 // pixels that the page may stretch or squeeze a picture by, and none sees it
const leastPlot = 130
const mostDraws = 3 // a plot that is narrower than there is room at first is only then found too wide
const tallest = 2000 // pixels; a list of so many rows is better wide
const specAtMost = 2_000_000 // in characters; that of 10,000 points is half as long and takes a quarter of a second to draw

const sizeOf = (svg: string): readonly [width: number, height: number] => {
  const [, w = "0", h = "0"] = /<svg[^>]* width="([\d.]+)"[^>]* height="([\d.]+)"/.exec(svg) ?? []
  return [Number(w), Number(h)]
}

/** A drawn figure, and what else there is of it. */
interface Drawn {
  readonly svg: string
  readonly files?: ChartParts
}

/** A drawn figure with what a phone shows in its place, where there is such. */
export const withNarrow = async <A extends Drawn>(figure: A): Promise<A & { readonly narrow?: string }> => {
  const narrow = await narrowSvg(figure)
  return narrow === undefined ? figure : { ...figure, narrow }
}

/** The chart as a phone shows it; nothing where it fits as it is, where it is no chart, or where it would be too long. */
export const narrowSvg = async ({ files, svg }: Drawn): Promise<string | undefined> => {
  const text = files?.["vl.json"]
  if (text === undefined || text.length > specAtMost || sizeOf(svg)[0] <= fitting) return undefined
  const spec = JSON.parse(text) as ChartSpec
  let beside = 60
  let drawn = ""
  for (let draws = 0; draws < mostDraws; draws++) {
    const narrower = narrow(spec, { width, beside })
    if (narrower === undefined) return undefined
    drawn = await renderSvg(narrower)
    const excess = sizeOf(drawn)[0] - width
    if (Math.abs(excess) <= near) break
    beside += excess
    if (width - beside < leastPlot) return undefined
  }
  const [wide, high] = sizeOf(drawn)
  return wide > width + near || high > tallest ? undefined : drawn
}
