import { expect, it } from "vitest"
import { distributions } from "../../../src/page/chart/distributions.ts"
import { kDistances } from "../../../src/page/chart/k-distances.ts"
import { meanHeatMap } from "../../../src/page/chart/mean-heat-map.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"

const nothing = { title: "t", subtitle: "" }

interface Point {
  readonly group: string
  readonly value: number
  readonly share: number
}
const pointsOf = (values: ReadonlyArray<{ readonly value: number; readonly group: string }>) => {
  const panels = [{ name: "n", note: "", values }]
  const spec = distributions({ ...nothing, panels, groups: ["a", "b"], groupTitle: "g" })
  return (spec["hconcat"] as [{ readonly data: { readonly values: ReadonlyArray<Point> } }])[0].data.values
}
const sumOf = (points: ReadonlyArray<Point>, group: string): number =>
  points.filter((point) => point.group === group).reduce((sum, { share }) => sum + share, 0)

it("each collection fills its own shares, however many tracks it has and however far one of them lies", () => {
  const many = Array.from({ length: 900 }, (_, i) => ({ value: i / 900, group: "a" }))
  const few = [0.1, 0.2, 0.3, 40].map((value) => ({ value, group: "b" }))

  const points = pointsOf([...many, ...few])

  expect(sumOf(points, "a")).toBeCloseTo(1, 12)
  expect(sumOf(points, "b")).toBeCloseTo(1, 12)
})

it("values over decades are counted by logarithm, and values that may be negative are not", () => {
  const over = (scale: (i: number) => number) =>
    Array.from({ length: 60 }, (_, i) => ({ value: scale(i), group: i % 2 === 0 ? "a" : "b" }))

  const [first, second, third] = pointsOf(over((i) => 10 ** (i / 15))).map(({ value }) => value)
  const straight = pointsOf(over((i) => i - 30)).map(({ value }) => value)

  expect(second! / first!).toBeCloseTo(third! / second!, 9)
  expect(straight[1]! - straight[0]!).toBeCloseTo(straight[2]! - straight[1]!, 9)
})

it("the radius is written where as many tracks lie below it as have that many neighbours within it", async () => {
  const curve = { name: "PCA", note: "2 clusters, 1 noise", sortedDistances: [0.1, 0.2, 0.25, 1.4], eps: 0.25 }

  const spec = kDistances({ ...nothing, curves: [curve] })

  const [{ layer }] = spec["hconcat"] as [
    { readonly layer: ReadonlyArray<{ readonly data: { readonly values: unknown } }> }
  ]
  expect(layer[1]!.data.values).toEqual([{ track: 2, distance: 0.25 }])
  expect(await renderSvg(spec)).toContain("eps 0.25")
})

it("a mean that rounds to nothing is written as 0, others with their sign", async () => {
  const cells = [0.04, -0.04, 0.26, -0.26].map((mean, i) => ({ group: "bn", panel: "p", column: `c${i}`, mean }))

  const svg = await renderSvg(
    meanHeatMap({ ...nothing, groups: ["bn"], panels: [{ name: "p", columns: ["c0", "c1", "c2", "c3"] }], cells })
  )

  expect([...svg.matchAll(/>([+−]?\d(?:\.\d)?)<\/text>/g)].map(([, text]) => text).slice(0, 4)).toEqual(
    ["0", "0", "+0.3", "−0.3"]
  )
})
