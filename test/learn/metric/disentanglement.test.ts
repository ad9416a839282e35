import { describe, expect, it } from "vitest"
import { codeInformation } from "../../../src/learn/metric/disentanglement/code-information.ts"
import { dci } from "../../../src/learn/metric/disentanglement/dci.ts"
import { modularity } from "../../../src/learn/metric/disentanglement/modularity.ts"
import { mutualInformationGap } from "../../../src/learn/metric/disentanglement/mutual-information-gap.ts"
import { separatedAttributePredictability } from "../../../src/learn/metric/disentanglement/separated-attribute-predictability.ts"
import { unsupervisedDisentanglementRanking } from "../../../src/learn/metric/disentanglement/unsupervised-disentanglement-ranking.ts"
import { pearson, spearman } from "../../../src/learn/metric/test/correlation.ts"
import { type Matrix, matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { disentanglement, fromRows } from "../../golden/golden-cluster.ts"

type Rows = ReadonlyArray<ReadonlyArray<number>>
const golden = disentanglement<{
  readonly factors: Rows
  readonly codes: Rows
  readonly bins: number
  readonly mi: Rows
  readonly entropy: ReadonlyArray<number>
  readonly mig: number
  readonly sap_continuous: number
  readonly lasso_alpha: number
  readonly lasso_importance: Rows
  readonly dci_disentanglement: number
  readonly dci_completeness: number
  readonly informativeness_r2: ReadonlyArray<number>
  readonly pearson: Rows
  readonly spearman: Rows
}>()
const codes = fromRows(golden.codes)
const factors = fromRows(golden.factors)

const expectEqual = (found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number) => {
  const worst = Array.from(found, (value, i) => Math.abs(value - wanted[i]!))
  expect(found.length).toBe(wanted.length)
  expect(Math.max(...worst)).toBeLessThan(tolerance)
}

/** Tracks with every combination of two factors, and codes made from them. */
const made = (code: (a: number, b: number, random: Random) => ReadonlyArray<number>) => {
  const random = new Random(5)
  const rows = Array.from({ length: 2000 }, (_, i) => [i % 4, Math.floor(i / 4) % 5] as const)
  return { codes: matrix(rows.map(([a, b]) => code(a, b, random))), factors: matrix(rows.map((row) => [...row])) }
}
const perfect = made((a, b) => [a, -b])
const useless = made((_a, _b, random) => [random.normal(), random.normal()])
const duplicated = made((a, b) => [a, b, 2 * a, 3 * b])
const mixed = made((a, b) => [a + b, a - b])

describe("against scikit-learn", () => {
  it("information and its gap are equal", () => {
    const found = codeInformation(codes, factors, golden.bins)

    expectEqual(found.mutual.data, golden.mi.flat(), 1e-12)
    expectEqual(found.entropy, golden.entropy, 1e-12)
    expect(mutualInformationGap(found)).toBeCloseTo(golden.mig, 12)
  })

  it("correlations and the attribute predictability are equal", () => {
    expectEqual(pearson(codes, factors).data, golden.pearson.flat(), 1e-12)
    expectEqual(spearman(codes, factors).data, golden.spearman.flat(), 1e-12)
    expect(separatedAttributePredictability(codes, factors)).toBeCloseTo(golden.sap_continuous, 12)
  })

  it("lasso importances and DCI are equal", () => {
    const found = dci(codes, factors, golden.lasso_alpha)

    expectEqual(found.importance.data, golden.lasso_importance.flat(), 1e-9)
    expect(found.disentanglement).toBeCloseTo(golden.dci_disentanglement, 9)
    expect(found.completeness).toBeCloseTo(golden.dci_completeness, 9)
    expectEqual(found.informativeness, golden.informativeness_r2, 1e-9)
  })
})

const scores = ({ codes, factors }: { readonly codes: Matrix; readonly factors: Matrix }) => {
  const information = codeInformation(codes, factors, 20)
  const { completeness, disentanglement } = dci(codes, factors, 0.02)
  return {
    mig: mutualInformationGap(information),
    sap: separatedAttributePredictability(codes, factors),
    modularity: modularity(information)!,
    disentanglement,
    completeness
  }
}

describe("representations", () => {
  it("with one code for each factor score 1, whatever the sign", () => {
    const found = scores(perfect)

    expect(Math.min(...Object.values(found))).toBeGreaterThan(1 - 1e-6)
  })

  it("that know nothing have no gap", () => {
    const found = scores(useless)

    expect(found.mig).toBeLessThan(0.01)
    expect(found.sap).toBeLessThan(0.01)
    expect(dci(useless.codes, useless.factors, 0.1)).toMatchObject({ disentanglement: 0, completeness: 0 })
  })

  it("that say everything twice have no gap although every code is modular", () => {
    const information = codeInformation(duplicated.codes, duplicated.factors, 20)

    expect(mutualInformationGap(information)).toBeCloseTo(0, 12)
    expect(separatedAttributePredictability(duplicated.codes, duplicated.factors)).toBeCloseTo(0, 12)
    expect(modularity(information)).toBeCloseTo(1, 12)
    expect(Array.from(dci(duplicated.codes, duplicated.factors, 0.02).informativeness, (share) => share.toFixed(9)))
      .toEqual(["1.000000000", "1.000000000"])
  })

  it("that mix the factors are informative but neither modular nor disentangled", () => {
    const found = scores(mixed)

    expect(found.modularity).toBeLessThan(0.7)
    expect(found.disentanglement).toBeLessThan(0.2)
    expect(dci(mixed.codes, mixed.factors, 0.02).informativeness[0]).toBeCloseTo(1, 9)
  })

  it("are modular by what they say about the other factors, on average, relative to the best", () => {
    const mutual = matrix([[1, 0.5, 0], [0, 0, 2], [0, 0, 0]])

    expect(modularity({ mutual, entropy: Float64Array.of(1, 1, 2) })).toBeCloseTo((1 - 0.25 / 2 + 1 + 0) / 3, 12)
  })

  it("of one factor have no modularity to speak of", () => {
    const one = { ...factors, cols: 1, data: Float64Array.from({ length: factors.rows }, (_, i) => i % 2) }

    expect(modularity(codeInformation(codes, one, 20))).toBeNull()
  })

  it("with a constant code or a constant factor are told apart", () => {
    const rows = [[1, 0, 7], [2, 1, 7], [3, 0, 7], [4, 1, 7]]
    const constantCode = matrix(rows.map(([a, , c]) => [a!, c!]))
    const factor = matrix(rows.map(([, b]) => [b!]))

    expect(mutualInformationGap(codeInformation(constantCode, factor, 20))).toBeCloseTo(1, 12)
    expect(dci(constantCode, factor, 0.02).importance.data[1]).toBe(0)
    expect(() => codeInformation(factor, matrix([[7], [7], [7], [7]]), 20)).toThrow("factor 0 has one value in all 4")
  })

  it("with an entry that is no number are refused by its place", () => {
    const bad = matrix([[0, 1], [NaN, 2]])
    const good = matrix([[0], [1]])

    expect(() => codeInformation(bad, good, 20)).toThrow("codes: row 1, column 0 is NaN")
    expect(() => dci(bad, good, 0.1)).toThrow("row 1, column 0 is NaN")
    expect(() => separatedAttributePredictability(matrix([[1]]), good)).toThrow("1 with 2 tracks")
  })
})

describe("unsupervised disentanglement ranking", () => {
  const random = new Random(9)
  const base = Array.from({ length: 600 }, () => [random.normal(), random.normal(), random.normal()])
  const model = (of: (row: ReadonlyArray<number>) => ReadonlyArray<number>, kl: ReadonlyArray<number>) => ({
    latents: matrix(base.map(of)),
    klPerDimension: kl
  })
  const rank = unsupervisedDisentanglementRanking

  it("is 1 for models that agree up to order, sign, scale and idle latents", () => {
    const found = rank([
      model(([a, b, c]) => [a!, b!, c!], [1, 1, 1]),
      model(([a, b, c]) => [-2 * c!, a! ** 3, b!], [1, 1, 1]),
      model(([a, b, c]) => [a!, 0.001 * (a! + b!), b!, c!], [1, 0.001, 1, 1])
    ])

    expectEqual(found, [1, 1, 1], 0.25) // chance correlations of 600 tracks cost a little
    expect(Math.min(...found)).toBeGreaterThan(0.85)
  })

  it("falls when one model is rotated against the others, and is 0 for a collapsed one", () => {
    const found = rank([
      model(([a, b, c]) => [a!, b!, c!], [1, 1, 1]),
      model(([a, b, c]) => [c!, b!, a!], [1, 1, 1]),
      model(([a, b, c]) => [a! + b! + c!, a! - b!, a! + b! - 2 * c!], [1, 1, 1]),
      model(([a, b, c]) => [a!, b!, c!], [0, 0, 0])
    ])

    expect(found[2]).toBeLessThan(0.55)
    expect(found[0]).toBeGreaterThan(found[2]! - 1e-9)
    expect(found[3]).toBe(0)
  })

  it("is near 0 for models that have nothing in common, and needs two", () => {
    const noise = (seed: number) => {
      const draw = new Random(seed)
      return model(() => [draw.normal(), draw.normal(), draw.normal()], [1, 1, 1])
    }

    expect(Math.max(...rank([noise(1), noise(2), noise(3)]))).toBeLessThan(0.1)
    expect(() => rank([noise(1)])).toThrow("was given 1")
  })
})
