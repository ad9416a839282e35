/** The page of a run in a real browser: by hand, by keys alone, on a phone, in the dark, and without a script. */
import { mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { runPageParts } from "../../nodes/row/page-parts.ts"
import { runHtml } from "../../src/page/report/run-html.ts"
import type { WalkData, WalkStep } from "../../src/page/report/walk-data.ts"
import { startBrowser, takeAway, visit } from "./browser.ts"

const nasty = "<img src=x onerror=alert(1)>"

/** 60 steps of a node beside five that are alone, one of them from the cache; the last failed. */
const step = (name: string, reads: ReadonlyArray<string>, at: number, more: Partial<WalkStep> = {}): WalkStep => ({
  name,
  node: name.replace(/-\d+$/, ""),
  group: "demo",
  state: "ran",
  said: "Ran in 90 ms on core 1.",
  why: ["never ran"],
  params: [["beta", String(at), "own"], ["epochs", "5"]],
  inputs: reads.map((each) => ({ name: each, step: each, port: "out" })),
  outputs: [{ name: "out", kind: "table", shape: "320 rows", bytes: 1400, digest: "0123456789ab" }],
  metrics: [["ARI", "0.470"]],
  code: 0,
  madeMs: 90,
  from: at,
  to: at + 90,
  spans: [[at / 100 % 2, at, at + 90]],
  ...more
})

const fits = Array.from({ length: 60 }, (_, i) => step(`fit-${i}`, ["scale"], 300 + 100 * i, { node: "fit" }))
const { from: _from, spans: _spans, to: _to, ...kept } = step("scale", ["read"], 200)
const walk: WalkData = {
  pipeline: "demo",
  run: { cores: 2, durationMs: 7000, isTimed: true },
  codes: [{
    hash: "abcdef012345",
    home: "nodes/demo/fit.ts",
    files: [{ file: "nodes/demo/fit.ts", symbols: ["fit"] }, { file: "src/sum.ts", symbols: ["sum", "mean"] }],
    packages: { lodash: "4.17.21" },
    assets: []
  }],
  steps: [
    step("read", [], 0, { params: [["title", nasty]] }),
    { ...kept, state: "cached", said: "Came from the cache: run 9b081d made it in 90 ms.", why: [] },
    ...fits,
    step("rank", fits.map(({ name }) => name), 6400),
    step("draw", ["rank", "scale"], 6500, { state: "failed", said: `Failed: ${nasty}`, outputs: [] })
  ]
}

const desktop = { viewport: { width: 1440, height: 900 } }
let browser: Browser
let folder: string

beforeAll(async () => {
  browser = await startBrowser()
  folder = await mkdtemp(join(tmpdir(), "partita-run-"))
  const html = runHtml({ run: "0123456789ab", facts: [["seed", "7"]], walk }, runPageParts())
  await writeFile(join(folder, "report.html"), html)
})
afterAll(async () => {
  await browser.close()
  await takeAway(folder)
})

const box = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`^${name}, demo`) })
const details = (page: Page) => page.getByRole("complementary", { name: "Details" })
const moved = (page: Page) => page.locator(".dag svg > g").getAttribute("transform")
const bars = (page: Page) => page.locator(".bar")

it("a click shows what a step is, where it came from and what reads it, as text whatever it is", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  await box(page, "read").click()

  await expect.poll(() => details(page).innerText()).toContain("Ran in 90 ms on core 1.")
  const told = await details(page).innerText()
  for (const each of ["never ran", nasty, "table · 320 rows · 1.4 kB", "0123456789ab", "0.470", "nodes/demo/fit.ts"]) {
    expect(told).toContain(each)
  }
  await details(page).getByText("3 declarations in 2 files make its key").click()
  expect(await details(page).innerText()).toContain("sum, mean")
  await details(page).getByRole("button", { name: "scale" }).click()
  expect(await details(page).innerText()).toContain("Came from the cache: run 9b081d")
  await page.getByRole("button", { name: "Close" }).click()
  expect(await details(page).count()).toBe(0)
  expect(complaints).toEqual([])
})

it("sixty steps of a node are one box until they are asked for, and fold again", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const drawn = () => page.locator("[data-box]").count()

  expect(await drawn()).toBe(5)
  await box(page, "fit ×60").click()
  expect(await details(page).getByRole("row").count()).toBe(60)
  await page.getByRole("button", { name: "Draw its 60 steps one by one" }).click()
  expect(await drawn()).toBe(64)
  await page.getByRole("button", { name: "Fold its 60 steps to one box" }).click()
  expect(await drawn()).toBe(5)
  await page.getByRole("button", { name: "Draw every step" }).click()
  expect(await drawn()).toBe(64)
  expect(complaints).toEqual([])
})

it("the graph moves by hand, by wheel, by words and by keys, and comes back whole", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const stage = (await page.locator(".dag").boundingBox())!
  const near = (await page.getByRole("button", { name: "Whole graph" }).boundingBox())!
  expect(near.y + near.height, "its buttons stand above it").toBeLessThanOrEqual(stage.y)
  expect(near.x + near.width).toBeLessThanOrEqual(stage.x + stage.width)
  const seen = new Set([await moved(page)])
  const next = async () => {
    const size = seen.size
    seen.add(await moved(page))
    expect(seen.size).toBe(size + 1)
  }

  await page.mouse.move(stage.x + 300, stage.y + 30)
  await page.mouse.down()
  await page.mouse.move(stage.x + 340, stage.y + 60, { steps: 3 })
  await page.mouse.up()
  await next()
  await page.keyboard.down("Control")
  await page.mouse.wheel(0, -200)
  await page.keyboard.up("Control")
  await expect.poll(() => moved(page)).not.toBe([...seen].at(-1))
  await next()
  await page.getByRole("button", { name: "Zoom in", exact: true }).click()
  await next()
  await page.getByRole("button", { name: "Whole graph" }).click()
  expect(await moved(page)).toBe([...seen][0])
  const left = (await box(page, "read").boundingBox())!.x
  const right = (await box(page, "draw").boundingBox())!
  expect(left).toBeGreaterThanOrEqual(stage.x)
  expect(right.x + right.width).toBeLessThanOrEqual(stage.x + stage.width)
  expect(complaints).toEqual([])
})

it("keys alone walk along the arrows, open, zoom and close", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const focused = () => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''")

  await page.getByRole("button", { name: "Whole graph" }).focus()
  await page.keyboard.press("Tab")
  expect(await focused()).toMatch(/^read, demo/)
  await page.keyboard.press("ArrowRight")
  await page.keyboard.press("ArrowRight")
  expect(await focused()).toMatch(/^fit ×60, demo · all ran, .* 60 steps, folded, reads 1, read by 1$/)
  await page.keyboard.press("ArrowLeft")
  await page.keyboard.press("Enter")
  expect(await details(page).innerText()).toContain("Came from the cache")
  const before = await moved(page)
  await page.keyboard.press("+")
  expect(await moved(page)).not.toBe(before)
  await page.keyboard.press("Escape")
  expect(await details(page).count()).toBe(0)
  expect(complaints).toEqual([])
})

it("a search finds steps by name, state, parameter and file, and leads to them", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const field = page.getByRole("searchbox", { name: /^Search a step/ })

  await field.fill("failed")
  expect(await page.locator("p.found").innerText()).toBe("1 step draw")
  expect(await page.locator(".box.found").count()).toBe(1)
  await field.fill("fit-59")
  await field.press("Enter")
  expect(await details(page).locator("h3").innerText()).toBe("fit-59")
  await field.fill("no such thing")
  expect(await page.locator("p.found").innerText()).toBe("0 steps")
  expect(complaints).toEqual([])
})

it("the timeline has a lane a core, answers to hands and keys, and shows what came from the cache", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const timeline = page.locator(".stage.lanes")
  const names = await timeline.locator("text.label").allTextContents()

  expect(names.filter((name) => name.startsWith("core"))).toEqual(["core 1", "core 2"])
  expect(await bars(page).count()).toBe(63)
  await bars(page).first().click()
  expect(await details(page).locator("h3").innerText()).toBe("read")
  await page.getByRole("button", { name: "Zoom into the time" }).click()
  const first = bars(page).first()
  await first.focus()
  await page.keyboard.press("ArrowRight")
  await page.keyboard.press("Enter")
  expect(await details(page).locator("h3").innerText()).toBe("fit-0")
  await page.getByRole("button", { name: /^scale: Came from the cache/ }).click()
  expect(await details(page).locator("h3").innerText()).toBe("scale")
  expect(complaints).toEqual([])
})

it("at 390 pixels nothing is cut and two fingers zoom, in the dark it is dark", async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" as const }
  const { complaints, page } = await visit(browser, folder, phone)
  const stage = (await page.locator(".dag").boundingBox())!

  const before = await moved(page)
  const fingers = await page.context().newCDPSession(page)
  const y = stage.y + stage.height / 2
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...xs: ReadonlyArray<number>) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints: xs.map((x, id) => ({ x: stage.x + x, y, id })) })
  await touch("touchStart", 150, 190)
  await touch("touchMove", 110, 230)
  await touch("touchMove", 60, 290)
  await touch("touchEnd")
  expect(await moved(page)).not.toBe(before)
  await page.getByRole("button", { name: "Whole graph" }).click()
  await box(page, "draw").dispatchEvent("click")
  expect(await details(page).innerText()).toContain(nasty)
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390)
  expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(21, 23, 27)")
  expect(complaints).toEqual([])
})

it("without a script every step stands in a table", async () => {
  const { complaints, page } = await visit(browser, folder, { ...desktop, javaScriptEnabled: false })

  await page.getByText("Every step in a table").click()
  expect(await page.locator("#steps tbody tr").count()).toBe(64)
  expect(await page.locator("#steps").innerText()).toContain("fit-59")
  expect(complaints).toEqual([])
})
