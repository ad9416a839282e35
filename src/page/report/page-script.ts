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
  const root = document.documentElement, button = document.getElementById("theme")
  button.hidden = false
  button.addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
    root.dataset.theme = isDark ? "light" : "dark"
    dispatchEvent(new Event("themechange"))
  })
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]))
  const watch = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (!entry.isIntersecting) return
    links.forEach((link) => link.removeAttribute("aria-current"))
    links.get(entry.target.id).setAttribute("aria-current", "true")
  }), { rootMargin: "-10% 0px -75% 0px" })
  links.forEach((_, id) => watch.observe(document.getElementById(id)))
})()
`
