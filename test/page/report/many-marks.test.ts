import { expect, it } from "vitest"
import { withFewMarks } from "../../../src/page/report/many-marks.ts"

const disc = (x: number, fill: string) =>
  `<path transform="translate(${x}.123456,20.98765)" d="M1.5,0A1.5,1.5,0,1,1,-1.5,0A1.5,1.5,0,1,1,1.5,0" fill="${fill}" stroke="#ffffff"/>`
const picture = (count: number) =>
  `<svg><g>${
    Array.from({ length: count }, (_, i) => disc(i, i % 2 === 0 ? "#285094" : "#df911a")).join("")
  }</g><text>t</text></svg>`

it("thousands of discs become one path a colour, each disc in its place, and nothing else changes", () => {
  const small = withFewMarks(picture(3000))

  expect(small.match(/<path/g)).toHaveLength(2)
  expect(small.match(/h0/g)).toHaveLength(3000)
  expect(small).toContain("<path d=\"M0.1 21h0M2.1 21h0M4.1 21h0")
  expect(small).toContain("stroke=\"#df911a\" stroke-width=\"3\" stroke-linecap=\"round\"/>")
  expect(small.endsWith("</g><text>t</text></svg>")).toBe(true)
  expect(small.length).toBeLessThan(picture(3000).length / 8)
})

it("a picture of fewer stays as it is", () => {
  expect(withFewMarks(picture(2999))).toBe(picture(2999))
})
