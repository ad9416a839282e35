/** Sortable tables and the light/dark switch of a report, as plain script text for the page. */
export const pageScript = String.raw`
(() => {
  "use strict"
  const keyOf = (row, column) => {
    const cell = row.cells[column], value = cell.dataset.value
    return value === undefined ? cell.textContent.trim() : value === "" ? -Infinity : Number(value)
  }
  document.querySelectorAll("table.sortable").forEach((table) => {
    table.querySelectorAll("th button").forEach((button) => button.addEventListener("click", () => {
      const heading = button.closest("th"), column = heading.cellIndex
      const isDown = heading.getAttribute("aria-sort") === "descending"
      table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"))
      heading.setAttribute("aria-sort", isDown ? "ascending" : "descending")
      const body = table.tBodies[0]
      const rows = [...body.rows].sort((a, b) => {
        const x = keyOf(a, column), y = keyOf(b, column)
        const order = typeof x === "number" ? x - y || 0 : x.localeCompare(y)
        return isDown ? order : -order
      })
      body.append(...rows)
    }))
  })
  const quoted = (text) => /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : /^[=+@-]/.test(text) ? "'" + text : text
  const said = (cell) => cell.dataset.value ?? [...cell.childNodes].map((node) => node.textContent.trim()).filter(Boolean).join("; ")
  document.querySelectorAll("button[data-download=csv]").forEach((button) => {
    button.hidden = false
    button.addEventListener("click", () => {
      const table = button.parentElement.querySelector("table")
      const lines = [...table.rows].map((row) => [...row.cells].map(said).map((text) => quoted(text)).join(","))
      const link = document.createElement("a")
      link.href = URL.createObjectURL(new Blob([lines.join("\r\n") + "\r\n"], { type: "text/csv" }))
      link.download = (button.closest("[id]")?.id || "table") + ".csv"
      link.click()
      URL.revokeObjectURL(link.href)
    })
  })
  const root = document.documentElement, button = document.getElementById("theme")
  button.hidden = false
  button.addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
    root.dataset.theme = isDark ? "light" : "dark"
    dispatchEvent(new Event("themechange"))
  })
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true
    if (target) target.scrollIntoView()
  }
  addEventListener("hashchange", reveal)
  reveal()
})()
`
