import { expect, it } from "vitest"
import { labelPalette } from "../../../src/page/chart/label-palette.ts"
import { ink, palette } from "../../../src/page/chart/theme.ts"
import { encodeGroups, encodeNumbers, encodePlaces } from "../../../src/page/report/map-data.ts"
import { darkPalette } from "../../../src/page/report/page-style.ts"
import { coloursOf, onScale, paint, rgbOf } from "../../../src/page/web/map-colours.ts"
import { mapPoints, valueAt } from "../../../src/page/web/map-points.ts"

const points = mapPoints({
  titles: ["a", "b", "c"],
  projections: [{ name: "t-SNE", xy: encodePlaces([0, 10, 4, 12, 2, 11]) }],
  clusterings: [encodeGroups("K-Means", ["Cluster 2", "noise", "Cluster 1"], ["Cluster 1", "Cluster 2"])],
  columns: [encodeGroups("genre", ["Rock", "unlabelled", "Rock"]), encodeNumbers("tempo", [90, null, 140])]
})
const asked = { isLeftOut: (point: number) => point === 2, mode: "light", shade: rgbOf } as const

it("what was written is read back: places in the middle of their frame, names and numbers in their order", () => {
  const places = [...points.projections[0]!.places]

  expect(places).toEqual([-1, -0.5, 1, 0.5, 0, 0].map((value) => expect.closeTo(value, 4)))
  expect([0, 1, 2].map((point) => valueAt(points.clusterings[0]!, point))).toEqual(["Cluster 2", "noise", "Cluster 1"])
  expect([0, 1, 2].map((point) => valueAt(points.columns[1]!, point))).toEqual(["90", "unknown", "140"])
})

it("places that differ in nothing, or are none, are still places", () => {
  const read = (places: ReadonlyArray<number>) => [
    ...mapPoints({
      titles: [],
      projections: [{ name: "", xy: encodePlaces(places) }],
      clusterings: [],
      columns: []
    }).projections[0]!.places
  ]

  expect(read([7, 7, 7, 7])).toEqual([0, 0, 0, 0].map(() => expect.closeTo(0, 4)))
  expect(read([])).toEqual([])
})

it("no cluster has a label's colour, in the light or the dark, and no two labels one colour", () => {
  const shown = (colours: ReadonlyArray<string>) => [...colours, ...colours.map((each) => darkPalette[each] ?? each)]

  expect(shown(labelPalette).filter((colour) => shown(palette).includes(colour))).toEqual([])
  expect(new Set(labelPalette.map((each) => darkPalette[each] ?? each)).size).toBe(9)
  expect(coloursOf("labels", ["x", "unlabelled", "y"])).toEqual([labelPalette[0], ink.noise, labelPalette[1]])
})

it("points are painted by their group, faint where they are left out; what belongs nowhere is grey", () => {
  const [clusters, genre, tempo] = [
    paint({ kind: "clusters", column: points.clusterings[0]! }, asked),
    paint({ kind: "labels", column: points.columns[0] as never }, asked),
    paint({ kind: "numbers", column: points.columns[1] as never }, asked)
  ]

  expect([...clusters]).toEqual([...rgbOf(palette[1]), 230, ...rgbOf(ink.noise), 230, ...rgbOf(palette[0]), 30])
  expect(Array.from(genre).slice(0, 4)).toEqual([...rgbOf(labelPalette[0]), 230])
  expect([...tempo]).toEqual([...onScale(0, "light"), 230, ...rgbOf(ink.noise), 230, ...onScale(1, "light"), 30])
})

it("the scale of numbers grows darker on light paper and lighter on dark", () => {
  const light = [0, 0.25, 0.5, 0.75, 1].map((share) => onScale(share, "light").reduce((sum, part) => sum + part))
  const dark = [0, 0.25, 0.5, 0.75, 1].map((share) => onScale(share, "dark").reduce((sum, part) => sum + part))

  expect(light).toEqual(light.toSorted((a, b) => b - a))
  expect(dark).toEqual(dark.toSorted((a, b) => a - b))
})
