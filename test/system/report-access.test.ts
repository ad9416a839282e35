import axe from "axe-core"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { bundledFonts } from "../../nodes/row/bundled-fonts.ts"
import { listed } from "../../src/page/report/dag.ts"
import { chartTexts } from "../../src/page/report/figure-files.ts"
import { withNarrow } from "../../src/page/report/narrow-svg.ts"
import type { ReportFigure } from "../../src/page/report/report-model.ts"
import { withLetters } from "../../src/page/report/svg-letters.ts"
import { sampleCharts } from "../page/report/sample-charts.ts"
import { sampleDag } from "../page/report/sample-dag.ts"
import { sampleReport } from "../page/report/sample-report.ts"
import { layOut, startBrowser, takeAway, visit } from "./browser.ts"

let browser: Browser
let folder: string

const chart = { data: { values: [{ x: 1 }] }, mark: "bar", encoding: { x: { field: "x" } } }

beforeAll(async () => {
  const model = await sampleReport()
  const figures: Array<ReportFigure> = []
  for (const each of model.figures) {
    figures.push(await withNarrow({ ...each, files: chartTexts(sampleCharts()[each.id]!) }))
  }
  const [first, ...others] = figures
  browser = await startBrowser()
  const shown = [{ ...first!, files: chartTexts(chart) }, ...others]
  folder = await layOut({ ...model, figures: shown, dagList: listed(sampleDag) }, [])
})
afterAll(async () => {
  await browser.close()
  await takeAway(folder)
})

/** What axe-core finds that shuts somebody out, headings that leave a rank out among it, in a page with all that folds unfolded. */
const findings = async (width: number, colorScheme: "light" | "dark") => {
  const { page } = await visit(browser, folder, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
  await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
  await page.evaluate(axe.source)
  const { passes, violations } = await page.evaluate("axe.run()") as axe.AxeResults
  expect(passes.length).toBeGreaterThan(20)
  return violations.filter(({ id, impact }) => impact === "serious" || impact === "critical" || id === "heading-order")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`))
}

it.each([[1440, "light"], [1440, "dark"], [390, "light"], [390, "dark"]] as const)(
  "nothing shuts anybody out at %i pixels in the %s",
  async (width, colours) => {
    expect(await findings(width, colours)).toEqual([])
  }
)

it("on a phone with every chapter unfolded nothing scrolls sideways but tables of more than nine columns", async () => {
  const { page } = await visit(browser, folder, { viewport: { width: 390, height: 844 } })

  const sideways = await page.evaluate(`(() => {
    for (const each of document.querySelectorAll("details")) each.open = true
    return [...document.querySelectorAll("body *")]
      .filter((each) => each.checkVisibility() && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
      .filter((each) => !["visible", "clip"].includes(getComputedStyle(each).overflowX) && each.closest(".swiped") === null)
      .map((each) => each.closest("[id]").id + " " + each.className)
  })()`)

  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390)
  expect(sideways).toEqual([])
  expect(await page.locator(".table.stacked").count()).toBeGreaterThan(0)
})

it("a picture with its letters is set as with the whole typefaces, conjuncts and all", async () => {
  const fonts = bundledFonts()
  const said = (y: number, text: string, weight: number) =>
    `<text x="8" y="${y}" font-family="Inter, 'Noto Sans Bengali'" font-size="28" font-weight="${weight}">${text}</text>`
  const head = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"100\">"
  const texts = `${said(40, "আমার সোনার বাংলা · ক্ষমা", 400)}${said(84, "শ্রেষ্ঠ গান &amp; Jazz", 600)}</svg>`
  const whole = ["inter", "noto-sans-bengali"].flatMap((file, i) =>
    [400, 600].map((weight) => {
      const data = Buffer.from(fonts.read(`${file}-${weight}.ttf`)).toString("base64")
      const family = ["Inter", "Noto Sans Bengali"][i]!
      return `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/ttf;base64,${data})}`
    })
  )
  const lengths: Array<unknown> = []
  for (const svg of [`${head}<style>${whole.join("")}</style>${texts}`, await withLetters(head + texts, fonts)]) {
    await writeFile(join(folder, "alone.svg"), svg)
    const page = await browser.newPage({ viewport: { width: 480, height: 100 } })
    await page.goto(`file://${join(folder, "alone.svg")}`)
    await page.evaluate("document.fonts.ready")
    lengths.push(
      await page.evaluate("[...document.querySelectorAll('text')].map((text) => text.getComputedTextLength())")
    )
  }

  expect(lengths[1]).toEqual(lengths[0])
})
