import { expect, it } from "vitest"
import { withFewMarks } from "../../../src/page/report/many-marks.ts"

const disc = (x: number, fill: string) =>
  `<path transform="translate(${x}.123456,20.98765)" d="M1.5,0A1.5,1.5,0,1,1,-1.5,0A1.5,1.5,0,1,1,1.5,0" fill="${fill}" stroke="#ffffff"/>`
const discs = (count: number, fillOf: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => disc(i, fillOf(i))).join("")
const around = (marks: string) => `<svg width="9"><g>${marks}</g><text>t</text></svg>`
const inTurns = (i: number) => i % 2 === 0 ? "#285094" : "#df911a"
const picture = (count: number) => around(discs(count, inTurns))

it("thousands of discs become one path a colour, each disc in its place, and nothing else changes", () => {
  const small = withFewMarks(picture(3000), "map")

  expect(small.match(/<path/g)).toHaveLength(2)
  expect(small.match(/h0/g)).toHaveLength(3000)
  expect(small).toContain("<path d=\"M0.1 21h0M2.1 21h0M4.1 21h0")
  expect(small).toContain("stroke=\"#df911a\" stroke-width=\"3\" stroke-linecap=\"round\"/>")
  expect(small.endsWith("</g><text>t</text></svg>")).toBe(true)
  expect(small.length).toBeLessThan(picture(3000).length / 8)
})

it("hundreds of discs are markers in their order, each look drawn once", () => {
  const small = withFewMarks(picture(2999), "map")
  const places = [...small.matchAll(/d="M([\d.]+) 21h0" marker-start="url\(#map-disc-(\d)\)"/g)]

  expect(places.map(([, x]) => Number(x))).toEqual(Array.from({ length: 2999 }, (_, i) => i + 0.1))
  expect(new Set(places.map(([, x, look]) => `${Math.floor(Number(x)) % 2} ${look}`))).toEqual(new Set(["0 0", "1 1"]))
  expect(small.match(/A1.5,1.5/g)).toHaveLength(4)
  expect(small.match(/<marker id="map-disc-[01]" markerUnits="userSpaceOnUse" overflow="visible">/g)).toHaveLength(2)
  expect(small.length).toBeLessThan(picture(2999).length / 2)
})

it("neighbours of one colour are the corners of one line that is not drawn, none over what stands between", () => {
  const run = discs(120, () => "#285094")
  const small = withFewMarks(around(`${run}<rect/>${run}`), "map")

  expect(small).toContain("<path d=\"M0.1 21L1.1 21 2.1 21")
  expect(small.match(/fill="none" marker-start="url\(#map-disc-0\)" marker-mid="[^"]+" marker-end="[^"]+"\/>/g))
    .toHaveLength(2)
  expect(small).toMatch(/\/><rect\/><path/)
  expect(small.length).toBeLessThan(around(`${run}${run}`).length / 10)
})

it("a picture of fewer stays as it is", () => {
  expect(withFewMarks(picture(99), "map")).toBe(picture(99))
})
