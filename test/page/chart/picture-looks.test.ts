import { expect, it } from "vitest"
import { errorLook, kLook, mapLook, wayLook } from "../../../src/page/chart/picture-looks.ts"
import { lookIn, withLook } from "../../../src/page/report/picture-look.ts"

it("of groups on a map the closest two are named, and the one that is furthest from its nearest", () => {
  const at = (group: string, x: number, y = 0) => ({ group, x, y })

  expect(mapLook([at("C1", 0), at("C2", 2), at("C3", 5), at("C4", 5, 4)])).toBe(
    "The middles of C1 and C2 lie closest, C4 furthest from any other."
  )
  expect(mapLook([at("C1", 0), at("C2", 2), at("C3", 3.999)])).toMatch(/^The middles of C2 and C3 lie closest, C1/)
  expect(mapLook([at("C1", 0), at("C2", 2)])).toBeUndefined()
})

it("criteria that agree on k are said to, by one", () => {
  const criteria = (pick: number) => [{ name: "silhouette", pick: 4 }, { name: "gap", pick }, { name: "inertia" }]

  expect(kLook(criteria(4), 4)).toBe("All 2 criteria pick k = 4.")
  expect(kLook(criteria(5), 4)).toBe("Each alone would pick 4 (silhouette), 5 (gap); k = 4 is taken.")
  expect(kLook([{ name: "silhouette", pick: 4 }], 4)).toBe("k = 4 is its pick.")
  expect(kLook([{ name: "inertia" }], 4)).toBeUndefined()
})

it("a way changes most where two neighbours of one row differ most, never from row to row", () => {
  const row = (...values: ReadonlyArray<number>) => values.map((value, i) => ({ title: `${i}`, values: [value, 0] }))

  expect(wayLook([row(0, 1, 3), row(9, 9, 10)])).toBe("The largest change from one to the next is from “1” to “2”.")
  expect(wayLook([row(0, 1, 3), row(9, 9, 6.9)])).toMatch(/from “1” to “2”\.$/)
  expect(wayLook([row(1, 1, 1)])).toBe("Nothing changes along the way.")
  expect(wayLook([row(0, 1)])).toBeUndefined()
})

it("the best and the worst of several tracks are named with their errors", () => {
  const tracks = [{ title: "A", error: 0.01 }, { title: "B", error: 0.002 }, { title: "C", error: 0.0101 }]

  expect(errorLook(tracks)).toBe(
    "“B” comes back best, with a mean squared error of 0.0020, “C” worst, with 0.010."
  )
  expect(errorLook([tracks[0]!, { ...tracks[0]!, title: "D" }])).toBe("All tracks come back as well as each other.")
  expect(errorLook(tracks.slice(0, 1))).toBeUndefined()
})

it("a line inside a picture comes out as it went in, and leaves the picture as it was", () => {
  const svg = "<svg width=\"9\"><rect/></svg>"
  const look = "“</desc><script>” & “$&” \"q\" 'n'"

  expect(withLook(svg, look)).not.toContain("<script>")
  expect(lookIn(withLook(svg, look))).toEqual({ svg, look })
  expect(lookIn(svg)).toEqual({ svg })
})
