import { describe, expect, it } from "vitest"
import { parzen } from "../../../src/dataflow/sweep/parzen.ts"
import { cellOf, valueAt } from "../../../src/dataflow/sweep/scale.ts"
import { choice, float, int, logInt } from "../../../src/dataflow/sweep/space.ts"
import { Random } from "../../../src/math/random.ts"

describe("a density by kernels", () => {
  it("is SciPy's mixture of truncated normals on 0.2, 0.5 and the prior, up to a constant", () => {
    const cells = [[{ from: 0.2, to: 0.2 }], [{ from: 0.5, to: 0.5 }]]
    const { logDensity } = parzen([float(0, 1)], cells, [1, 1])

    const densities = [0.1, 0.4, 0.9].map((at) => logDensity([{ from: at, to: at }]) - Math.log(2 * Math.PI) / 2)

    expect(densities[0]).toBeCloseTo(0.08241685382935365, 10)
    expect(densities[1]).toBeCloseTo(0.2518887952377176, 10)
    expect(densities[2]).toBeCloseTo(-0.5775956721102484, 10)
  })

  it.each([int(3, 9), logInt(1, 12), choice(["a", "b", "c", "d"])])(
    "sums to 1 over all values of %j and draws each as often as it says",
    (dimension) => {
      const values = [...new Set(Array.from({ length: 200 }, (_, i) => valueAt(dimension, i / 200)))]
      const cell = (value: unknown) => cellOf(dimension, value)!
      const { draw, logDensity } = parzen([dimension], [[cell(values[0])], [cell(values[2])]], [1, 0.5])
      const shares = values.map((value) => Math.exp(logDensity([cell(value)])))
      const random = new Random(5)
      const drawn = Array.from({ length: 4000 }, () => draw(random)[0])

      const misses = values.map((value, i) =>
        Math.abs(drawn.filter((each) => each === value).length / 4000 - shares[i]!)
      )

      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10)
      expect(Math.max(...misses)).toBeLessThan(0.03) // four standard errors
    }
  )
})
