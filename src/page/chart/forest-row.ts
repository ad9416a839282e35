/** The marks of one method in a forest plot. Next: src/page/chart/forest.ts. */
import { coordinate as at } from "./svg-text.ts"
import { accent, ink } from "./theme.ts"

/** A method's estimate and how sure it is; what was not measured is absent. */
export interface ForestRow {
  readonly name: string
  /** Filled for a model, hollow for a baseline; a diamond for what was told the labels. */
  readonly sign: "model" | "baseline" | "told"
  readonly value: number
  /** The interval over other such tracks. */
  readonly low?: number
  readonly high?: number
  /** Standard deviation between seeds. */
  readonly deviation?: number
  /** What chance gives. */
  readonly nullLow?: number
  readonly nullHigh?: number
  /** The paired difference to what the picture names, as text; `isCertain` where chance rarely goes as far. */
  readonly difference?: { readonly text: string; readonly isCertain: boolean }
}

/** Where a row is drawn: `x` places a number, `middle` is the height of its line, `end` where its space ends. */
export interface Lane {
  readonly x: (value: number) => number
  readonly middle: number
  readonly end: number
}

const colourOf = (sign: ForestRow["sign"]): string => sign === "baseline" ? ink.soft : accent

/** The sign of what a method is: hollow for a baseline, filled for a model, a diamond for what was told the labels. */
export const forestSign = (sign: ForestRow["sign"], x: number, y: number): string => {
  const colour = colourOf(sign)
  switch (sign) {
    case "baseline":
      return `<circle cx="${at(x)}" cy="${at(y)}" r="4.2" fill="${ink.paper}" stroke="${colour}" stroke-width="1.8"/>`
    case "model":
      return `<circle cx="${at(x)}" cy="${at(y)}" r="5" fill="${colour}"/>`
    case "told":
      return `<path d="M${at(x)} ${
        at(y - 5.6)
      }l5.6 5.6l-5.6 5.6l-5.6 -5.6z" fill="${ink.paper}" stroke="${colour}" stroke-width="1.6"/>`
  }
}

/** A line from one number to another. */
const bar = ({ middle, x }: Lane, from: number, to: number, style: string): string =>
  `<path d="M${at(x(from))} ${at(middle)}H${at(x(to))}" fill="none" ${style}/>`

/** Chance, interval, spread and estimate, the later over the earlier. */
export const forestRow = (row: ForestRow, lane: Lane): string => {
  const { deviation, high, low, nullHigh, nullLow, sign, value } = row
  const colour = colourOf(sign)
  const { middle, x } = lane
  const parts: Array<string> = []
  if (nullLow !== undefined && nullHigh !== undefined) {
    const width = Math.max(2.5, x(nullHigh) - x(nullLow))
    const from = (x(nullLow) + x(nullHigh) - width) / 2
    parts.push(
      `<rect x="${at(from)}" y="${at(middle - 8)}" width="${
        at(width)
      }" height="16" rx="2" fill="${ink.noise}" opacity="0.75"/>`
    )
  }
  if (low !== undefined && high !== undefined) {
    parts.push(bar(lane, low, high, `stroke="${colour}" stroke-width="5" stroke-linecap="round" opacity="0.3"`))
  }
  if (deviation !== undefined && deviation > 0) {
    for (const end of [value - deviation, value + deviation]) {
      parts.push(
        `<path d="M${at(x(end))} ${at(middle - 5)}V${
          at(middle + 5)
        }" stroke="${colour}" stroke-width="1.4" fill="none"/>`
      )
    }
  }
  parts.push(forestSign(sign, x(value), middle))
  return parts.join("")
}
