/** Methods under each other: estimate, interval, spread, chance and difference, each on one line. Pure SVG. */
import { forestLegend } from "./forest-legend.ts"
import { type ForestRow, forestRow, forestSign, type Lane } from "./forest-row.ts"
import { coordinate as at, fitted, svgText } from "./svg-text.ts"
import { textWidth } from "./text-width.ts"
import { fontStack, ink } from "./theme.ts"

/** Rows that compare with each other, such as those of one metric. */
export interface ForestGroup {
  readonly title: string
  readonly rows: ReadonlyArray<ForestRow>
}

/** What a forest plot needs; `isNarrow` puts names above their lines, for a width of some 350 pixels. */
export interface ForestInput {
  /** Starts the ids in the picture, so that two can stand in one page. */
  readonly id: string
  readonly title: string
  readonly groups: ReadonlyArray<ForestGroup>
  readonly differenceTitle: string
  readonly isNarrow: boolean
}

const small = 11
const buttonsWidth = 108 // what a page lays over the corner to download the picture by
const medium = 12.5

const numbersOf = ({ deviation = 0, high, low, nullHigh, nullLow, value }: ForestRow): ReadonlyArray<number> =>
  [value, value - deviation, value + deviation, low, high, nullLow, nullHigh]
    .flatMap((each) => each !== undefined && Number.isFinite(each) ? [each] : [])

/** A step of 1, 2 or 5 times a power of ten that cuts a span into about four. */
const stepOf = (span: number): number => {
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10)
}

const leastSpan = 0.05 // where all values are 0, or as good as 0, ticks keep two places

/** The least and the greatest number with a little air, zero among them, and ticks of even steps between them. */
const axisOf = (rows: ReadonlyArray<ForestRow>) => {
  const all = [0, ...rows.flatMap(numbersOf)]
  const least = all.reduce((a, b) => Math.min(a, b))
  const most = all.reduce((a, b) => Math.max(a, b))
  const span = Math.max(most - least, leastSpan)
  const [low, high] = [least - 0.03 * span, most + 0.03 * span]
  const step = stepOf(span)
  const first = Math.ceil(low / step)
  const count = Math.floor(high / step) - first + 1
  return { low, high, step, ticks: Array.from({ length: count }, (_, i) => (first + i) * step) }
}

const tickText = (value: number, step: number): string => {
  const text = Math.abs(value).toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

const text = (x: number, y: number, said: string, style: string): string =>
  `<text x="${at(x)}" y="${at(y)}" ${style}>${svgText(said)}</text>`

const styleOf = (size: number, fill: string, more = ""): string =>
  `font-size="${size}" fill="${fill}"${more === "" ? "" : ` ${more}`}`

/** The estimate, and the difference at the right edge. */
const numbers = (
  row: ForestRow,
  at: { readonly value: number; readonly width: number; readonly y: number }
): string => {
  const { difference } = row
  const end = "text-anchor=\"end\""
  const isBold = "font-weight=\"600\""
  const value = text(at.value, at.y, tickText(row.value, 0.01), styleOf(medium, ink.strong, `${end} ${isBold}`))
  if (difference === undefined) return value
  const style = difference.isCertain
    ? styleOf(medium - 1, ink.strong, `${end} ${isBold}`)
    : styleOf(medium - 1, ink.soft, end)
  return `${value}${text(at.width, at.y, difference.text, style)}`
}

/** Where columns stand: a wide picture has name, plot, value and difference beside each other. */
const lanesOf = ({ groups, isNarrow }: ForestInput) => {
  const rows = groups.flatMap((group) => group.rows)
  const widest = (texts: ReadonlyArray<string>, size: number) =>
    texts.reduce((most, each) => Math.max(most, textWidth(each, size, 400)), 0)
  const differences = rows.flatMap(({ difference }) => difference === undefined ? [] : [difference.text])
  const apart = differences.length === 0 ? 0 : widest(differences, medium - 1) + 14
  const width = isNarrow ? 350 : 640
  const names = isNarrow ? 0 : Math.min(238, Math.max(96, widest(rows.map(({ name }) => name), medium) + 24))
  return {
    width,
    names,
    apart,
    left: names + (isNarrow ? 12 : 10),
    right: isNarrow ? width - 12 : width - apart - 44,
    rowHeight: isNarrow ? 45 : 23
  }
}

const said = (
  { difference, high, low, name, nullHigh, nullLow, value }: ForestRow,
  differenceTitle: string
): string => {
  const two = (number: number) => number.toFixed(2).replace("-", "−")
  const interval = low === undefined || high === undefined ? "" : `, 95 % ${two(low)} to ${two(high)}`
  const chance = nullLow === undefined || nullHigh === undefined ? "" : `, chance ${two(nullLow)} to ${two(nullHigh)}`
  return `${name}: ${two(value)}${interval}${chance}${
    difference === undefined ? "" : `, ${differenceTitle} ${difference.text}`
  }`
}

/**
 * Methods as lines of a forest plot, in the order given: dot and pale bar are estimate and interval over tracks, the two
 * ticks the spread over seeds, the grey band is chance. It reads aloud as one sentence per method. Throws without a row.
 *
 * @example
 * ```ts
 * import { forest } from "partita/page"
 * const svg = forest({
 *   id: "ari",
 *   title: "Agreement with genre",
 *   groups: [{ title: "ARI", rows: [
 *     { name: "Ward on PCA", sign: "baseline", value: 0.5, low: 0.41, high: 0.6, nullLow: -0.01, nullHigh: 0.01 },
 *     { name: "K-Means on VAE", sign: "model", value: 0.46, low: 0.36, high: 0.57 }
 *   ] }],
 *   differenceTitle: "to the best baseline",
 *   isNarrow: false
 * })
 * svg.startsWith("<svg") // → true
 * ```
 */
export const forest = (input: ForestInput): string => {
  const { differenceTitle, groups, id, isNarrow, title } = input
  const rows = groups.flatMap((group) => group.rows)
  if (rows.length === 0) throw new Error("A forest plot needs a row.")
  const lanes = lanesOf(input)
  const { apart, left, names, right, rowHeight, width } = lanes
  const { high, low, step, ticks } = axisOf(rows)
  const x = (value: number) => left + (right - left) * (value - low) / (high - low)
  const parts: Array<string> = []
  let y = 22
  const axis = ticks.map((tick) =>
    text(x(tick), 14, tickText(tick, step), styleOf(small, ink.soft, "text-anchor=\"middle\""))
  )
  if (!isNarrow && apart > 0) {
    axis.push(
      text(width, 14, fitted(differenceTitle, apart + 60, small, 400), styleOf(small, ink.soft, "text-anchor=\"end\""))
    )
  }
  for (const [g, group] of groups.entries()) {
    const isTitled = g > 0 || groups.length > 1 || isNarrow
    if (isTitled) {
      y += g === 0 ? 2 : 14
      parts.push(
        text(0, y + 15, fitted(group.title, width, small, 600), styleOf(small, ink.soft, "font-weight=\"600\""))
      )
      y += 20
    } else {parts.push(
        text(0, 14, fitted(group.title, left, small, 600), styleOf(small, ink.soft, "font-weight=\"600\""))
      )}
    for (const row of group.rows) {
      const middle = y + (isNarrow ? 31 : rowHeight / 2)
      const lane: Lane = { x, middle, end: isNarrow ? width : width - apart }
      if (isNarrow) {
        const room = width - apart - 30
        parts.push(forestSign(row.sign, 6, y + 13))
        parts.push(text(18, y + 17, fitted(row.name, room - 26, medium, 400), styleOf(medium, ink.strong)))
        parts.push(numbers(row, { value: width - apart, width, y: y + 17 }))
        parts.push(forestRow(row, lane))
      } else {
        parts.push(text(18, middle + 4.5, fitted(row.name, names - 20, medium, 400), styleOf(medium, ink.strong)))
        parts.push(forestSign(row.sign, 6, middle))
        parts.push(forestRow(row, lane))
        parts.push(numbers(row, { value: right + 42, width, y: middle + 4.5 }))
      }
      y += rowHeight
    }
  }
  const lines = ticks.map((tick) =>
    `<path d="M${at(x(tick))} 22V${at(y + 3)}" stroke="${
      Math.abs(tick) < step / 2 ? ink.line : ink.grid
    }" fill="none"/>`
  )
  const legend = forestLegend(rows, { left: 0, top: y + 12, width: isNarrow ? width : width - buttonsWidth })
  const height = legend.bottom
  const name = svgText(title)
  const description = rows.map((row) => said(row, differenceTitle)).join(". ")
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${at(height)}" viewBox="0 0 ${width} ${
    at(height)
  }" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" font-family="${
    fontStack.replaceAll("\"", "'")
  }" font-variant-numeric="tabular-nums"><title id="${id}-title">${name}</title><desc id="${id}-desc">${
    svgText(description)
  }.</desc><rect width="100%" height="100%" fill="${ink.paper}"/>${lines.join("")}${axis.join("")}${
    parts.join("")
  }${legend.svg}</svg>`
}
