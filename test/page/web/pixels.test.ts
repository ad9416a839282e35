import { expect, it } from "vitest"
import { drawSquares, faintFirst } from "../../../src/page/web/points-pixels.ts"

const red = 0xff0000ff
const blue = 0xffff0000
const paleRed = 0x800000ff

/** What a 6 × 4 picture of points at these places holds, an empty pixel as 0; the middle of the map is its middle. */
const drawn = (
  places: ReadonlyArray<readonly [x: number, y: number]>,
  colours: ReadonlyArray<number>,
  { order = colours.map((_, i) => i), side = 2, to = places, travelled = 1 } = {}
) => {
  const pixels = new Uint32Array(24).fill(7)
  drawSquares({ pixels, width: 6, height: 4 }, {
    from: Float32Array.from(places.flat()),
    to: Float32Array.from(to.flat()),
    colours: Uint32Array.from(colours),
    order: Uint32Array.from(order)
  }, { x: 3, y: 2, unit: 1, side, travelled })
  return pixels
}

const filled = (pixels: Uint32Array): ReadonlyArray<string> =>
  [...pixels].flatMap((pixel, at) => pixel === 0 ? [] : [`${at % 6},${Math.floor(at / 6)}`])

it("a square lies around its point, y upwards, on a picture that was wiped", () => {
  expect(filled(drawn([[0, 0]], [red]))).toEqual(["2,1", "3,1", "2,2", "3,2"])
  expect(filled(drawn([[1, 1]], [red]))).toEqual(["3,0", "4,0", "3,1", "4,1"])
})

it("at the edge a square is cut, and beyond it leaves nothing, in no other row either", () => {
  expect(filled(drawn([[3, 0]], [red]))).toEqual(["5,1", "5,2"])
  expect(filled(drawn([[-3, -2]], [red]))).toEqual(["0,3"])
  expect(filled(drawn([[4.2, 0], [-9, 0], [0, 9], [0, -9], [Number.NaN, 0]], [red, red, red, red, red]))).toEqual([])
})

it("the last in order lies on top, and what is pale lets through what is below", () => {
  expect(drawn([[0, 0], [0, 0]], [red, blue])[8]).toBe(blue)
  expect(drawn([[0, 0], [0, 0]], [red, blue], { order: [1, 0] })[8]).toBe(red)
  const mixed = drawn([[0, 0], [0, 0]], [blue, paleRed])[8]!
  const parts = [0, 8, 16, 24].map((shift) => mixed >>> shift & 255)
  ;[128, 0, 127, 255].forEach((part, at) => expect(Math.abs(parts[at]! - part)).toBeLessThanOrEqual(1))
  expect(drawn([[0, 0]], [paleRed])[8]).toBe(paleRed)
  expect(drawn([[0, 0], [0, 0]], [paleRed, paleRed])[8]).toBe(0xc00000ff)
})

it("faint points lie below, all others in their own order", () => {
  expect([...faintFirst(Uint32Array.of(red, paleRed, blue, red, paleRed))]).toEqual([1, 4, 0, 2, 3])
})

it("half way a point is half way, and a square of one pixel is one", () => {
  expect(filled(drawn([[-2, 0]], [red], { to: [[2, 0]], travelled: 0.5, side: 1 }))).toEqual(["3,2"])
})
