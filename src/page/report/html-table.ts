/** Lists and sortable tables of a page. How a table stands on a phone: src/page/report/phone-table.ts. */
import { type Html, html, raw } from "./html.ts"
import { numberText } from "./number-text.ts"
import { type Cell, isLong, leadingTexts, phoneLook } from "./phone-table.ts"

/** Items as a list; nothing for none. */
export const list = (items: ReadonlyArray<string>): Html | undefined =>
  items.length === 0 ? undefined : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

/** A text in a table, with smaller lines below it. */
export const textCell = (text: string, ...notes: ReadonlyArray<string>): Cell => ({ text, notes, isNumber: false })

/** A quantity that is written in its own way; NaN where there is none, which a dash says. */
export const valueCell = (value: number, text: string, ...notes: ReadonlyArray<string>): Cell =>
  Number.isNaN(value)
    ? { text: "–", notes: [], isNumber: true, value: "" }
    : { text, notes, isNumber: true, value: String(value) }

/** A number in a table, a dash where there is none. */
export const cell = (value: number | undefined, digits: number): Cell =>
  valueCell(value ?? Number.NaN, value === undefined ? "" : numberText(value, digits))

/** One line of a table; `look` is a class of the page's style. */
export interface Row {
  readonly cells: ReadonlyArray<Cell>
  readonly look?: "chosen"
}

/** A table to draw. */
export interface Table {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
  /** Which columns are names that stand on one line where there is room. */
  readonly names?: number
  /** Whether numbers are what a row is about, and stand out from what is written below them. */
  readonly isStrong?: boolean
}

const attribute = (name: string, value: string | undefined): Html | undefined =>
  value === undefined ? undefined : html` ${raw(name)}="${value}"`

const classes = (names: ReadonlyArray<string | false | undefined>): Html | undefined => {
  const kept = names.filter((name) => name !== false && name !== undefined)
  return kept.length === 0 ? undefined : attribute("class", kept.join(" "))
}

/**
 * A table that the script of the page lets sort, filter and download. A column is of
 * numbers where every cell is.
 */
export const table = ({ columns, isStrong = false, names = 0, rows }: Table): Html => {
  const cells = rows.map((row) => row.cells)
  const look = phoneLook(columns, cells)
  const isStacked = look === "stacked"
  const longs = columns.map((_, at) => isStacked && at > 0 && isLong(cells.map((row) => row[at]!)))
  const held = look === "swiped" ? leadingTexts(cells) : 0
  const besides = longs.filter((is, at) => at > 0 && !is).length
  const role = (name: string) => isStacked ? attribute("role", name) : undefined
  const heading = (name: string, at: number): Html =>
    html`<th scope="col"${
      classes([cells.length > 0 && cells.every((row) => row[at]!.isNumber) && "number", at < held && "held"])
    }><button type="button">${name}</button></th>`
  const drawn = ({ isNumber, notes, text, value }: Cell, at: number): Html =>
    html`<td${role("cell")}${
      classes([isNumber ? "number" : at < names && "name", longs[at]! && "long", at < held && "held"])
    }${attribute("data-value", value)}${attribute("data-label", isStacked && at > 0 ? columns[at] : undefined)}>${
      isStrong && isNumber && value !== "" ? html`<strong>${text}</strong>` : text
    }${notes.map((line) => html`<small>${line}</small>`)}</td>`
  const line = (row: Row): Html => html`<tr${role("row")}${classes([row.look])}>${row.cells.map(drawn)}</tr>`
  return html`<div${classes(["table", look !== "fits" && look, isStacked && [2, 4].includes(besides) && "two"])}>${
    look === "swiped"
      ? html`<p class="eyebrow hint">${columns.length} columns: more of them to the right.</p>`
      : undefined
  }<div class="scroll" tabindex="0" role="group" aria-label="Table"><table data-sortable${role("table")}><thead><tr>${
    columns.map(heading)
  }</tr></thead><tbody>${rows.map(line)}</tbody></table></div></div>`
}
