import { expect, it } from "vitest"
import { groupColours } from "../../../src/page/chart/group-scale.ts"
import { ink, palette } from "../../../src/page/chart/theme.ts"
import { darkPalette } from "../../../src/page/report/page-style.ts"

type Triple = readonly [number, number, number]

// Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB; rows give the new r, g, b.
const visions: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
}

const linear = (hex: string): Triple => {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [part(1), part(3), part(5)]
}

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

/** OKLab (Ottosson 2020) of a colour as seen with one kind of vision. */
const oklab = (hex: string, vision: string): Triple => {
  const rgb = visions[vision]!.map((row) => Math.max(0, Math.min(1, dot(row, linear(hex))))) as unknown as Triple
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb))
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb))
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb))
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
}

const leastDistance = (colours: ReadonlyArray<string>): number => {
  const distances = Object.keys(visions).flatMap((vision) => {
    const seen = colours.map((colour) => oklab(colour, vision))
    return seen.flatMap((a, i) => seen.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])))
  })
  return Math.min(...distances)
}

it("any two of the twelve colours differ by 0.09 in OKLab, however the reader sees colour", () => {
  expect(leastDistance(palette)).toBeGreaterThan(0.09)
})

it("the measure is sharp: a red and a green that deutans confuse fall below the bar", () => {
  expect(leastDistance(["#a0522d", "#6b7f2a"])).toBeLessThan(0.09)
})

it("the dark page's palette keeps all colours apart as well", () => {
  expect(leastDistance(palette.map((colour) => darkPalette[colour] ?? colour))).toBeGreaterThan(0.06)
})

it("noise is grey and takes no colour from the groups after it", () => {
  expect(groupColours(["a", "noise", "b"])).toEqual([palette[0], ink.noise, palette[1]])
})

it("the thirteenth group starts the palette again", () => {
  const colours = groupColours(Array.from({ length: 13 }, (_, i) => `g${i}`))

  expect(colours[12]).toBe(palette[0])
})
