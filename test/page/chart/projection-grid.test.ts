import { expect, it } from "vitest"
import { type MapPanel, projectionGrid } from "../../../src/page/chart/projection-grid.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"

const map = (title: string, groups: ReadonlyArray<string>): MapPanel => ({
  title,
  points: groups.map((group, i) => ({ x: i, y: i * i, group })),
  groups,
  groupTitle: groups[0]!.startsWith("C") ? "Cluster" : "Language"
})

const textsOf = async (panels: ReadonlyArray<MapPanel>, columns: number) => {
  const svg = await renderSvg(projectionGrid({ title: "Maps", subtitle: "", panels, columns }))
  return [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map((match) => match[1]!)
}

const clusters = ["C1", "C2", "noise"]
const languages = ["bn", "en"]

it("neighbours in one colouring share a legend, and a row of its own gets its own", async () => {
  const texts = await textsOf(
    [map("β = 1", clusters), map("β = 8", clusters), map("β = 1", languages), map("β = 8", languages)],
    2
  )

  expect(texts.filter((text) => text === "Cluster" || text === "Language")).toEqual(["Cluster", "Language"])
  expect(texts.filter((text) => text === "β = 8")).toHaveLength(2)
})

it("neighbours in different colourings have a legend each", async () => {
  const texts = await textsOf([map("VAE", clusters), map("VAE", languages), map("PCA", clusters)], 2)

  expect(texts.filter((text) => text === "Cluster" || text === "Language")).toEqual(["Cluster", "Language", "Cluster"])
})

it("tracks of no group lie below those that have one", () => {
  const spec = projectionGrid({ title: "t", subtitle: "", panels: [map("VAE", ["noise", "C1"])], columns: 1 })
  const [panel] = spec["concat"] as [{ layer: [unknown, { data: { values: ReadonlyArray<{ group: string }> } }] }]

  expect(panel.layer[1].data.values.map(({ group }) => group)).toEqual(["noise", "C1"])
})

it("a grid of a map without tracks is still a picture", async () => {
  const svg = await renderSvg(
    projectionGrid({ title: "t", subtitle: "", panels: [{ ...map("VAE", ["C1"]), points: [] }], columns: 4 })
  )

  expect(svg).not.toContain("NaN")
})
