import { describe, expect, it } from "vitest"
import { fuseModalities, type Modality } from "../../../src/learn/projection/fuse-modalities.ts"
import type { Matrix } from "../../../src/math/matrix.ts"

const matrix = (rows: ReadonlyArray<ReadonlyArray<number>>): Matrix => ({
  rows: rows.length,
  cols: rows[0]!.length,
  data: Float64Array.from(rows.flat())
})

const all = (rows: ReadonlyArray<ReadonlyArray<number>>, weight = 1): Modality => ({
  matrix: matrix(rows),
  isPresent: rows.map(() => true),
  weight
})

const audio = all([[100], [300]])
const lyrics = all([[1, 5, 0], [3, 5, 4]])

const rowsOf = ({ cols, data, rows }: Matrix) =>
  Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)])

describe("fuseModalities", () => {
  it("puts columns side by side as they are without scaling", () => {
    expect(rowsOf(fuseModalities([audio, lyrics], "none"))).toEqual([[100, 1, 5, 0], [300, 3, 5, 4]])
  })

  it("gives every column unit variance, and leaves constant ones at zero", () => {
    expect(rowsOf(fuseModalities([audio, lyrics], "columns"))).toEqual([[-1, -1, 0, -1], [1, 1, 0, 1]])
  })

  it("lets no modality count for more because it has more columns", () => {
    const wide = all([[0, 2, 0, 2], [2, 0, 2, 0]])

    const [first] = rowsOf(fuseModalities([audio, wide], "blocks")) as [Array<number>]

    expect(first[0]! ** 2).toBeCloseTo(first.slice(1).reduce((sum, value) => sum + value ** 2, 0), 12)
  })

  it("weighs a modality on top of its scale", () => {
    const heavy = all([[1, 5, 0], [3, 5, 4]], 2)

    expect(rowsOf(fuseModalities([audio, heavy], "columns"))[1]).toEqual([1, 2, 0, 2])
  })

  it("puts tracks that lack a modality at its centre and does not let them shift it", () => {
    const some: Modality = { matrix: matrix([[1], [9], [3]]), isPresent: [true, false, true], weight: 1 }

    expect(rowsOf(fuseModalities([some], "columns"))).toEqual([[-1], [0], [1]])
    expect(rowsOf(fuseModalities([some], "none"))).toEqual([[1], [2], [3]])
    expect(rowsOf(fuseModalities([{ ...some, isPresent: [false, false, false] }], "columns"))).toEqual([[0], [0], [0]])
  })

  it("refuses modalities of other tracks", () => {
    expect(() => fuseModalities([audio, all([[1]])], "none")).toThrow("modalities of 2 and 1 tracks cannot be fused")
  })
})
