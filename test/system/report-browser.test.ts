import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { expect, it } from "vitest"
import { renderReport } from "../../src/page/report/report.ts"
import { sampleReport } from "../page/report/sample-report.ts"
import { needProgram, programs } from "./programs.ts"

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-logging=stderr",
  "--window-size=1280,900"
]

/** Uses the page as a reader would and writes down what happened. */
const probe = `<script>
addEventListener("load", () => {
  const $ = (id) => document.getElementById(id), all = (query) => [...document.querySelectorAll(query)]
  const canvas = $("explorer-canvas"), seen = {}
  const inked = () => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.filter((_, i) => i % 4 === 3).some(Boolean)
  seen.inked = inked()
  seen.clusterLegend = all("#explorer-legend button").length
  all("[name=explorer-mode]")[1].click()
  seen.labelLegend = all("#explorer-legend button").map((key) => key.textContent)
  canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }))
  seen.first = $("explorer-status").textContent
  canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }))
  seen.second = $("explorer-status").textContent
  seen.tip = $("explorer-tip").hidden === false && $("explorer-tip").children.length
  const table = all("table.sortable")[0], column = () => [...table.tBodies[0].rows].map((row) => row.cells[2].dataset.value)
  table.querySelectorAll("th button")[2].click(); seen.down = column()
  table.querySelectorAll("th button")[2].click(); seen.up = column()
  const paper = () => getComputedStyle(document.body).backgroundColor
  const background = () => getComputedStyle(document.querySelector('figure svg [fill="#ffffff"]')).fill
  seen.light = [paper(), background()]
  $("theme").click()
  seen.dark = [paper(), background()]
  seen.overflow = document.documentElement.scrollWidth > innerWidth
  seen.alerted = Boolean(window.alerted)
  const out = document.createElement("pre")
  out.id = "probe"; out.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(seen)))); document.body.append(out)
})
</script>`

const visit = async () => {
  const folder = await mkdtemp(join(tmpdir(), "partita-report-"))
  try {
    const { html } = renderReport(await sampleReport(), { fontCss: "", figurePath: (id) => id })
    const page = join(folder, "report.html")
    await writeFile(
      page,
      html.replace("<head>", "<head><script>window.alert = () => { window.alerted = true }</script>") + probe
    )
    const { stderr, stdout } = await promisify(execFile)(
      needProgram(programs.chromium),
      [...flags, `--user-data-dir=${join(folder, "profile")}`, "--dump-dom", pathToFileURL(page).href],
      { maxBuffer: 64 * 1024 * 1024, timeout: 50_000 }
    )
    const found = /<pre id="probe">([^<]+)<\/pre>/.exec(stdout)?.[1]
    const seen: unknown = found === undefined ? undefined : JSON.parse(Buffer.from(found, "base64").toString("utf8"))
    return { seen, console: stderr.split("\n").filter((line) => line.includes("CONSOLE")) }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

it("in a browser the map draws, walks by keyboard and recolours, tables sort, and the dark mode repaints charts", async () => {
  const { console, seen } = await visit()

  expect(console).toEqual([]) // neither a script error nor a refused request
  expect(seen).toMatchObject({
    inked: true,
    clusterLegend: 8,
    labelLegend: ["রবীন্দ্রসঙ্গীত", "বাউল", "Rock", "Hip-hop", "Jazz", "Classical", "Folk", "Electronic"],
    tip: 3,
    down: ["0.55", "0.38", "0.27"],
    up: ["0.27", "0.38", "0.55"],
    light: ["rgb(255, 255, 255)", "rgb(255, 255, 255)"],
    dark: ["rgb(21, 23, 27)", "rgb(21, 23, 27)"],
    overflow: false,
    alerted: false
  })
  expect(seen).toHaveProperty("first", expect.stringContaining("Press Enter to play"))
  expect((seen as { second: string }).second).not.toBe((seen as { first: string }).first)
})
