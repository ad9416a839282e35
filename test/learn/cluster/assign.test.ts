import { describe, expect, it } from "vitest"
import { assignByNeighbours, assignToCentres, assignToMixture } from "../../../src/learn/cluster/assign.ts"
import { dbscan } from "../../../src/learn/cluster/dbscan.ts"
import { gaussianMixture } from "../../../src/learn/cluster/gaussian-mixture.ts"
import { kMeans } from "../../../src/learn/cluster/k-means.ts"
import { matrix, zeros } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet } from "../../golden/golden-cluster.ts"

const random = new Random(1)

describe("assignToCentres", () => {
  it("gives tracks the clustering has seen their own clusters back", () => {
    const { x } = dataSet("blobs")
    const { centers, labels } = kMeans(x, { k: 4, restarts: 5, maxIterations: 300, tolerance: 0, random })

    expect(assignToCentres(x, centers).labels).toEqual(labels)
  })

  it("is sure at a centre, undecided on the border, and in between between", () => {
    const found = assignToCentres(matrix([[0, 0], [5, 0], [8, 0]]), matrix([[0, 0], [10, 0]]))

    expect(Array.from(found.labels)).toEqual([0, 0, 1])
    expect(Array.from(found.distances)).toEqual([0, 5, 2])
    expect(Array.from(found.confidence)).toEqual([1, 0, 0.75])
  })

  it("is sure of the only centre there is, and of neither of two equal ones", () => {
    expect(Array.from(assignToCentres(matrix([[3]]), matrix([[0]])).confidence)).toEqual([1])
    expect(Array.from(assignToCentres(matrix([[0]]), matrix([[0], [0]])).confidence)).toEqual([0])
  })

  it("refuses other columns, no centres, and what is no number", () => {
    expect(() => assignToCentres(zeros(1, 2), zeros(1, 3))).toThrow("2 columns to assign, but the clusters have 3")
    expect(() => assignToCentres(zeros(1, 2), zeros(0, 2))).toThrow("no centres")
    expect(() => assignToCentres(matrix([[NaN]]), matrix([[0]]))).toThrow("row 0, column 0 is NaN")
  })
})

describe("assignToMixture", () => {
  it("repeats the mixture's own labels, with responsibilities as confidence", () => {
    const { x } = dataSet("moons")
    const options = { k: 3, covariance: "full", restarts: 2, maxIterations: 100, tolerance: 1e-4, random } as const
    const fitted = gaussianMixture(x, { ...options, regularization: 1e-6 })

    const found = assignToMixture(x, fitted.components)

    expect(found.labels).toEqual(fitted.labels)
    const shares = Float64Array.from(fitted.labels, (label, i) => fitted.responsibilities.data[3 * i + label]!)
    expect(found.confidence).toEqual(shares)
  })
})

describe("assignByNeighbours", () => {
  const known = { x: matrix([[0], [1], [2], [10], [11], [50]]), labels: [0, 0, 0, 1, 1, -1] }

  it("takes the vote of the nearest, and the share that agrees", () => {
    const found = assignByNeighbours(matrix([[1.4], [6.5]]), known, { neighbours: 3, reach: 5 })

    expect(Array.from(found.labels)).toEqual([0, 1])
    expect(Array.from(found.distances)).toEqual([expect.closeTo(0.4, 12), 3.5])
    expect(Array.from(found.confidence)).toEqual([1, expect.closeTo(2 / 3, 12)])
  })

  it("calls noise what is out of reach or nearest to noise", () => {
    const found = assignByNeighbours(matrix([[20], [49]]), known, { neighbours: 1, reach: 5 })

    expect(Array.from(found.labels)).toEqual([-1, -1])
    expect(Array.from(found.distances)).toEqual([9, 1])
    expect(Array.from(found.confidence)).toEqual([0, 0])
  })

  it("with one neighbour within DBSCAN's radius repeats DBSCAN", () => {
    const { x } = dataSet("moons")
    const { labels } = dbscan(x, { radius: 0.15, minSamples: 5 })

    expect(assignByNeighbours(x, { x, labels }, { neighbours: 1, reach: 0.15 }).labels).toEqual(labels)
  })

  it("asks all there are when there are fewer than neighbours, and refuses none", () => {
    const found = assignByNeighbours(matrix([[0]]), known, { neighbours: 99, reach: 1 })

    expect([found.labels[0], found.confidence[0]]).toEqual([0, 0.5])
    expect(() => assignByNeighbours(zeros(1, 1), { x: zeros(0, 1), labels: [] }, { neighbours: 1, reach: 1 }))
      .toThrow("among 0 tracks")
  })
})
