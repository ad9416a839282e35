/** Lists and sortable tables of a page. */
import { escapeHtml } from "./escape-html.ts"
import { numberText } from "./number-text.ts"

/** Items as a list; nothing for none. */
export const list = (items: ReadonlyArray<string>): string =>
  items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`

/** A number in a table, a dash where there is none. */
export const cell = (value: number | undefined, digits: number): string =>
  value === undefined || Number.isNaN(value)
    ? "<td class=\"number\" data-value=\"\">–</td>"
    : `<td class="number" data-value="${value}">${numberText(value, digits)}</td>`

/** Headings that sort; those from `numbersFrom` on are of numbers. */
export const headings = (names: ReadonlyArray<string>, numbersFrom: number): string =>
  `<thead><tr>${
    names.map((name, i) =>
      `<th scope="col"${i >= numbersFrom ? " class=\"number\"" : ""}><button type="button">${
        escapeHtml(name)
      }</button></th>`
    ).join("")
  }</tr></thead>`

/** A table of finished rows. */
export const table = (head: string, rows: ReadonlyArray<string>): string =>
  `<div class="scroll"><table class="sortable">${head}<tbody>${rows.join("")}</tbody></table></div>`
