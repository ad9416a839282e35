import { describe, expect, it } from "vitest"
import { cholesky, invertLower } from "../../src/math/cholesky.ts"
import { multiply, transpose } from "../../src/math/matrix-product.ts"
import { matrix } from "../../src/math/matrix.ts"

const spd = matrix([[4, 12, -16], [12, 37, -43], [-16, -43, 98]])

describe("cholesky", () => {
  it("factors the textbook matrix into its integers", () => {
    expect(Array.from(cholesky(spd)!.data)).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3])
  })

  it("has no factor for a matrix that is not positive definite or not finite", () => {
    expect(cholesky(matrix([[1, 2], [2, 1]]))).toBeUndefined()
    expect(cholesky(matrix([[0, 0], [0, 0]]))).toBeUndefined()
    expect(cholesky(matrix([[NaN]]))).toBeUndefined()
  })
})

describe("invertLower", () => {
  it("turns the factor into one that whitens the matrix", () => {
    const inverse = invertLower(cholesky(spd)!)

    const white = multiply(multiply(inverse, spd), transpose(inverse))

    const gap = white.data.map((value, at) => Math.abs(value - (at % 4 === 0 ? 1 : 0)))
    expect(Math.max(...gap)).toBeLessThan(1e-9)
  })
})
