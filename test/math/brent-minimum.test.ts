import { describe, expect, it } from "vitest"
import { brentMinimum } from "../../src/math/brent-minimum.ts"

describe("Brent's method", () => {
  it("finds the foot of a parabola, wherever it is told to start", () => {
    expect(brentMinimum((x) => (x - 3) ** 2, -2, 2)).toBeCloseTo(3, 7)
    expect(brentMinimum((x) => (x - 3) ** 2, 80, 100)).toBeCloseTo(3, 7)
    expect(brentMinimum((x) => (x + 1e6) ** 2, -2, 2)).toBeCloseTo(-1e6, 0)
  })

  it("finds a minimum with a kink, which no parabola fits", () => {
    expect(brentMinimum((x) => Math.abs(x - 0.3), -2, 2)).toBeCloseTo(0.3, 7)
  })

  it("needs fewer than 30 values of a smooth function", () => {
    let asked = 0
    const found = brentMinimum(
      (x) => {
        asked++
        return Math.exp(x) - 2 * x
      },
      -2,
      2
    )

    expect(found).toBeCloseTo(Math.LN2, 7)
    expect(asked).toBeLessThan(30)
  })

  it("keeps off where the function is infinite", () => {
    expect(brentMinimum((x) => x < 1 ? Infinity : (x - 1.5) ** 2, 0, 2)).toBeCloseTo(1.5, 6)
  })

  it("ends where the function falls for ever", () => {
    expect(brentMinimum((x) => -x, -2, 2)).toBeGreaterThan(1e6)
  })
})
