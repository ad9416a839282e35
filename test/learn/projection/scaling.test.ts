import * as fs from "node:fs"
import * as path from "node:path"
import { describe, expect, it } from "vitest"
import { fitQuantileNormal } from "../../../src/learn/projection/quantile-normal.ts"
import { fitRobustScaler } from "../../../src/learn/projection/robust-scaler.ts"
import { applyScaling, fitScaling, type ScalingMethod, scalingMethods } from "../../../src/learn/projection/scaling.ts"
import { fitYeoJohnson, yeoJohnson } from "../../../src/learn/projection/yeo-johnson.ts"
import { type Matrix, matrix, takeRows, zeros } from "../../../src/math/matrix.ts"

type Rows = ReadonlyArray<ReadonlyArray<number | null>>
interface Made {
  readonly known: Rows
  readonly new: Rows
}
interface Golden extends Made {
  readonly robust: Made & { readonly median: ReadonlyArray<number>; readonly range: ReadonlyArray<number> }
  readonly "yeo-johnson": Made & { readonly lambda: ReadonlyArray<number> }
  readonly "quantile-normal": Made
  readonly many: { readonly "every 50th": ReadonlyArray<number> }
}
const file = path.join(import.meta.dirname, "..", "..", "golden", "scaling", "scaling.json")
const golden = JSON.parse(fs.readFileSync(file, "utf8")) as Golden

const rowsOf = (rows: Rows): Matrix => matrix(rows.map((row) => row.map((value) => value ?? Number.NaN)))
const known = rowsOf(golden.known)
const unseen = rowsOf(golden.new)

/** The largest gap, as a share of the value's size where that is above 1; infinite when a gap is in one of both only. */
const worst = (found: ArrayLike<number>, expected: ArrayLike<number>): number =>
  Array.from(expected).reduce((most, value, i) => {
    if (Number.isNaN(value) || Number.isNaN(found[i])) {
      return Number.isNaN(value) === Number.isNaN(found[i])
        ? most
        : Infinity
    }
    return Math.max(most, Math.abs(found[i]! - value) / Math.max(1, Math.abs(value)))
  }, 0)

describe("beside scikit-learn", () => {
  it("medians and interquartile ranges are its own", () => {
    const { median, range } = fitRobustScaler(known)

    expect(worst(median, golden.robust.median)).toBeLessThan(1e-12)
    expect(worst(range, golden.robust.range)).toBeLessThan(1e-12)
  })

  it("powers are its own, of skewed, two-sided, tied, tiny and huge columns", () => {
    const { lambda } = fitYeoJohnson(known)

    expect(worst(lambda, golden["yeo-johnson"].lambda)).toBeLessThan(1e-6)
  })

  it.each(
    [
      ["robust", 1e-12],
      ["yeo-johnson", 1e-5],
      ["quantile-normal", 1e-9]
    ] as const
  )("known and new tracks are scaled alike by %s", (method, tolerance) => {
    const scaling = fitScaling(known, method)

    expect(worst(applyScaling(known, scaling).data, rowsOf(golden[method].known).data)).toBeLessThan(tolerance)
    expect(worst(applyScaling(unseen, scaling).data, rowsOf(golden[method].new).data)).toBeLessThan(tolerance)
  })

  it("a thousand quantiles stand for more tracks", () => {
    const many = matrix(Array.from({ length: 1500 }, (_, i) => [((i * 7919) % 1501) ** 2 % 977]))
    const scaling = fitScaling(many, "quantile-normal")

    const every50th = takeRows(applyScaling(many, scaling), Array.from({ length: 30 }, (_, i) => 50 * i))

    expect(scaling).toMatchObject({ quantiles: [{ length: 1000 }] })
    expect(worst(every50th.data, golden.many["every 50th"])).toBeLessThan(1e-9)
  })
})

describe("every method", () => {
  it.each(scalingMethods)("%s survives being written as JSON", (method) => {
    const scaling = fitScaling(known, method)

    const read = JSON.parse(JSON.stringify(scaling)) as typeof scaling

    expect(applyScaling(unseen, read).data).toEqual(applyScaling(unseen, scaling).data)
  })

  it.each(scalingMethods)("%s scales a track alone as among others", (method) => {
    const scaling = fitScaling(known, method)

    expect(applyScaling(takeRows(unseen, [2]), scaling).data).toEqual(takeRows(applyScaling(unseen, scaling), [2]).data)
  })

  it.each(scalingMethods)("%s leaves out what is no number, and does not fill it in", (method) => {
    const whole = matrix([[1, 5], [2, 6], [4, 9], [8, 1]])
    const gaps = matrix([[1, 5], [Number.NaN, 7], [2, 6], [4, 9], [8, 1]])
    const columnOf = (m: Matrix) =>
      Array.from(applyScaling(m, fitScaling(m, method)).data).filter((_, i) => i % 2 === 0)

    const found = columnOf(gaps)

    expect(found[1]).toBeNaN()
    expect(worst(found.toSpliced(1, 1), columnOf(whole))).toBeLessThan(method === "quantile-normal" ? 0.8 : 1e-12)
  })

  it.each<ScalingMethod>(["z", "robust", "yeo-johnson", "quantile-normal"])(
    "%s puts a constant column at 0",
    (method) => {
      const x = matrix([[0.1, 1], [0.1, 2], [0.1, 4]])

      const { data } = applyScaling(x, fitScaling(x, method))

      expect(Array.from(data.filter((_, i) => i % 2 === 0)).map(Math.abs)).toEqual([0, 0, 0])
      expect(data.every(Number.isFinite)).toBe(true)
    }
  )

  it.each(scalingMethods)("%s keeps a column without any number as it is", (method) => {
    const x = matrix([[Number.NaN, 1], [Number.NaN, 2]])
    const scaling = fitScaling(x, method)

    expect(JSON.stringify(scaling)).not.toContain("null")
    expect(applyScaling(x, scaling).data[0]).toBeNaN()
  })

  it("refuses a table without tracks", () => {
    expect(() => fitScaling(zeros(0, 2), "robust")).toThrow("without tracks")
  })
})

describe("robust scaling", () => {
  it("is not moved by one absurd track, as z-scores are", () => {
    const calm = matrix([[1], [2], [3], [4], [5]])
    const wild = matrix([[1], [2], [3], [4], [5e9]])
    const first = (x: Matrix, method: ScalingMethod) => applyScaling(x, fitScaling(x, method)).data[0]!

    expect(first(wild, "robust")).toBe(first(calm, "robust"))
    expect(first(wild, "z")).not.toBeCloseTo(first(calm, "z"), 1)
  })
})

describe("the power transform", () => {
  it("is the identity at 1, a logarithm at 0 and keeps the order at any power", () => {
    expect([-3, 0, 2].map((value) => yeoJohnson(value, 1))).toEqual(
      [-3, 0, 2].map((value) => expect.closeTo(value, 12))
    )
    expect(yeoJohnson(2, 0)).toBeCloseTo(Math.log(3), 12)
    expect(yeoJohnson(-2, 2)).toBeCloseTo(-Math.log(3), 12)
    const moved = [-5, -1, 0, 1, 5].map((value) => yeoJohnson(value, -1.5))
    expect(moved).toEqual(moved.toSorted((a, b) => a - b))
  })

  it("finds the logarithm in a column made by exponents", () => {
    const x = matrix(Array.from({ length: 400 }, (_, i) => [Math.expm1(5 + Math.sin(i) + Math.sin(1.7 * i))]))

    expect(Math.abs(fitYeoJohnson(x).lambda[0]!)).toBeLessThan(0.1)
  })
})

describe("normal quantiles", () => {
  it("tell neighbours apart in a column whose spread is a billionth", () => {
    const x = matrix([1, 2, 3, 4, 5].map((value) => [1e-9 * value]))

    const { data } = applyScaling(x, fitScaling(x, "quantile-normal"))

    expect(data[2]).toBeCloseTo(0, 9)
    expect(data[1]).toBeCloseTo(-0.6745, 4)
  })

  it("keep new tracks within those that were seen", () => {
    const { quantiles } = fitQuantileNormal(matrix([[1], [2], [3]]), 1000)

    const far = applyScaling(matrix([[-1e9], [1e9]]), { method: "quantile-normal", quantiles })

    expect(Array.from(far.data)).toEqual([expect.closeTo(-5.1993, 4), expect.closeTo(5.1993, 4)])
  })
})
