import { describe, expect, it } from "vitest"
import { adjustedRand } from "../../../src/learn/metric/clustering/adjusted-rand.ts"
import { randomLabels } from "../../../src/learn/metric/clustering/random-labels.ts"
import { randomProjection } from "../../../src/learn/projection/random-projection.ts"
import { squaredDistance } from "../../../src/math/distance.ts"
import { matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet } from "../../golden/golden-cluster.ts"

const { x, y } = dataSet("digits_like")

describe("random labels", () => {
  it("use every cluster and agree with nothing", () => {
    const labels = randomLabels(x.rows, 10, new Random(1))

    expect(new Set(labels).size).toBe(10)
    expect(Math.abs(adjustedRand(y, labels))).toBeLessThan(0.01)
    expect(() => randomLabels(5, 0, new Random(1))).toThrow("at least 1")
  })
})

describe("random projection", () => {
  it("keeps squared distances on average, in a space of the asked size", () => {
    const found = randomProjection(x, 400, new Random(2))

    const ratios = Array.from(
      { length: 250 },
      (_, i) =>
        squaredDistance(found.data, i * 400, found.data, (i + 250) * 400, 400) /
        squaredDistance(x.data, i * x.cols, x.data, (i + 250) * x.cols, x.cols)
    )
    expect([found.rows, found.cols]).toEqual([500, 400])
    expect(Math.abs(ratios.reduce((sum, ratio) => sum + ratio / 250, 0) - 1)).toBeLessThan(0.05)
  })

  it("differs by seed alone and refuses NaN", () => {
    expect(randomProjection(x, 2, new Random(3))).toEqual(randomProjection(x, 2, new Random(3)))
    expect(randomProjection(x, 2, new Random(3))).not.toEqual(randomProjection(x, 2, new Random(4)))
    expect(() => randomProjection(matrix([[NaN]]), 1, new Random(1))).toThrow("row 0, column 0 is NaN")
  })
})
