import { describe, expect, it } from "vitest"
import { type Matrix, zeros } from "../../src/math/matrix.ts"
import { nestedDissection } from "../../src/math/nested-dissection.ts"
import { Random } from "../../src/math/random.ts"
import { choleskySolver, factorShifted } from "../../src/math/sparse-cholesky.ts"
import { multiplySparse, type SparseMatrix } from "../../src/math/sparse-matrix.ts"

/** ¼ between neighbours on a square of `side` × `side`, whose places are shuffled. */
const grid = (side: number): SparseMatrix => {
  const n = side * side
  const place = new Random(side).permutation(n)
  const rows: Array<Array<number>> = Array.from({ length: n }, () => [])
  for (let a = 0; a < n; a++) {
    for (const b of [a % side < side - 1 ? a + 1 : -1, a + side < n ? a + side : -1]) {
      if (b < 0) continue
      rows[place[a]!]!.push(place[b]!)
      rows[place[b]!]!.push(place[a]!)
    }
  }
  const columns = Int32Array.from(rows.flatMap((row) => row.sort((a, b) => a - b)))
  const starts = new Int32Array(n + 1)
  rows.forEach((row, i) => starts[i + 1] = starts[i]! + row.length)
  return { rows: n, cols: n, starts, columns, values: new Float64Array(columns.length).fill(0.25) }
}

const normals = (rows: number, cols: number): Matrix => {
  const random = new Random(rows)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal()
  return m
}

describe("factorShifted", () => {
  it.each([[1, 1], [5, 3], [30, 8], [30, 11]])("solves a grid of %i × itself for %i columns", (side, cols) => {
    const m = grid(side)
    const b = normals(m.rows, cols)

    const x = choleskySolver(factorShifted(m, 1.001, Infinity)!, cols)(b)

    const back = multiplySparse(m, x)
    const worst = b.data.reduce(
      (most, value, at) => Math.max(most, Math.abs(1.001 * x.data[at]! - back.data[at]! - value)),
      0
    )
    expect(worst).toBeLessThan(1e-12)
  })

  it("gives up when the factor is too full, or the matrix not positive definite", () => {
    expect(factorShifted(grid(30), 1.001, 1000)).toBeUndefined()
    expect(factorShifted(grid(30), 0.5, Infinity)).toBeUndefined()
  })

  it("solves a graph in pieces", () => {
    const alone = {
      rows: 3,
      cols: 3,
      starts: Int32Array.of(0, 0, 0, 0),
      columns: new Int32Array(),
      values: new Float64Array()
    }

    const x = choleskySolver(factorShifted(alone, 2, Infinity)!, 1)({
      rows: 3,
      cols: 1,
      data: Float64Array.of(2, 4, 6)
    })

    expect(Array.from(x.data)).toEqual([1, 2, 3])
  })
})

describe("nestedDissection", () => {
  it("is a permutation that leaves a grid's factor far sparser than its own order does", () => {
    const m = grid(40)
    const order = nestedDissection(m)

    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from(order.keys()))
    const { lower } = factorShifted(m, 1.001, Infinity)!
    expect(lower.values.length).toBeLessThan(20 * m.rows) // row after row, each entry would fill a band of 40
  })
})
