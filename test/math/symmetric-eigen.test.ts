import { describe, expect, it } from "vitest"
import { matrix, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { symmetricEigen } from "../../src/math/symmetric-eigen.ts"

const randomSymmetric = (n: number, rank: number) => {
  const random = new Random(n)
  const factors = Array.from({ length: rank }, () => Float64Array.from({ length: n }, () => random.normal()))
  const m = zeros(n, n)
  for (const f of factors) for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) m.data[i * n + j]! += f[i]! * f[j]!
  return m
}

/** Largest |A·v − λ·v| and largest |vᵢ·vⱼ − δᵢⱼ|. */
const residuals = (m: ReturnType<typeof zeros>) => {
  const { values, vectors } = symmetricEigen(m)
  const n = m.rows
  let equation = 0
  let orthogonality = 0
  for (let e = 0; e < n; e++) {
    for (let i = 0; i < n; i++) {
      let product = 0
      let inner = 0
      for (let j = 0; j < n; j++) {
        product += m.data[i * n + j]! * vectors.data[e * n + j]!
        inner += vectors.data[e * n + j]! * vectors.data[i * n + j]!
      }
      equation = Math.max(equation, Math.abs(product - values[e]! * vectors.data[e * n + i]!))
      orthogonality = Math.max(orthogonality, Math.abs(inner - (e === i ? 1 : 0)))
    }
  }
  return { equation, orthogonality }
}

describe("symmetricEigen", () => {
  it("finds 3 and 1 for [[2, 1], [1, 2]]", () => {
    const { values, vectors } = symmetricEigen(matrix([[2, 1], [1, 2]]))

    expect(values[0]).toBeCloseTo(3, 14)
    expect(values[1]).toBeCloseTo(1, 14)
    expect(Math.abs(vectors.data[0]! - vectors.data[1]!)).toBeLessThan(1e-14)
  })

  it("solves the eigenvalue equation with orthonormal vectors at every size from 1 to 60", () => {
    const worst = [1, 2, 3, 4, 7, 20, 60].map((n) => residuals(randomSymmetric(n, n + 3)))

    expect(Math.max(...worst.map((r) => r.equation))).toBeLessThan(1e-11)
    expect(Math.max(...worst.map((r) => r.orthogonality))).toBeLessThan(1e-13)
  })

  it("survives a matrix of rank 2, whose other eigenvalues are 0", () => {
    const { values } = symmetricEigen(randomSymmetric(30, 2))

    expect(residuals(randomSymmetric(30, 2)).orthogonality).toBeLessThan(1e-13)
    expect(Math.max(...values.subarray(2).map(Math.abs))).toBeLessThan(1e-12)
  })

  it("leaves the zero matrix with unit vectors", () => {
    expect(Array.from(symmetricEigen(zeros(3, 3)).values)).toEqual([0, 0, 0])
  })

  it("says that entries are not finite instead of running forever", () => {
    expect(() => symmetricEigen(matrix([[1, NaN, 0], [NaN, 1, 0], [0, 0, 1]]))).toThrow("not finite")
  })
})
