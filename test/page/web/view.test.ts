import { expect, it } from "vitest"
import { freeRoom, namesOf } from "../../../src/page/web/map-names.ts"
import { fittingUnit, panned, reachOf, toMap, toPixels, wholeMap, zoomedAt } from "../../../src/page/web/map-view.ts"

const frame = { width: 800, height: 400, unit: 100 }

it("the whole map has its middle in the middle, y upwards", () => {
  expect(toPixels(wholeMap, frame, 0, 0)).toEqual([400, 200])
  expect(toPixels(wholeMap, frame, 1, 1)).toEqual([500, 100])
})

it("zooming keeps what lies under the pixel, dragging takes it along", () => {
  const under = toMap(wholeMap, frame, 650, 90)

  const near = zoomedAt(wholeMap, frame, 3, 650, 90)
  const [x, y] = toPixels(panned(near, frame, 20, -7), frame, ...under)

  expect(near.zoom).toBe(3)
  expect([x, y]).toEqual([expect.closeTo(670, 9), expect.closeTo(83, 9)])
})

it("no zoom leads out of reach of coming back", () => {
  const far = zoomedAt(wholeMap, frame, 1e9, 10, 10)

  expect(far.zoom).toBe(80)
  expect(zoomedAt(far, frame, 1e-9, 10, 10).zoom).toBe(0.5)
})

it("a flat map fills a wide frame", () => {
  expect(fittingUnit(frame, reachOf(Float32Array.of(-1, 0.25, 1, -0.25)))).toBe(0.9 * 400)
  expect(fittingUnit(frame, reachOf(Float32Array.of(0, 0)))).toBe(0.9 * 200)
})

it("names stand at the median of their points, the larger ones first; noise is not named", () => {
  const places = Float32Array.of(0, 0, 0.1, 0.1, 0.9, 0.9, -1, -1, 1, 0)
  const names = namesOf(
    {
      groups: ["a", "b", "noise", "empty"],
      codes: Uint16Array.of(1, 1, 1, 0, 2),
      heard: ["", "dark, slow", "loud", ""]
    },
    places,
    (name) => name !== "noise"
  )

  expect(names).toEqual([
    { text: "b", below: "dark, slow", x: Math.fround(0.1), y: Math.fround(0.1), size: 3 },
    { text: "a", below: "", x: -1, y: -1, size: 1 }
  ])
})

it("a name that would cover an earlier one is left out, and what it would have covered stays", () => {
  const boxes = [[0, 0, 10, 10], [5, 5, 15, 15], [12, 0, 22, 10]] as const

  const isFree = freeRoom()

  expect(boxes.map((box) => isFree(box))).toEqual([true, false, true])
})
