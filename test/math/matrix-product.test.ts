import { describe, expect, it } from "vitest"
import { gramMatrix, multiply, transpose } from "../../src/math/matrix-product.ts"
import { type Matrix, matrix, zeros } from "../../src/math/matrix.ts"
import { orthonormalColumns } from "../../src/math/orthonormal-columns.ts"
import { Random } from "../../src/math/random.ts"
import { RowSums } from "../../src/math/row-sums.ts"
import { multiplySparse, type SparseMatrix, toDense, transposeSparse } from "../../src/math/sparse-matrix.ts"

const random = new Random(3)
const randomMatrix = (rows: number, cols: number): Matrix => ({
  rows,
  cols,
  data: Float64Array.from({ length: rows * cols }, () => random.normal())
})

/** The definition, sums in the order of the inner index. */
const plainProduct = (a: Matrix, b: Matrix): Matrix => {
  const out = zeros(a.rows, b.cols)
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.cols; j++) {
      let sum = 0
      for (let k = 0; k < a.cols; k++) sum += a.data[i * a.cols + k]! * b.data[k * b.cols + j]!
      out.data[i * b.cols + j] = sum
    }
  }
  return out
}

/** Every third entry of a random matrix; its second row is empty. */
const randomSparse = (rows: number, cols: number): SparseMatrix => {
  const columns: Array<number> = []
  const starts = [0]
  for (let i = 0; i < rows; i++) {
    for (let j = i % 3; j < cols && i !== 1; j += 3) columns.push(j)
    starts.push(columns.length)
  }
  const values = Float64Array.from(columns, () => random.normal())
  return { rows, cols, starts: Int32Array.from(starts), columns: Int32Array.from(columns), values }
}

describe("products of matrices", () => {
  it("have the very bits of the definition, whatever the number of columns", () => {
    const [a, b] = [randomMatrix(9, 13), randomMatrix(13, 17)]
    expect(multiply(a, b)).toEqual(plainProduct(a, b))
  })

  it("have the very bits of the definition for a Gram matrix of more rows than a block", () => {
    const y = randomMatrix(131, 11)
    expect(gramMatrix(y)).toEqual(plainProduct(transpose(y), y))
  })

  it("of a sparse matrix have the bits of the dense one", () => {
    const [a, b] = [randomSparse(7, 10), randomMatrix(10, 5)]
    expect(multiplySparse(a, b)).toEqual(plainProduct(toDense(a), b))
    expect(multiplySparse(transposeSparse(a), randomMatrix(7, 1)).rows).toBe(10)
  })

  it("of nothing are zeros", () => {
    expect(multiply(zeros(2, 0), zeros(0, 3))).toEqual(zeros(2, 3))
    expect(gramMatrix(zeros(0, 2))).toEqual(zeros(2, 2))
  })

  it("refuse shapes that do not fit", () => {
    expect(() => multiply(zeros(2, 3), zeros(2, 3))).toThrow("2 × 3 cannot multiply 2 × 3")
  })

  it("transposing twice changes nothing", () => {
    const a = randomSparse(7, 10)
    expect(transposeSparse(transposeSparse(a))).toEqual(a)
    expect(toDense(transposeSparse(a))).toEqual(transpose(toDense(a)))
  })
})

describe("sums of rows", () => {
  it("begin at the group of eight columns asked for and touch no other sum", () => {
    const table = randomMatrix(1, 16)
    const sums = new RowSums({ rows: 1, cols: 16, terms: 1, sums: 2 })
    sums.setRows(table, 0, 1)
    sums.setTerm(0, 0)
    sums.factors[0] = 1
    sums.add(1, 0, 9)

    const out = new Float64Array(32)
    sums.take(0, out, 0)
    sums.take(1, out, 16)

    expect([...out]).toEqual([...new Float64Array(8), ...table.data.subarray(8), ...new Float64Array(16)])
  })
})

describe("an orthonormal basis", () => {
  it("is orthonormal to rounding after two passes", () => {
    const { cols, data } = gramMatrix(orthonormalColumns(randomMatrix(200, 20), 2))
    const errors = Array.from(data, (value, at) => Math.abs(value - (Math.floor(at / cols) === at % cols ? 1 : 0)))
    expect(Math.max(...errors)).toBeLessThan(1e-14)
  })

  it("spans what the columns span: projecting onto it changes nothing", () => {
    const y = randomMatrix(50, 6)
    const basis = orthonormalColumns(y, 2)
    const back = multiply(basis, multiply(transpose(basis), y))
    expect(Math.max(...Array.from(back.data, (value, i) => Math.abs(value - y.data[i]!)))).toBeLessThan(1e-13)
  })

  it("leaves out columns that depend on others", () => {
    const y = matrix([[1, 2, 0], [1, 2, 1], [1, 2, 5], [1, 2, -3]])
    expect(orthonormalColumns(y, 2).cols).toBe(2)
    expect(orthonormalColumns(zeros(4, 3), 2).cols).toBe(0)
  })
})
