/** How a table stands on a page as wide as a hand, judged by the words in it: the same on every machine. */
import { textWidth } from "../chart/text-width.ts"

/** What a table shows at one place. `value` is what it is sorted by, empty for nothing; `notes` are lines below it. */
export interface Cell {
  readonly text: string
  readonly notes: ReadonlyArray<string>
  readonly isNumber: boolean
  readonly value?: string
}

/**
 * `fits`: as it is. `stacked`: every row is a block, its cells below its name, each under the name of its column.
 * `swiped`: too many columns for that; the rows' names stay while the rest moves sideways.
 */
export type PhoneLook = "fits" | "stacked" | "swiped"

const pageWidth = 320 // pixels; of 360, the narrowest phones there are many of
const between = 10 // pixels, between columns
const textPx = 13
const headPx = 12.5
const stackedAtMost = 9 // columns
const readable = 76 // pixels: texts are not broken more narrowly than that
const longFrom = 100 // pixels, a third of the page

/** Pieces between which a line may break. */
const pieces = (text: string): ReadonlyArray<string> => text.split(/\s+|(?<=[-–/])/)

const widest = (texts: ReadonlyArray<string>, px: number, weight = 400): number =>
  texts.reduce((most, text) => Math.max(most, textWidth(text, px, weight)), 0)

const leastWidth = (name: string, cells: ReadonlyArray<Cell>): number => {
  const heading = widest(pieces(name), headPx)
  const needed = cells.map(({ isNumber, notes, text }) =>
    isNumber
      ? Math.max(textWidth(text, textPx, 600), widest(notes, 12))
      : Math.max(widest(pieces(text), textPx), Math.min(readable, textWidth(text, textPx, 400)))
  )
  return needed.reduce((most, width) => Math.max(most, width), heading)
}

/** How the table stands on a phone. Shapes: `rows` [row · column]. */
export const phoneLook = (
  columns: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<Cell>>
): PhoneLook => {
  const widths = columns.map((name, at) => leastWidth(name, rows.map((row) => row[at]!)))
  const whole = widths.reduce((sum, width) => sum + width, between * (columns.length - 1))
  if (whole <= pageWidth) return "fits"
  return columns.length <= stackedAtMost ? "stacked" : "swiped"
}

/** Whether a column of a stacked table needs lines of its own. */
export const isLong = (cells: ReadonlyArray<Cell>): boolean =>
  cells.some(({ isNumber, text }) => !isNumber && textWidth(text, textPx, 400) > longFrom)

/** How many columns of names a row begins with, two at most. */
export const leadingTexts = (rows: ReadonlyArray<ReadonlyArray<Cell>>): number => {
  const first = (rows[0] ?? []).findIndex(({ isNumber }) => isNumber)
  return Math.min(2, first === -1 ? 2 : first)
}

/** The part of the style sheet for that; on paper tables are as they are on a wide page. */
export const phoneTableStyle = `
.table .hint{display:none}
@media screen and (max-width:700px){table{min-width:100%}.table th,.table td{font-size:13px;padding-right:10px}.table th{font-size:12.5px;white-space:normal}
td.name{white-space:normal}.stacked td small{white-space:normal}
.stacked table,.stacked tbody{display:block;min-width:0}.stacked thead{display:block}.stacked thead tr{display:flex;flex-wrap:wrap;gap:4px 14px;padding:4px 0 8px;border-bottom:1px solid var(--line)}.stacked thead tr::before{content:"Sort by";color:var(--soft);font-size:12.5px}.stacked th{padding:0;border:0}.stacked th button{text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:3px}
.stacked tbody tr{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:3px 12px;padding:9px 0 10px;border-bottom:1px solid var(--grid)}.stacked.two tbody tr{grid-template-columns:repeat(2,minmax(0,1fr))}
.stacked td.number,.stacked td{padding:0;border:0;text-align:left;overflow-wrap:anywhere}.stacked td:first-child,.stacked td.long{grid-column:1/-1}.stacked td:first-child{color:var(--strong);font-weight:600;font-size:14px}
.stacked td[data-label]::before{content:attr(data-label);display:block;color:var(--soft);font-size:12px;line-height:1.3;overflow-wrap:anywhere}.stacked td.long::before{display:inline;margin-right:7px}
.swiped .hint{display:block;margin:0 0 4px}.swiped .held{position:sticky;left:0;z-index:1;background:var(--paper);min-width:104px;max-width:104px;overflow-wrap:anywhere}.swiped .held+.held{left:104px;min-width:92px;max-width:92px}
.swiped .number{min-width:150px;max-width:150px;scroll-snap-align:start}.swiped .number small{white-space:normal}.swiped .scroll{scroll-snap-type:x proximity;scroll-padding-left:196px}}`
