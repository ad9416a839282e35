import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser, Download, Page } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { ReportModel } from "../../src/page/report/report-model.ts"
import { sampleReport } from "../page/report/sample-report.ts"
import { layOut, startBrowser, takeAway, visit } from "./browser.ts"

let browser: Browser
let folder: string

/** Twelve tracks in three clumps on one map, in a row on the other; the second track lies alone in the middle. */
const places = [
  [-8, 0],
  [0, 0],
  [-8, 1],
  [-7, 0],
  [-7, 1],
  [8, 5],
  [9, 5],
  [8, 6],
  [9, 6],
  [8, -5],
  [9, -5],
  [8, -6]
] as const
const clusterOf = (i: number): string => `Cluster ${i < 5 ? 1 : i < 9 ? 2 : 3}`

const mapped = async (): Promise<ReportModel> => ({
  ...await sampleReport(),
  labels: { name: "genre", values: ["Rock", "Jazz"], labelledTracks: 12 },
  clusters: ["Cluster 1", "Cluster 2", "Cluster 3"].map((name) => ({ name, size: 4, topLabels: [], exemplars: [] })),
  points: places.map(([x, y], i) => ({
    id: `t${i}`,
    x,
    y,
    title: i === 1 ? "<img src=x onerror=alert(1)> Café" : `Song ${i}`,
    artist: i % 2 === 0 ? "Ann" : "Bob",
    cluster: clusterOf(i),
    label: i % 2 === 0 ? "Rock" : "Jazz",
    audio: `audio/${i} #1.wav`
  })),
  mapMethod: "t-SNE",
  mapChoices: {
    projections: [{ name: "UMAP", places: places.flatMap((_, i) => [i, 0]) }],
    clusterings: ["Ward", "Spectral"].map((name) => ({
      name,
      clusters: places.map((_, i) => i < 6 ? "Cluster 1" : "Cluster 2")
    })),
    spaces: [{
      name: "the latents",
      clusterings: [2],
      nearest: places.flatMap((_, i) => Array.from({ length: 8 }, (__, j) => (i + 6 + j) % places.length))
    }],
    columns: [{ name: "tempo", values: places.map((_, i) => i === 3 ? null : 80 + 5 * i) }]
  }
})

const desktop = { viewport: { width: 1440, height: 900 } }

/** Where a place of the first map is on the screen: its sides are 17 by 12, so its width decides. */
const at = async (page: Page, x: number, y: number) => {
  await page.locator(".stage").scrollIntoViewIfNeeded()
  const box = (await page.locator(".over").boundingBox())!
  const unit = 0.9 * Math.min(box.width / 17, box.height / 12)
  return { x: box.x + box.width / 2 + (x - 0.5) * unit, y: box.y + box.height / 2 - y * unit }
}

const card = (page: Page): Promise<string> => page.locator(".tip:visible").innerText()
const texts = (page: Page, selector: string): Promise<ReadonlyArray<string>> => page.locator(selector).allInnerTexts()
const saved = async (download: Download): Promise<string> => readFile((await download.path())!, "utf8")

/** The colour of the point at a place, as drawn. */
const colourAt = async (page: Page, x: number, y: number): Promise<string> => {
  const place = await at(page, x, y)
  const shot = await page.screenshot({ clip: { x: Math.round(place.x), y: Math.round(place.y), width: 1, height: 1 } })
  const { default: sharp } = await import("sharp")
  const pixel = await sharp(shot).removeAlpha().raw().toBuffer()
  return `#${pixel.subarray(0, 3).toString("hex")}`
}

beforeAll(async () => {
  browser = await startBrowser()
  folder = await layOut(await mapped(), places.map((_, i) => `audio/${i} #1.wav`))
})
afterAll(async () => {
  await browser.close()
  await takeAway(folder)
})

it("hovering names a track with all that is known of it, and no title becomes markup", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  const { x, y } = await at(page, 0, 0)
  await page.mouse.move(x, y)

  expect((await card(page)).split("\n")).toEqual([
    "<img src=x onerror=alert(1)> Café",
    "Bob",
    "Cluster 1",
    "genre: Jazz",
    "tempo: 85"
  ])
  expect(await page.locator(".stage").getAttribute("data-painter")).toBe("canvas")
  expect(complaints).toEqual([])
})

it("a click plays the track and lists its neighbours, the nearest first", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  const { x, y } = await at(page, 8, 6)
  await page.mouse.click(x, y)
  await page.locator("[role=status]", { hasText: "Playing Song 7" }).waitFor()

  expect(await page.locator("#map audio").evaluate((audio: { src: string }) => audio.src))
    .toBe(pathToFileURL(join(folder, "audio/7 #1.wav")).href)
  expect((await texts(page, ".tracks li button")).slice(0, 3)).toEqual(["Song 5", "Song 8", "Song 6"])
  expect(complaints).toEqual([])
})

it("a search finds title and artist, dims the rest, and becomes a playlist and a table", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  await page.getByLabel("Search title or artist").fill("bob cafe")
  expect(await texts(page, ".tracks h2")).toEqual(["1 track found for bob cafe"])
  await page.getByLabel("Search title or artist").fill("ann")
  const [playlist] = await Promise.all([page.waitForEvent("download"), page.getByText("Playlist").click()])
  const [csv] = await Promise.all([page.waitForEvent("download"), page.locator(".tracks [data-download=csv]").click()])

  const lines = (await saved(playlist)).trimEnd().split("\n")
  expect(playlist.suggestedFilename()).toBe("tracks.m3u8")
  expect(lines.slice(0, 3)).toEqual([
    "#EXTM3U",
    "#EXTINF:-1,Ann - Song 0",
    pathToFileURL(join(folder, "audio/0 #1.wav")).href
  ])
  expect(lines).toHaveLength(13)
  expect((await saved(csv)).split("\n").slice(0, 2)).toEqual([
    "id,title,artist,audio,\"K-Means on the VAE latents, k = 8\",Ward,Spectral,genre,tempo",
    `t0,Song 0,Ann,${pathToFileURL(join(folder, "audio/0 #1.wav")).href},Cluster 1,Cluster 1,Cluster 1,Rock,80`
  ].map((line, i) => i === 0 ? expect.stringContaining("id,title,artist,audio,") : line))
  expect(complaints).toEqual([])
})

it("a loop drawn around a clump lists that clump, and Clear puts it away", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  await page.getByRole("button", { name: "Lasso" }).click()
  const corners = await Promise.all([[7, 4], [10, 4], [10, 7], [7, 7], [7, 4.2]].map(([x, y]) => at(page, x!, y!)))
  await page.mouse.move(corners[0]!.x, corners[0]!.y)
  await page.mouse.down()
  for (const { x, y } of corners.slice(1)) await page.mouse.move(x, y, { steps: 4 })
  await page.mouse.up()

  expect(await texts(page, ".tracks h2")).toEqual(["4 tracks in the loop"])
  expect(await texts(page, ".tracks li button")).toEqual(["Song 5", "Song 6", "Song 7", "Song 8"])
  await page.getByRole("button", { name: "Clear" }).click()
  expect(await texts(page, ".tracks h2")).toEqual([])
  expect(complaints).toEqual([])
})

it("colours switch to labels and numbers in place, each with colours of its own; a legend key hides its points", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const isOf = async (hex: string) => (await colourAt(page, 8, 6)) === hex

  expect(await texts(page, ".legend button")).toEqual(["Cluster 1", "Cluster 2", "Cluster 3"])
  const byCluster = await colourAt(page, 8, 6)
  await page.getByLabel("Colour by").selectOption("genre")
  const byLabel = await colourAt(page, 8, 6)
  expect(await texts(page, ".legend button")).toEqual(["Rock", "Jazz"])
  await page.getByRole("button", { name: "Jazz" }).click()
  const hidden = await colourAt(page, 8, 6)
  await page.getByLabel("Colour by").selectOption("tempo")

  expect(await texts(page, ".legend span")).toEqual(["80", "135"])
  expect(new Set([byCluster, byLabel, hidden, await colourAt(page, 8, 6)]).size).toBe(4)
  expect(await isOf("#ffffff")).toBe(false)
  expect(complaints).toEqual([])
})

it("clustering and map switch in place: neighbours on the second map are those beside it in its row", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  await page.getByLabel("Clusters of").selectOption("Ward")
  expect(await texts(page, ".legend button")).toEqual(["Cluster 1", "Cluster 2"])
  const { x, y } = await at(page, 8, 5)
  await page.mouse.click(x, y)
  await page.getByLabel("Map", { exact: true }).selectOption("UMAP")

  expect(await texts(page, ".tracks h2")).toEqual(["Nearest on this map to Song 5"])
  expect((await texts(page, ".tracks li button")).slice(0, 2).sort()).toEqual(["Song 4", "Song 6"])
  expect(complaints).toEqual([])
})

it("neighbours are those of the space that the clustering was made in, whatever the map; of others it is said that they are the map's", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)

  const { x, y } = await at(page, 8, 5)
  await page.mouse.click(x, y)
  expect(await texts(page, ".tracks .eyebrow")).toEqual([
    "By their places on this map alone: the page holds no neighbours in the space."
  ])
  await page.getByLabel("Clusters of").selectOption("Spectral")
  const inSpace = await texts(page, ".tracks li button")
  await page.getByLabel("Map", { exact: true }).selectOption("UMAP")

  expect(await texts(page, ".tracks h2")).toEqual(["Nearest in the latents to Song 5"])
  expect(inSpace).toEqual(
    [11, 0, 1, 2, 3, 4, 6].map((i) => i === 1 ? "<img src=x onerror=alert(1)> Café" : `Song ${i}`)
  )
  expect(await texts(page, ".tracks li button")).toEqual(inSpace)
  expect(await texts(page, ".tracks .eyebrow")).toEqual([])
  expect(complaints).toEqual([])
})

it("points travel for 400 ms, and at once for whoever asked for stillness", async () => {
  const moving = await visit(browser, folder, { ...desktop, reducedMotion: "no-preference" })
  const still = await visit(browser, folder, desktop)
  const frames = async (page: Page) => {
    await at(page, 0, 0)
    return page.evaluate(() => {
      const scope = globalThis as unknown as { requestAnimationFrame: (act: () => void) => number }
      const original = scope.requestAnimationFrame.bind(scope)
      let asked = 0
      scope.requestAnimationFrame = (act) => {
        asked++
        return original(act)
      }
      return new Promise<number>((resolve) => {
        setTimeout(() => resolve(asked), 900)
        const document = (globalThis as unknown as {
          document: { getElementById: (id: string) => EventTarget & { selectedIndex: number } }
        }).document
        const select = document.getElementById("map-projection")
        select.selectedIndex = 1
        select.dispatchEvent(new Event("change"))
      })
    })
  }

  expect(await frames(moving.page)).toBeGreaterThan(1)
  expect(await frames(still.page)).toBe(1)
})

it("keys alone: arrows walk from track to track, Enter plays, Escape clears", async () => {
  const { complaints, page } = await visit(browser, folder, desktop)
  const status = page.locator("#map [role=status]")

  await page.getByRole("application").focus()
  await page.keyboard.press("ArrowRight")
  expect(await status.innerText()).toContain("Café, Bob, Cluster 1, genre: Jazz, tempo: 85. Press Enter to play.")
  await page.keyboard.press("ArrowLeft")
  expect(await status.innerText()).toContain("Song 3,")
  await page.keyboard.press("Enter")
  await page.locator("[role=status]", { hasText: "Playing Song 3" }).waitFor()
  await page.keyboard.press("Escape")

  expect(await texts(page, ".tracks h2")).toEqual([])
  expect(await page.locator(".tip").isVisible()).toBe(false)
  expect(complaints).toEqual([])
})

it("on a phone nothing is wider than the page, and a tap names and plays", async () => {
  const { complaints, page } = await visit(browser, folder, { viewport: { width: 390, height: 844 }, hasTouch: true })

  const { x, y } = await at(page, 0, 0)
  await page.touchscreen.tap(x, y)
  await page.locator("[role=status]", { hasText: "Playing" }).waitFor()

  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390)
  expect(complaints).toEqual([])
})

it("in the dark the paper is dark and the colours are those of the dark page", async () => {
  const { complaints, page } = await visit(browser, folder, { ...desktop, colorScheme: "dark" })
  const light = await visit(browser, folder, desktop)

  expect(await colourAt(page, 4, 0)).toBe("#15171b")
  expect(await colourAt(light.page, 4, 0)).toBe("#ffffff")
  expect(await colourAt(page, 0, 0)).not.toBe(await colourAt(light.page, 0, 0))
  expect(complaints).toEqual([])
})
