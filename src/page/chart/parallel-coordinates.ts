import { accent, heading, ink, palette } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** One upright axis: numbers from `low` to `high`, or values in no order from the top down. */
export type ParallelAxis =
  | {
    readonly name: string
    readonly kind: "numbers"
    readonly low: number
    readonly high: number
    readonly isLog: boolean
  }
  | { readonly name: string; readonly kind: "values"; readonly values: ReadonlyArray<string> }

/** One setting: where it crosses each axis, null where it has no value; `score` is null where it failed. */
export interface ParallelLine {
  readonly at: ReadonlyArray<number | string | null>
  readonly score: number | null
}

/** The last axis is the score; `better` says which end of it is wanted. The best line is drawn on top. */
export interface ParallelCoordinatesInput {
  readonly title: string
  readonly subtitle: string
  readonly axes: ReadonlyArray<ParallelAxis>
  readonly lines: ReadonlyArray<ParallelLine>
  readonly score: string
  readonly better: "higher" | "lower"
}

const height = 300
const ticksWanted = 5
const longestLabel = 14
const faint = "#dfe5ee" // the worst setting: a line one may look past
const steps = 24 // of colour between the worst and the best

const longestScore = 34 // nothing stands to the right of the last axis

const shorten = (text: string, longest = longestLabel): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`

const numberText = (value: number): string => {
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(0).replace("e+", "e")
  return String(Number(value.toPrecision(3)))
}

/** Round numbers within a range, ends included where there are few: of a logarithmic one the powers of ten. */
const ticksOf = (low: number, high: number, isLog: boolean): ReadonlyArray<number> => {
  if (low === high) return [low]
  if (isLog) {
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)]
    const every = Math.max(1, Math.ceil((last - first + 1) / ticksWanted))
    const powers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i))
      .filter((_, i) => i % every === 0)
    return powers.length >= 2 ? powers : [low, high]
  }
  const rough = (high - low) / ticksWanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough)!
  const first = Math.ceil(low / step - 1e-9)
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step)
}

/** Where a value lies on an axis, from 0 at the bottom to 1; undefined where it has none. */
const shareOn = (axis: ParallelAxis, value: number | string | null): number | undefined => {
  if (value === null) return undefined
  if (axis.kind === "values") {
    const place = axis.values.indexOf(String(value))
    return place < 0 ? undefined : axis.values.length === 1 ? 0.5 : 1 - place / (axis.values.length - 1)
  }
  const { high, isLog, low } = axis
  const on = (number: number) => isLog ? Math.log(number) : number
  return high === low ? 0.5 : (on(Number(value)) - on(low)) / (on(high) - on(low))
}

const mixed = (share: number): string => {
  const part = (from: number) => (colour: string) => Number.parseInt(colour.slice(from, from + 2), 16)
  const channel = (from: number) => {
    const [a, b] = [part(from)(faint), part(from)(accent)]
    return Math.round(a + (b - a) * share).toString(16).padStart(2, "0")
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

/** Names in two rows, the step above its parameter, so that neighbours have room; a short one stands in the lower row. */
const nameLines = (name: string, longest = longestLabel): string => {
  const at = name.indexOf(".")
  if (at < 0 || name.length <= longest) return ` \n${shorten(name, longest)}`
  return `${shorten(name.slice(0, at), longest)}\n${shorten(name.slice(at + 1), longest)}`
}

const scoreAxis = ({ better, lines, score }: ParallelCoordinatesInput): ParallelAxis => {
  const scores = lines.flatMap((line) => line.score ?? [])
  const [low, high] = scores.length === 0 ? [0, 1] : [Math.min(...scores), Math.max(...scores)]
  return { name: `${score}${better === "lower" ? ", less is better" : ""}`, kind: "numbers", low, high, isLog: false }
}

/**
 * Every setting as a line over its parameters to its score: the darker, the better, the best in orange; dashed where a
 * setting failed, which ends before the score.
 *
 * @example
 * ```ts
 * import { parallelCoordinates } from "partita/page"
 * const axes = [{ name: "train.beta", kind: "numbers" as const, low: 0.1, high: 10, isLog: true }]
 * const lines = [{ at: [1], score: 0.3 }, { at: [4], score: 0.5 }]
 * const spec = parallelCoordinates({ title: "Settings", subtitle: "", axes, lines, score: "silhouette", better: "higher" })
 * ```
 */
export const parallelCoordinates = (input: ParallelCoordinatesInput): ChartSpec => {
  const last = scoreAxis(input)
  const axes = [...input.axes, last]
  const sign = input.better === "lower" ? -1 : 1
  const ranks = input.lines.map(({ score }) => score === null ? -1 : sign * score)
  const best = ranks.indexOf(Math.max(...input.lines.flatMap(({ score }) => score === null ? [] : [sign * score])))
  const goodness = (score: number): number => {
    const share = shareOn(last, score)!
    return Math.round(steps * (sign > 0 ? share : 1 - share)) / steps
  }
  const rows = input.lines.flatMap(({ at, score }, line) => {
    const colour = score === null ? ink.noise : line === best ? palette[1] : mixed(goodness(score))
    const order = score === null ? -1 : line === best ? 2 : goodness(score)
    return [...at, score].flatMap((value, axis) => {
      const share = shareOn(axes[axis]!, value)
      return share === undefined
        ? []
        : [{
          line,
          parameter: axes[axis]!.name,
          value,
          axis,
          share,
          colour,
          order,
          isFailed: score === null,
          isBest: line === best
        }]
    })
  }).toSorted((a, b) => a.order - b.order || a.line - b.line || a.axis - b.axis)
  const ticks = axes.flatMap((axis, at) =>
    axis.kind === "values"
      ? axis.values.map((value) => ({ axis: at, share: shareOn(axis, value), text: shorten(value) }))
      : ticksOf(axis.low, axis.high, axis.isLog)
        .map((value) => ({ axis: at, share: shareOn(axis, value), text: numberText(value) }))
  )
  const x = { field: "axis", type: "quantitative", axis: null, scale: { domain: [0, axes.length - 1], nice: false } }
  const y = { field: "share", type: "quantitative", axis: null, scale: { domain: [0, 1], nice: false } }
  const lines = (isFailed: boolean, isBest: boolean): ChartSpec => ({
    transform: [{ filter: `datum.isFailed === ${isFailed} && datum.isBest === ${isBest}` }],
    mark: {
      type: "line",
      strokeWidth: isBest ? 2.6 : 1.3,
      opacity: isBest ? 1 : 0.8,
      strokeJoin: "round",
      ...(isFailed ? { strokeDash: [3, 3] } : {}),
      ...(isBest || input.axes.length > 0 ? {} : { point: true })
    },
    encoding: {
      x,
      y,
      detail: { field: "line", type: "nominal" },
      color: { field: "colour", type: "nominal", scale: null }
    }
  })
  const upright = axes.map((axis, at) => ({
    axis: at,
    name: axis === last ? nameLines(axis.name, longestScore) : nameLines(axis.name),
    isScore: axis === last
  }))
  return {
    title: heading(input.title, input.subtitle),
    width: Math.max(1, axes.length - 1) * (axes.length > 6 ? 118 : axes.length > 3 ? 150 : 260),
    height,
    data: { values: rows },
    layer: [
      {
        data: { values: upright },
        mark: { type: "rule", color: ink.line },
        encoding: { x, y: { value: 0 }, y2: { value: height } }
      },
      lines(true, false),
      lines(false, false),
      lines(false, true),
      {
        data: { values: ticks },
        mark: { type: "tick", orient: "horizontal", size: 8, thickness: 1, color: ink.soft },
        encoding: { x, y }
      },
      ...[{ stroke: ink.paper, strokeWidth: 4, strokeJoin: "round" }, { color: ink.body }].map((look) => ({
        data: { values: ticks },
        mark: { type: "text", align: "left", baseline: "middle", dx: 7, fontSize: 11, clip: false, ...look },
        encoding: { x, y, text: { field: "text" } }
      })),
      ...[false, true].map((isScore) => ({
        data: { values: upright.filter((each) => each.isScore === isScore) },
        mark: {
          type: "text",
          ...(isScore ? { align: "left", dx: -14 } : { align: "center" }),
          baseline: "top",
          lineBreak: "\n",
          lineHeight: 15,
          fontSize: 12,
          fontWeight: 600,
          color: ink.strong,
          clip: false
        },
        encoding: { x, y: { value: -40 }, text: { field: "name" } }
      }))
    ]
  }
}
