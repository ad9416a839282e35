/** Lists and sortable tables of a page. */
import { type Content, type Html, html } from "./html.ts"
import { numberText } from "./number-text.ts"

/** Items as a list; nothing for none. */
export const list = (items: ReadonlyArray<string>): Html | undefined =>
  items.length === 0 ? undefined : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`

/** A number in a table, a dash where there is none. */
export const cell = (value: number | undefined, digits: number): Html =>
  value === undefined || Number.isNaN(value)
    ? html`<td class="number" data-value="">–</td>`
    : html`<td class="number" data-value="${value}">${numberText(value, digits)}</td>`

/** Headings that sort; those from `numbersFrom` on are of numbers. */
export const headings = (names: ReadonlyArray<string>, numbersFrom: number): Html =>
  html`<thead><tr>${
    names.map((name, i) =>
      i >= numbersFrom
        ? html`<th scope="col" class="number"><button type="button">${name}</button></th>`
        : html`<th scope="col"><button type="button">${name}</button></th>`
    )
  }</tr></thead>`

/** A table of finished rows, which the script of the page lets sort and download. */
export const table = (head: Html, rows: ReadonlyArray<Content>): Html =>
  html`<div class="table"><div class="scroll" tabindex="0" role="group" aria-label="Table"><table data-sortable>${head}<tbody>${rows}</tbody></table></div></div>`
