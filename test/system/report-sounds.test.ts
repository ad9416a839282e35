import { rename } from "node:fs/promises"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { encodeOpus, opusRateHz } from "../../src/music/audio/encode-opus.ts"
import { drawnSections } from "../../src/page/report/report-section.ts"
import { spectrogramWebp } from "../../src/page/report/spectrogram-webp.ts"
import { sampleReport } from "../page/report/sample-report.ts"
import { layOut, startBrowser, takeAway, visit } from "./browser.ts"

let browser: Browser
let folder: string

beforeAll(async () => {
  browser = await startBrowser()
  const tone = (hz: number) =>
    Float32Array.from({ length: 2 * opusRateHz }, (_, i) => Math.sin(2 * Math.PI * hz * i / opusRateHz) / 9)
  const picture = await spectrogramWebp({ height: 2, width: 2, levels: [0, -20, -40, -80] }, { floor: -80, peak: 0 })
  const sound = async (name: string, hz: number) => ({
    name,
    picture,
    opus: Buffer.from(await encodeOpus(tone(hz), 16)).toString("base64")
  })
  const section = async (id: string) => ({
    id,
    chapter: "models" as const,
    title: "Heard",
    finding: "It is heard.",
    blocks: [{
      kind: "audio" as const,
      groups: [{
        title: "A <b>song",
        note: "6 dB apart",
        sounds: [await sound("shown", 440), await sound("made", 300)]
      }]
    }]
  })
  const sections = await drawnSections([await section("first"), await section("second")])
  folder = await layOut({ ...await sampleReport(), sections }, [])
})
afterAll(async () => {
  await browser.close()
  await takeAway(folder)
})

const opened = async (viewport: { readonly width: number; readonly height: number }) => {
  const seen = await visit(browser, folder, { viewport })
  await seen.page.locator("#chapter-models > summary").click()
  return seen
}

const pressed = (page: Page) =>
  page.locator(".heard button").evaluateAll((all: ReadonlyArray<{ ariaPressed: string }>) =>
    all.map(({ ariaPressed }) => ariaPressed === "true")
  )

it("in another folder a picture plays when it is clicked, stops when it is clicked again, and says what it is", async () => {
  const moved = `${folder}-moved`
  await rename(folder, moved)
  folder = moved
  const { complaints, page } = await opened({ width: 1440, height: 900 })
  const first = page.locator("#section-first")

  await first.getByRole("button", { name: "Play made, A <b>song" }).click()
  await first.locator("[role=status]", { hasText: "Playing made, A <b>song" }).waitFor()
  expect(await pressed(page)).toEqual([false, true, false, false])
  await first.getByRole("button", { name: "Play made, A <b>song" }).click()
  await expect.poll(() => pressed(page)).toEqual([false, false, false, false])

  expect(complaints).toEqual([])
})

it("what plays stops when another section's sound begins, by keyboard too", async () => {
  const { complaints, page } = await opened({ width: 1440, height: 900 })

  await page.locator("#section-first button").first().click()
  await expect.poll(() => pressed(page)).toEqual([true, false, false, false])
  await page.locator("#section-second button").first().focus()
  await page.keyboard.press("Enter")
  await page.locator("#section-second [role=status]", { hasText: "Playing shown" }).waitFor()

  await expect.poll(() => pressed(page)).toEqual([false, false, true, false])
  expect(complaints).toEqual([])
})

it("on a phone nothing is wider than the page", async () => {
  const { complaints, page } = await opened({ width: 390, height: 844 })

  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390)
  expect(complaints).toEqual([])
})
