/** Small plots of lines, drawn in the page: they grow while a run goes on, and tell their numbers under the pointer. */
import { palette } from "../../chart/theme.ts"
import { element } from "../element.ts"
import type { Line, Plot } from "./answers.ts"
import { nearestAt, rangeOf, ticksIn } from "./plot-scale.ts"
import { numberText } from "./words.ts"

const space = "http://www.w3.org/2000/svg"

const drawn = (
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: ReadonlyArray<Node | string>
) => {
  const made = document.createElementNS(space, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.append(...children)
  return made
}

/** The colour of a line, as the page has it in light and in dark. */
export const colourOf = (at: number): string => `var(--c-${palette[at % palette.length]!.slice(1)})`

const [width, height] = [400, 200]
const [left, right, top, bottom] = [50, 14, 8, 22]

const summaryOf = ({ lines, title, x }: Plot): string =>
  `${title}, by ${x}. ${
    lines.map(({ name, points }) => `${name}: from ${numberText(points[0]![1])} to ${numberText(points.at(-1)![1])}`)
      .join("; ")
  }`

const svgOf = (plot: Plot, tell: (x: number | undefined) => void): SVGElement => {
  const { lines } = plot
  const xs = rangeOf(lines.flatMap(({ points }) => [points[0]![0], points.at(-1)![0]]))
  const ys = rangeOf(lines.flatMap(({ points }) => points.map(([, y]) => y)))
  const toX = (x: number) => left + (x - xs[0]) / (xs[1] - xs[0]) * (width - left - right)
  const toY = (y: number) => height - bottom - (y - ys[0]) / (ys[1] - ys[0]) * (height - top - bottom)
  const made = drawn("svg", {
    class: "plot",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": summaryOf(plot)
  })
  for (const tick of ticksIn(ys, 3)) {
    made.append(
      drawn("line", { class: "axis", x1: left, x2: width - right, y1: toY(tick), y2: toY(tick) }),
      drawn("text", { x: left - 7, y: toY(tick) + 4, "text-anchor": "end" }, numberText(Number(tick.toPrecision(6))))
    )
  }
  for (const tick of ticksIn(xs, 4)) {
    made.append(
      drawn("text", { x: toX(tick), y: height - 5, "text-anchor": "middle" }, numberText(Number(tick.toPrecision(6))))
    )
  }
  for (const { colour, isDashed, points } of lines) {
    const way = points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${toX(x).toFixed(1)},${toY(y).toFixed(1)}`).join("")
    const path = drawn("path", { d: way, class: isDashed ? "dashed" : "" })
    path.style.stroke = colourOf(colour)
    made.append(path)
  }
  const cross = drawn("line", { class: "cross", x1: 0, x2: 0, y1: top, y2: height - bottom, visibility: "hidden" })
  made.append(cross)
  made.addEventListener("pointermove", (event) => {
    const box = made.getBoundingClientRect()
    const at = (event.clientX - box.left) / box.width * width
    const share = Math.min(1, Math.max(0, (at - left) / (width - left - right)))
    const x = xs[0] + share * (xs[1] - xs[0])
    cross.setAttribute("x1", String(toX(x)))
    cross.setAttribute("x2", String(toX(x)))
    cross.setAttribute("visibility", "visible")
    tell(x)
  })
  made.addEventListener("pointerleave", () => {
    cross.setAttribute("visibility", "hidden")
    tell(undefined)
  })
  return made
}

/** Lines of one colour are told together: of a run, say, the loss in training and in validation. */
const toldTogether = ({ lines }: Plot) => [...Map.groupBy(lines, ({ colour }) => colour)]

/** One plot with its title, and the numbers that the pointer is at: the last ones where it is elsewhere. */
export const plotFigure = (plot: Plot): HTMLElement => {
  const [what = "", where = ""] = plot.title.split(/, (.*)/s)
  const readout = element("div", { class: "readout" })
  const tell = (x: number | undefined) => {
    const pointOf = ({ points }: Line) => points[x === undefined ? points.length - 1 : nearestAt(points, x)]!
    const at = plot.lines.map((line) => pointOf(line)[0])
    const isOne = new Set(at).size === 1
    readout.replaceChildren(
      x === undefined && !isOne ? "at the end" : `${plot.x} ${numberText(isOne ? at[0]! : Math.round(x!))}`,
      ...toldTogether(plot).map(([colour, lines]) => {
        const key = element("i", {})
        key.style.background = colourOf(colour)
        const name = lines[0]!.name.split(" · ")[0]!
        const values = lines.map((line) => numberText(pointOf(line)[1])).join(" / ")
        return element("span", {}, ...(plot.lines.length === 1 ? [] : [key, `${name} `]), element("b", {}, values))
      })
    )
  }
  tell(undefined)
  return element(
    "figure",
    {},
    element("figcaption", {}, what, element("span", {}, where === "" ? "" : `  ${where}`)),
    svgOf(plot, tell),
    readout
  )
}

const plotsAtFirst = 6

/** Plots beside each other; many fold. */
export const plotsOf = (plots: ReadonlyArray<Plot>): ReadonlyArray<Node> => {
  const sound = plots.filter(({ lines }) => lines.length > 0 && lines.every(({ points }) => points.length > 1))
  if (sound.length === 0) return []
  const first = element("div", { class: "plots" }, ...sound.slice(0, plotsAtFirst).map(plotFigure))
  const rest = sound.slice(plotsAtFirst)
  if (rest.length === 0) return [first]
  const fold = element("details", { class: "fold" }, element("summary", {}, `${rest.length} more curves`))
  fold.addEventListener("toggle", () => {
    if (fold.childElementCount === 1) fold.append(element("div", { class: "plots" }, ...rest.map(plotFigure)))
  })
  return [first, fold]
}
