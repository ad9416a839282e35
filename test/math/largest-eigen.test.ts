import { describe, expect, it } from "vitest"
import { largestEigen } from "../../src/math/largest-eigen.ts"
import { Random } from "../../src/math/random.ts"
import type { SparseMatrix } from "../../src/math/sparse-matrix.ts"

/** ½ between neighbours on a ring of `n`: its eigenvalues are cos(2πj/n), all but the first twice. */
const ring = (n: number): SparseMatrix => ({
  rows: n,
  cols: n,
  starts: Int32Array.from({ length: n + 1 }, (_, i) => 2 * i),
  columns: Int32Array.from({ length: 2 * n }, (_, at) => {
    const i = at >> 1
    return [(i + n - 1) % n, (i + 1) % n].sort((a, b) => a - b)[at % 2]!
  }),
  values: new Float64Array(2 * n).fill(0.5)
})

describe("largestEigen", () => {
  it.each([150, 900])("finds the double eigenvalues of a ring of %i and orthonormal vectors", (n) => {
    const { values, vectors } = largestEigen(ring(n), { count: 5, tolerance: 1e-9, random: new Random(1) })

    const expected = [0, 1, 1, 2, 2].map((j) => Math.cos(2 * Math.PI * j / n))
    expected.forEach((value, i) => expect(Math.abs(values[i]! - value)).toBeLessThan(1e-10))
    const at = (c: number, i: number) => vectors.data[c * n + i]!
    const dot = (a: number, b: number) =>
      Array.from({ length: n }, (_, i) => at(a, i) * at(b, i)).reduce((p, q) => p + q)
    expect(dot(1, 1)).toBeCloseTo(1, 10)
    expect(dot(1, 2)).toBeCloseTo(0, 10)
    const away = Array.from(
      { length: n },
      (_, i) => Math.abs((at(3, (i + 1) % n) + at(3, (i + n - 1) % n)) / 2 - values[3]! * at(3, i))
    )
    expect(Math.max(...away)).toBeLessThan(1e-8)
  })

  it("finds eigenvalues a millionth apart, by the inverse of a long ring", () => {
    const { values } = largestEigen(ring(6000), { count: 5, tolerance: 1e-8, random: new Random(1) })

    const expected = [0, 1, 1, 2, 2].map((j) => Math.cos(2 * Math.PI * j / 6000)) // 1 − 5e-7, 1 − 2e-6
    expected.forEach((value, i) => expect(Math.abs(values[i]! - value)).toBeLessThan(1e-11))
  })

  it("refuses more eigenvectors than there are", () => {
    expect(() => largestEigen(ring(4), { count: 5, tolerance: 1e-9, random: new Random(1) })).toThrow("ask for 1 to 4")
  })
})
