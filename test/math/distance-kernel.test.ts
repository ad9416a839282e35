import { describe, expect, it } from "vitest"
import { DistanceKernel } from "../../src/math/distance-kernel.ts"
import { squaredDistance } from "../../src/math/distance.ts"
import { zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"

const normals = (rows: number, cols: number) => {
  const random = new Random(rows * cols)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal()
  return m
}

/** Sums over columns in order, one at a time. */
const plain = (a: Float64Array, i: number, b: Float64Array, j: number, cols: number) => {
  let sum = 0
  for (let k = 0; k < cols; k++) sum += (a[i * cols + k]! - b[j * cols + k]!) * (a[i * cols + k]! - b[j * cols + k]!)
  return sum
}

describe("DistanceKernel", () => {
  it.each([1, 2, 3, 4, 7, 16, 57])("has the bits of the plain loop for rows of %i numbers", (cols) => {
    const [x, y] = [normals(5, cols), normals(21, cols)]
    const kernel = new DistanceKernel({ cols, rows: 5, columns: 21 })
    kernel.setRows(x.data, 0, 5)
    kernel.setColumns(y.data, 0, 21)

    const found = Array.from({ length: 5 }, (_, i) => {
      kernel.measure(i, 0, 21)
      return Array.from(kernel.distances.subarray(0, 21))
    })

    expect(found).toEqual(found.map((row, i) => row.map((_, j) => plain(x.data, i, y.data, j, cols))))
  })

  it("measures a part of the columns, and rows from the middle of a table", () => {
    const x = normals(40, 6)
    const kernel = new DistanceKernel({ cols: 6, rows: 4, columns: 32 })
    kernel.setRows(x.data, 30, 4)
    kernel.setColumns(x.data, 3, 32)
    kernel.distances.fill(-1)

    kernel.measure(2, 8, 20)

    expect(kernel.distances[19]).toBe(plain(x.data, 32, x.data, 22, 6))
    expect([kernel.distances[7], kernel.distances[24]]).toEqual([-1, -1])
  })

  it("agrees with squaredDistance, and says 0 for equal rows", () => {
    const x = normals(3, 57)
    const kernel = new DistanceKernel({ cols: 57, rows: 3, columns: 3 })
    kernel.setRows(x.data, 0, 3)
    kernel.setColumns(x.data, 0, 3)

    kernel.measure(1, 0, 3)

    expect(kernel.distances[1]).toBe(0)
    expect(kernel.distances[2]! / squaredDistance(x.data, 57, x.data, 114, 57)).toBeCloseTo(1, 14)
  })

  it.each([1, 2, 3, 8, 10, 15, 17])(
    "finds the nearest of %i columns, the first when equal, and how far the next is",
    (k) => {
      const random = new Random(k)
      const x = { rows: 60, cols: 2, data: Float64Array.from({ length: 120 }, () => random.int(4)) }
      const columns = { rows: k, cols: 2, data: Float64Array.from({ length: 2 * k }, () => random.int(4)) }
      const kernel = new DistanceKernel({ cols: 2, rows: 60, columns: k })
      kernel.setRows(x.data, 0, 60)
      kernel.setColumns(columns.data, 0, k)

      const apart = kernel.measureNearest(Int32Array.from({ length: 60 }, (_, i) => i), 10, 60, k)

      const found = Array.from(
        { length: 50 },
        (_, at) => Array.from(kernel.distances.subarray(at * apart, at * apart + 3))
      )
      const expected = found.map((_, at) => {
        const all = Array.from({ length: k }, (_, c) => Math.sqrt(plain(x.data, at + 10, columns.data, c, 2)))
        const sorted = all.toSorted((a, b) => a - b)
        return [sorted[0], sorted[1] ?? Infinity, all.indexOf(sorted[0]!)]
      })
      expect(found).toEqual(expected)
    }
  )
})
