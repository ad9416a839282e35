import { readFile, rename } from "node:fs/promises"
import type { Browser, Download, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { encodeOpus, opusRateHz } from "../../src/music/audio/encode-opus.ts"
import { chartTexts } from "../../src/page/report/figure-files.ts"
import type { ReportModel } from "../../src/page/report/report-model.ts"
import { sampleReport } from "../page/report/sample-report.ts"
import { layOut, startBrowser, takeAway, visit } from "./browser.ts"

let browser: Browser
let folder: string

const desktop = { viewport: { width: 1440, height: 900 } }

/** Its texts are those of anybody: a formula, a tag, a mark that turns letters round. */
const chart = {
  data: { values: ["=1+1", "</script><b>", "\u202eabc"].map((name, i) => ({ name, value: i / 3 })) },
  mark: "bar",
  encoding: { x: { field: "value" }, y: { field: "name" } }
}

/** A further table long enough to be filtered, and figures in a folded chapter. */
const whole = async (): Promise<ReportModel> => {
  const model = await sampleReport()
  const tone = Float32Array.from({ length: 3 * opusRateHz }, (_, i) => Math.sin(i / 9) / 9)
  const preview = Buffer.from(await encodeOpus(tone, 20)).toString("base64")
  const [first, second, ...points] = model.points
  const [cluster, ...clusters] = model.clusters
  const [nearest, ...exemplars] = cluster!.exemplars
  return {
    ...model,
    clusters: [{ ...cluster!, exemplars: [{ ...nearest!, id: "first" }, ...exemplars] }, ...clusters],
    points: [
      { ...first!, id: "first", title: "Heard anywhere", audio: "audio/1.wav", preview },
      { ...second!, title: "Left behind", audio: "audio/2.wav" },
      ...points
    ],
    figures: [
      ...model.figures,
      { ...model.figures[0]!, id: "one", fold: "More one", files: chartTexts(chart) },
      { ...model.figures[0]!, id: "two", fold: "More two", files: { csv: "x\n".repeat(600_000) } }
    ],
    tables: [{
      id: "lengths",
      title: "Lengths",
      sentences: [],
      columns: ["what", "seconds"],
      rows: [
        ["=1+1", 3.25],
        ["k = 10", null],
        ["k = 9", -1],
        ...Array.from({ length: 7 }, (_, i) => [`row ${i}`, i] as const)
      ],
      digits: 1
    }]
  }
}

beforeAll(async () => {
  browser = await startBrowser()
  folder = await layOut(await whole(), [])
})
afterAll(async () => {
  await browser.close()
  await takeAway(folder)
})

const table = (page: Page) => page.locator("table", { has: page.getByRole("button", { name: "seconds" }) })
const column = (page: Page, at: number) => table(page).locator(`tbody tr:visible td:nth-child(${at})`).allInnerTexts()
const saved = async (download: Download): Promise<Buffer> => readFile((await download.path())!)

/** Opens every fold, so that nothing is out of reach. */
const opened = async () => {
  const seen = await visit(browser, folder, desktop)
  const unfold = seen.page.getByRole("button", { name: "Unfold all" })
  if (await unfold.isVisible()) await unfold.click()
  return seen
}

it("a table sorts by its numbers and texts, filters, and downloads what is left to the last digit", async () => {
  const { complaints, page } = await opened()

  await table(page).getByRole("button", { name: "seconds" }).click()
  expect((await column(page, 2)).slice(0, 3)).toEqual(["6.0", "5.0", "4.0"])
  await table(page).getByRole("button", { name: "seconds" }).click()
  expect((await column(page, 2)).slice(0, 3)).toEqual(["–", "−1.0", "0.0"])
  await table(page).getByRole("button", { name: "what" }).click()
  await table(page).getByRole("button", { name: "what" }).click()
  await page.getByLabel("Filter rows").first().fill("=")
  expect(await column(page, 1)).toEqual(["=1+1", "k = 9", "k = 10"])
  const download = page.waitForEvent("download")
  await page.locator("#lengths").getByLabel("Download this table as CSV").click()

  expect((await saved(await download)).toString()).toBe("what,seconds\n'=1+1,3.25\nk = 9,-1\nk = 10,\n")
  expect(complaints).toEqual([])
})

it("figures download as SVG of their own and as PNG of twice the size", async () => {
  const { complaints, page } = await opened()
  const figure = page.locator("#figure-metrics")
  const width = Number(await figure.locator("svg").first().getAttribute("width"))

  const svg = page.waitForEvent("download")
  await figure.getByLabel("Download this figure as SVG").click()
  const png = page.waitForEvent("download", (each) => each.suggestedFilename().endsWith(".png"))
  await figure.getByLabel("Download this figure as PNG").click()

  expect((await saved(await svg)).toString()).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  const bytes = await saved(await png)
  expect(bytes.subarray(1, 4).toString()).toBe("PNG")
  expect(bytes.readUInt32BE(16)).toBe(Math.floor(2 * width))
  expect(complaints).toEqual([])
})

it("a figure's numbers and specification download as they lie beside the report, and what is too large is a link there", async () => {
  const { complaints, page } = await opened()
  const figure = page.locator("#figure-one")
  const kept = async (words: string): Promise<string> => {
    const download = page.waitForEvent("download")
    await figure.getByRole("button", { name: words }).click()
    return (await saved(await download)).toString()
  }

  const texts = chartTexts(chart)

  expect(await kept("Download this figure as CSV")).toBe(texts.csv)
  expect(await kept("as Vega-Lite specification")).toBe(texts["vl.json"])
  expect(await page.locator("#figure-two").getByRole("link", { name: "CSV" }).getAttribute("href")).toBe(
    "figures/two.csv"
  )
  expect(await page.locator("#figure-metrics").getByText("Vega-Lite").count()).toBe(0)
  expect(complaints).toEqual([])
})

it("all chapters fold and unfold, and a link into a folded one opens it", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const open = () => page.locator("details[open]").count()
  const folds = await page.locator("details").count()

  await page.getByRole("button", { name: "Unfold all" }).click()
  expect(await open()).toBe(folds)
  await page.getByRole("button", { name: "Fold all", exact: true }).click()
  expect(await open()).toBe(0)
  await page.evaluate("location.hash = '#figure-two'")
  await page.locator("#figure-two").waitFor({ state: "visible" })

  expect(complaints).toEqual([])
})

it("the switch turns paper and pictures dark and light again", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const papers = () =>
    page.evaluate(
      `[document.body, document.querySelector('figure svg [fill="#ffffff"]')].map((each, i) => getComputedStyle(each)[i ? "fill" : "backgroundColor"])`
    )

  const light = await papers()
  await page.getByRole("button", { name: "Light / dark" }).click()
  const dark = await papers()
  await page.getByRole("button", { name: "Light / dark" }).click()

  expect(light).toEqual(["rgb(255, 255, 255)", "rgb(255, 255, 255)"])
  expect(dark).toEqual(["rgb(21, 23, 27)", "rgb(21, 23, 27)"])
  expect(await papers()).toEqual(light)
  expect(complaints).toEqual([])
})

it("the page's policy holds: neither a script that slipped in nor a request leaves it", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  const ran = await page.evaluate(`new Promise((resolve) => {
    const script = document.createElement("script")
    script.textContent = "window.slipped = true"
    document.body.append(script)
    const holder = document.createElement("div")
    holder.innerHTML = '<img src="data:," onerror="window.slipped = true">'
    document.body.append(holder)
    fetch("https://example.org/").then(() => resolve("fetched"), () => setTimeout(() => resolve(String(window.slipped)), 200))
  })`)

  expect(ran).toBe("undefined")
  expect(complaints.filter((each) => !each.includes("Content Security Policy"))).toEqual([])
  expect(complaints.some((each) => each.includes("script-src"))).toBe(true)
})

it("a folded chapter shows its picture, and a card of it plays until something else does", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const pictures = page.locator(".chapter > summary svg.glance:visible")
  const search = page.getByLabel("Search title or artist")

  expect(await pictures.count()).toBeGreaterThan(3)
  expect((await pictures.first().boundingBox())!.height).toBeGreaterThan(20)
  await page.locator("#chapter-groups > summary").click()
  const play = page.locator(".card button:visible")
  expect(await play.allInnerTexts()).toEqual(["Play"])
  await play.click()
  await page.locator(".card button", { hasText: "Stop" }).waitFor()
  await search.fill("Heard anywhere")
  await search.press("Enter")
  await page.locator(".card button", { hasText: "Play" }).waitFor()
  await play.click()
  await page.locator(".card button", { hasText: "Stop" }).click()

  expect(await play.allInnerTexts()).toEqual(["Play"])
  expect(complaints.filter((each) => !each.includes("ERR_FILE_NOT_FOUND"))).toEqual([])
})

it("a link to a file that is not there says so in its place, and the report stays", async () => {
  const { page } = await opened()
  const link = page.locator(".card li a").first()
  const name = await link.innerText()

  await link.click()
  await page.locator(".card li", { hasText: name }).getByText("the file is not here").waitFor()

  expect(await page.locator(".card li a").allInnerTexts()).not.toContain(name)
  expect(page.url()).toMatch(/report\.html$/)
})

it("in another folder a track plays from its preview, and of one without it is said that it cannot", async () => {
  const moved = `${folder}-moved`
  await rename(folder, moved)
  folder = moved
  const { complaints, page } = await visit(browser, folder, desktop)
  const status = (words: string) => page.locator("#map [role=status]", { hasText: words }).waitFor()
  const search = page.getByLabel("Search title or artist")

  await search.fill("Heard anywhere")
  await search.press("Enter")
  await status("Playing Heard anywhere")
  expect(await page.locator("#map audio").evaluate((audio: { duration: number }) => audio.duration)).toBeCloseTo(3, 1)
  await search.fill("Left behind")
  await search.press("Enter")
  await status("This track cannot be played: Left behind")

  expect(complaints.filter((each) => !each.includes("ERR_FILE_NOT_FOUND"))).toEqual([])
})
