import { describe, expect, it } from "vitest"
import { multiply, transpose } from "../../src/math/matrix-product.ts"
import { matrix, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { transposedProduct } from "../../src/math/transposed-product.ts"

describe("transposedProduct", () => {
  it("multiplies by hand", () => {
    const a = matrix([[1, 2], [3, 4], [5, 6]])

    expect(Array.from(transposedProduct(a, matrix([[1], [10], [100]])).data)).toEqual([531, 642])
  })

  it("agrees with transposing first, over more rows than a block", () => {
    const random = new Random(1)
    const [a, b] = [zeros(150, 3), zeros(150, 11)]
    for (const m of [a, b]) for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal()

    const found = transposedProduct(a, b)

    const expected = multiply(transpose(a), b)
    expect(Math.max(...found.data.map((value, at) => Math.abs(value - expected.data[at]!)))).toBeLessThan(1e-12)
  })

  it("refuses different numbers of rows", () => {
    expect(() => transposedProduct(zeros(2, 1), zeros(3, 1))).toThrow("(2 × 1)ᵀ cannot multiply 3 × 1")
  })
})
