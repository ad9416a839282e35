/** What the marks of a forest plot mean, for those that occur. Next: src/page/chart/forest.ts. */
import { type ForestRow, forestRow, forestSign } from "./forest-row.ts"
import { coordinate as at, svgText } from "./svg-text.ts"
import { textWidth } from "./text-width.ts"
import { ink } from "./theme.ts"

const fontSize = 11
const lineHeight = 18

/** The example of a mark, 26 pixels wide: numbers from 0 to 1 over 26 pixels. */
const sample = (row: Partial<ForestRow>, x: number, y: number): string =>
  forestRow({ name: "", sign: "model", value: 0.5, ...row }, {
    x: (value) => x + 26 * value,
    middle: y,
    end: x + 26
  })

/** Keys in lines of `width`, and where they end. */
export const forestLegend = (
  rows: ReadonlyArray<ForestRow>,
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number }
) => {
  const signs = (["baseline", "model", "told"] as const).filter((sign) => rows.some((row) => row.sign === sign))
  const names = { baseline: "baseline", model: "model", told: "told the labels" }
  const keys = [
    ...signs.map((sign) => ({
      text: names[sign],
      wide: 12,
      draw: (x: number, y: number) => forestSign(sign, x + 6, y)
    })),
    ...(rows.some(({ low }) => low !== undefined)
      ? [{ text: "95 % over tracks", wide: 26, draw: (x: number, y: number) => sample({ low: 0.1, high: 0.9 }, x, y) }]
      : []),
    ...(rows.some(({ deviation }) => deviation !== undefined && deviation > 0)
      ? [{ text: "± over seeds", wide: 26, draw: (x: number, y: number) => sample({ deviation: 0.34 }, x, y) }]
      : []),
    ...(rows.some(({ nullLow }) => nullLow !== undefined)
      ? [{
        text: "chance",
        wide: 8,
        draw: (x: number, y: number) =>
          `<rect x="${at(x)}" y="${at(y - 7)}" width="8" height="14" rx="2" fill="${ink.noise}" opacity="0.75"/>`
      }]
      : []),
    ...(rows.some(({ difference }) => difference?.isCertain === true)
      ? [{ text: "bold: more than chance", wide: 0, draw: () => "" }]
      : [])
  ]
  let [x, y] = [left, top + lineHeight / 2]
  const svg = keys.map(({ draw, text, wide }) => {
    const room = wide + 6 + textWidth(text, fontSize, 400)
    if (x > left && x + room > left + width) [x, y] = [left, y + lineHeight]
    const drawn = `${draw(x, y)}<text x="${at(x + wide + (wide === 0 ? 0 : 6))}" y="${
      at(y + 4)
    }" font-size="${fontSize}" fill="${ink.soft}">${svgText(text)}</text>`
    x += room + 18
    return drawn
  }).join("")
  return { svg, bottom: y + lineHeight / 2 + 2 }
}
