/** Tables of the page: rows that sort by their columns, and lead to what they are about. */
import { element } from "../element.ts"
import { cellOrder } from "../table-order.ts"

/** One cell; `value` is the number that it sorts by. */
export interface Cell {
  readonly shown: Node | string
  readonly value?: number
  readonly text?: string
  readonly look?: string
}

/** A column; `look` is a class of its cells. */
export interface Column {
  readonly name: string
  readonly isNumber?: boolean
  readonly look?: string
  readonly title?: string
}

/** What a cell says, as text. */
export const cellText = ({ shown, text }: Cell): string =>
  text ?? (typeof shown === "string" ? shown : shown.textContent ?? "")

const cellNode = (cell: Cell, { isNumber = false, look = "" }: Column): HTMLTableCellElement =>
  element(
    "td",
    { class: [isNumber ? "number" : "", look, cell.look ?? ""].filter((each) => each !== "").join(" ") || undefined },
    cell.shown
  )

/** A table in a frame that scrolls sideways. Headings sort; of numbers the largest first. */
export const grid = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  { label, sortable = true }: { readonly label: string; readonly sortable?: boolean }
): HTMLElement => {
  const lines = rows.map((cells) => ({
    cells,
    line: element("tr", {}, ...cells.map((cell, at) => cellNode(cell, columns[at]!)))
  }))
  const body = element("tbody", {}, ...lines.map(({ line }) => line))
  const key = (cell: Cell) => {
    const text = cellText(cell)
    return cell.value === undefined ? { text } : { text, value: cell.value }
  }
  const headings = columns.map((column, at) => {
    const { isNumber = false, look, name, title } = column
    const heading = element("th", {
      scope: "col",
      class: [isNumber ? "number" : "", look ?? ""].join(" ").trim() || undefined,
      title
    })
    if (!sortable || name === "") {
      heading.append(name)
      return heading
    }
    const sort = element("button", { type: "button" }, name)
    sort.addEventListener("click", () => {
      const wasDown = heading.ariaSort === "descending"
      const wasUp = heading.ariaSort === "ascending"
      const isDown = wasDown ? false : wasUp ? true : isNumber
      for (const other of headings) other.removeAttribute("aria-sort")
      heading.setAttribute("aria-sort", isDown ? "descending" : "ascending")
      const ordered = lines.toSorted((a, b) => (isDown ? -1 : 1) * cellOrder(key(a.cells[at]!), key(b.cells[at]!)))
      body.append(...ordered.map(({ line }) => line))
    })
    heading.append(sort)
    return heading
  })
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    element("table", { class: "grid-table" }, element("thead", {}, element("tr", {}, ...headings)), body)
  )
}
