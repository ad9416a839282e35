/** Tables that sort, filter and download; without a script they are plain tables. */
import { button, element } from "./element.ts"
import { saveText } from "./save-file.ts"
import { type Cell, cellOrder, csvLines, rowHolds } from "./table-order.ts"

const filteredFrom = 8

const cellOf = (cell: HTMLTableCellElement): Cell => {
  const text = cell.innerText.trim().replace(/\s*\n\s*/g, "; ")
  const { value } = cell.dataset
  return value === undefined ? { text } : { text, value: value === "" ? Number.NaN : Number(value) }
}

const rowOf = (row: HTMLTableRowElement): ReadonlyArray<Cell> => [...row.cells].map(cellOf)

const sortBy = (table: HTMLTableElement, heading: HTMLTableCellElement): void => {
  const isDown = heading.ariaSort === "descending"
  for (const other of table.querySelectorAll("th")) other.removeAttribute("aria-sort")
  heading.setAttribute("aria-sort", isDown ? "ascending" : "descending")
  const body = table.tBodies[0]!
  const keyed = [...body.rows].map((row) => ({ row, key: cellOf(row.cells[heading.cellIndex]!) }))
  keyed.sort((a, b) => isDown ? cellOrder(a.key, b.key) : cellOrder(b.key, a.key))
  body.append(...keyed.map(({ row }) => row))
}

/** The name a table's file gets: that of the section it stands in. */
const nameOf = (table: HTMLTableElement): string => table.closest("[id]")?.id ?? "table"

const enhance = (table: HTMLTableElement): void => {
  for (const heading of table.querySelectorAll("th")) {
    heading.querySelector("button")?.addEventListener("click", () => sortBy(table, heading))
  }
  const rows = () => [...table.tBodies[0]!.rows]
  const download = button("CSV", () => {
    const shown = rows().filter((row) => !row.hidden)
    saveText(`${nameOf(table)}.csv`, "text/csv", csvLines([...table.tHead!.rows, ...shown].map(rowOf)))
  }, { "data-download": "csv", "aria-label": "Download this table as CSV" })
  const tools = element("div", { class: "tools of-table" })
  if (rows().length >= filteredFrom) {
    const count = element("span", { role: "status" })
    const filter = element("input", { type: "search", placeholder: "Filter rows", "aria-label": "Filter rows" })
    filter.addEventListener("input", () => {
      for (const row of rows()) row.hidden = !rowHolds(rowOf(row), filter.value)
      const shown = rows().filter((row) => !row.hidden).length
      count.textContent = filter.value.trim() === "" ? "" : `${shown} of ${rows().length}`
    })
    tools.append(filter, count)
  }
  tools.append(download)
  const framed = table.closest(".scroll") ?? table
  framed.before(tools)
}

/** Gives every sortable table of the page its tools. */
export const startTables = (): void =>
  document.querySelectorAll<HTMLTableElement>("table[data-sortable]").forEach(enhance)
