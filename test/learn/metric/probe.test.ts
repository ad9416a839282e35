import { describe, expect, it } from "vitest"
import { majority } from "../../../src/learn/metric/clustering/majority.ts"
import { explicitness } from "../../../src/learn/metric/disentanglement/explicitness.ts"
import { areaUnderRoc } from "../../../src/learn/metric/probe/area-under-roc.ts"
import { classificationScores } from "../../../src/learn/metric/probe/classification-scores.ts"
import { fitLogistic, logisticProbabilities } from "../../../src/learn/metric/probe/logistic-regression.ts"
import { nearestVote } from "../../../src/learn/metric/probe/nearest-vote.ts"
import { probe } from "../../../src/learn/metric/probe/probe.ts"
import { stratifiedGroupFolds } from "../../../src/learn/metric/probe/stratified-group-folds.ts"
import { type Matrix, matrix, takeRows } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet } from "../../golden/golden-cluster.ts"

const linear = { kind: "linear", penalty: 1, maxIterations: 500, tolerance: 1e-6 } as const
const ungrouped = (n: number) => Array.from({ length: n }, () => null)

describe("multinomial logistic regression", () => {
  const { x, y } = dataSet("blobs")
  const options = { classes: 4, penalty: 2, maxIterations: 1000, tolerance: 1e-10 }

  it("equals scikit-learn's", () => {
    const model = fitLogistic(x, y, options)
    const probabilities = logisticProbabilities(model, x)

    const loss = y.reduce((sum, label, i) => sum - Math.log(probabilities.data[i * 4 + label]!), 0) / x.rows
    expect(model.isConverged).toBe(true)
    expect(loss).toBeCloseTo(0.0568075766284603, 9) // scikit-learn 1.9.1, C=0.5, newton-cg, tol=1e-12
    expect(probabilities.data[0]).toBeCloseTo(0.9390183001665382, 8)
    expect(model.weights.data[2]).toBeCloseTo(0.4891829666440782, 7)
  })

  it("says when it was cut short", () => {
    expect(fitLogistic(x, y, { ...options, maxIterations: 2 }).isConverged).toBe(false)
  })

  it("stays finite where classes are separable", () => {
    const model = fitLogistic(matrix([[-1], [-2], [1], [2]]), [0, 0, 1, 1], { ...options, classes: 2 })

    expect(model.isConverged).toBe(true)
    expect(model.weights.data.every(Number.isFinite)).toBe(true)
  })

  it("refuses labels that are no class, no penalty and NaN", () => {
    const two = matrix([[0], [1]])

    expect(() => fitLogistic(two, [0, 4], options)).toThrow("label 4 is none of the 4 classes")
    expect(() => fitLogistic(two, [0, 1], { ...options, penalty: 0 })).toThrow("without end")
    expect(() => fitLogistic(matrix([[0], [NaN]]), [0, 1], options)).toThrow("row 1, column 0 is NaN")
  })
})

describe("vote of the nearest", () => {
  const known = { x: matrix([[0], [1], [10], [11], [12]]), labels: [0, 0, 1, 1, 1], classes: 2 }

  it("follows the most, and the nearest where votes are equal", () => {
    expect(Array.from(nearestVote(matrix([[2], [9], [5]]), known, 3))).toEqual([0, 1, 0])
    expect(Array.from(nearestVote(matrix([[6]]), known, 4))).toEqual([1])
  })

  it("refuses more neighbours than there are", () => {
    expect(() => nearestVote(known.x, known, 6)).toThrow("6 neighbours of 5 known tracks")
  })
})

describe("folds", () => {
  const random = () => new Random(5)
  const labels = Array.from({ length: 240 }, (_, i) => i % 3)
  const groups = labels.map((label, i) => `artist ${label}-${Math.floor(i / 3) % 16}`)

  it("keep every group whole and every class equally frequent", () => {
    const folds = stratifiedGroupFolds({ labels, groups }, { folds: 4, random: random() })

    const where = Map.groupBy(groups.keys(), (i) => groups[i]!)
    expect([...where.values()].every((tracks) => new Set(tracks.map((i) => folds[i])).size === 1)).toBe(true)
    const counts = new Map<string, number>()
    folds.forEach((fold, i) => counts.set(`${fold} ${labels[i]}`, (counts.get(`${fold} ${labels[i]}`) ?? 0) + 1))
    expect([...new Set(counts.values())]).toEqual([20])
  })

  it("without groups are stratified and differ in size by little", () => {
    const folds = stratifiedGroupFolds({ labels, groups: ungrouped(240) }, { folds: 5, random: random() })

    const sizes = Array.from({ length: 5 }, (_, f) => folds.filter((fold) => fold === f).length)
    expect(sizes).toEqual([48, 48, 48, 48, 48])
  })

  it("refuse fewer groups than folds", () => {
    const few = labels.map((_, i) => `artist ${i % 3}`)

    expect(() => stratifiedGroupFolds({ labels, groups: few }, { folds: 4, random: random() }))
      .toThrow("4 folds of 3 groups")
  })
})

it("macro F1 weighs rare classes as much as others", () => {
  const found = classificationScores([0, 0, 0, 0, 1, 2], [0, 0, 0, 0, 0, 2])

  expect(found.accuracy).toBeCloseTo(5 / 6, 12)
  expect(found.macroF1).toBeCloseTo((8 / 9 + 0 + 1) / 3, 12) // sklearn.metrics.f1_score(average="macro")
  expect(() => classificationScores([], [])).toThrow("at least one")
})

it("the chance level of eight equal classes is an eighth, whatever the folds", () => {
  const labels = Array.from({ length: 80 }, (_, i) => i % 8)
  const x = matrix(labels.map((_, i) => [(i * 37) % 80]))
  const groups = labels.map(() => null)

  const { majority: chance } = probe({ x, labels, groups }, { kind: "nearest", neighbours: 3 }, {
    folds: 5,
    random: new Random(7)
  })

  expect(chance.accuracy).toBe(0.125)
})

it("the majority is the most frequent label, the smallest where equal", () => {
  expect([majority([3, 1, 1, 3]), majority([2, 2, 0])]).toEqual([1, 2])
  expect(() => majority([])).toThrow("no majority")
})

it("the area under the ROC curve counts ties half and is undefined for one kind", () => {
  expect(areaUnderRoc([1, 2, 3, 4], [false, false, true, true])).toBe(1)
  expect(areaUnderRoc([1, 2, 2, 3], [false, true, false, true])).toBe(0.875)
  expect(areaUnderRoc([5, 5, 5], [true, false, true])).toBe(0.5)
  expect(areaUnderRoc([1, 2], [true, true])).toBeNull()
})

describe("probes", () => {
  const { x, y } = dataSet("digits_like")
  const options = () => ({ folds: 5, random: new Random(1) })
  const nearest = { kind: "nearest", neighbours: 5 } as const

  it("read classes from a space that holds them", () => {
    const tracks = { x, labels: y, groups: ungrouped(x.rows) }

    expect(probe(tracks, linear, options()).accuracy).toBeGreaterThan(0.95)
    expect(probe(tracks, nearest, options()).macroF1).toBeGreaterThan(0.9)
  })

  it("are no better than the majority on labels that mean nothing", () => {
    const random = new Random(6)
    const labels = y.map(() => random.uniform() < 0.6 ? 4 : 9)

    const found = probe({ x, labels, groups: ungrouped(x.rows) }, linear, options())

    expect(found.accuracy).toBeLessThan(found.majority.accuracy + 0.03)
    expect(found.macroF1).toBeLessThan(0.58)
    expect(found.majority.macroF1).toBeLessThan(0.4)
    expect(found.folds.length).toBe(5)
    expect(found.predicted.every((label) => label === 4 || label === 9)).toBe(true)
  })

  it("see through an artist effect when groups are kept together, and are fooled when not", () => {
    const random = new Random(8)
    const artists = Array.from({ length: 30 }, (_, a) => ({ at: [random.normal(), random.normal()], label: a % 2 }))
    const rows = Array.from({ length: 300 }, (_, i) => artists[i % 30]!)
    const points: Matrix = matrix(rows.map(({ at }) => at.map((value) => value + 0.02 * random.normal())))
    const labels = rows.map(({ label }) => label)

    const naive = probe({ x: points, labels, groups: ungrouped(300) }, nearest, options())
    const grouped = probe({ x: points, labels, groups: rows.map((_, i) => `${i % 30}`) }, nearest, options())

    expect(naive.accuracy).toBeGreaterThan(0.95)
    expect(grouped.accuracy).toBeLessThan(0.7)
  })

  it("refuse labels of one class and vectors with NaN", () => {
    const two = matrix([[0], [NaN], [1], [2]])

    expect(() => probe({ x: two, labels: [1, 1, 1, 1], groups: ungrouped(4) }, linear, options()))
      .toThrow("at least 2 classes; there is 1")
    expect(() => probe({ x: two, labels: [0, 1, 0, 1], groups: ungrouped(4) }, linear, { ...options(), folds: 2 }))
      .toThrow("is NaN")
  })

  it("repeat to the last digit with one seed", () => {
    const tracks = { x: takeRows(x, Array.from({ length: 100 }, (_, i) => i)), labels: y.slice(0, 100) }

    expect(probe({ ...tracks, groups: ungrouped(100) }, linear, options()))
      .toEqual(probe({ ...tracks, groups: ungrouped(100) }, linear, options()))
  })
})

describe("explicitness", () => {
  const random = new Random(14)
  const factors = matrix(Array.from({ length: 300 }, (_, i) => [i % 3]))
  const options = { ...linear, folds: 3, random: new Random(2) }
  const of = (code: (factor: number) => ReadonlyArray<number>) =>
    explicitness(matrix(Array.from({ length: 300 }, (_, i) => code(i % 3))), factors, options)

  it("is 1 where every value can be read, 0.5 where none", () => {
    expect(of((f) => [f === 0 ? 1 : 0, f === 1 ? 1 : 0])).toBe(1)
    expect(Math.abs(of(() => [random.normal(), random.normal()]) - 0.5)).toBeLessThan(0.08)
  })

  it("falls as noise hides the value", () => {
    const read = of((f) => [f + 0.4 * random.normal()])

    expect(read).toBeLessThan(0.97)
    expect(read).toBeGreaterThan(0.7)
  })
})
