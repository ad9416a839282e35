import sharp from "sharp"
import { expect, it } from "vitest"
import type { ReportModel } from "../../src/page/report/report-model.ts"
import { sampleReport } from "../page/report/sample-report.ts"
import { layOut, startBrowser, takeAway, visit } from "./browser.ts"

/** Two clusters, each in two corners of a square and once in its middle, where their names stand. */
const corners = async (): Promise<ReportModel> => ({
  ...await sampleReport(),
  figures: [],
  clusters: ["Cluster 1", "Cluster 2"].map((name) => ({ name, size: 3, topLabels: [], exemplars: [] })),
  points: [[0, 0, 1], [1, 0, 2], [0, 1, 2], [1, 1, 1], [0.5, 0.5, 1], [0.5, 0.5, 2]].map(([x, y, cluster], i) => ({
    x: x!,
    y: y!,
    title: `Song ${i}`,
    cluster: `Cluster ${cluster}`
  })),
  mapChoices: { projections: [{ name: "turned", places: [0, 1, 0, 0, 1, 1, 1, 0, 0.5, 0.5, 0.5, 0.5] }] }
})

/** A machine without a graphics processor draws WebGL in software, which the map does not take unless it is told to. */
const anyWebgl = `{
  const { getParameter } = WebGL2RenderingContext.prototype
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    const value = getParameter.call(this, name)
    return typeof value === "string" ? value.replace(/swiftshader|llvmpipe|software/gi, "") : value
  }
}`

it("drawn by WebGL, points stand where hovering finds them, and in their place on the map switched to", async () => {
  const browser = await startBrowser(["--use-angle=swiftshader", "--enable-unsafe-swiftshader"])
  const folder = await layOut(await corners(), [])
  try {
    const plain = await visit(browser, folder, {})
    expect(await plain.page.locator(".stage").getAttribute("data-painter")).toBe("canvas")
    const { complaints, page } = await visit(browser, folder, {}, anyWebgl)
    await page.locator(".stage").scrollIntoViewIfNeeded()
    const box = (await page.locator(".over").boundingBox())!
    const half = 0.45 * Math.min(box.width, box.height)
    const cornersSeen = async () => {
      const { data, info } = await sharp(await page.locator(".stage").screenshot()).removeAlpha().raw()
        .toBuffer({ resolveWithObject: true })
      return [[-1, 1], [1, 1], [-1, -1], [1, -1]].map(([x, y]) => {
        const [column, row] = [info.width / 2 + x! * half, info.height / 2 + y! * half].map(Math.round) as [
          number,
          number
        ]
        return data.subarray(3 * (row * info.width + column), 3 * (row * info.width + column) + 3).toString("hex")
      })
    }

    const [a, b, c, d] = await cornersSeen()
    await page.locator("#map-projection").selectOption("turned")
    const turned = await cornersSeen()
    await page.mouse.move(box.x + box.width / 2 - half, box.y + box.height / 2 - half)

    expect(await page.locator(".stage").getAttribute("data-painter")).toBe("webgl")
    expect([a === d, b === c, a === b, [a, b].includes("ffffff")]).toEqual([true, true, false, false])
    expect(turned).toEqual([b, a, a, b])
    expect(await page.locator(".tip strong").innerText()).toBe("Song 0")
    expect(complaints.filter((each) => !each.includes("GPU stall due to ReadPixels"))).toEqual([])
  } finally {
    await browser.close()
    await takeAway(folder)
  }
})
