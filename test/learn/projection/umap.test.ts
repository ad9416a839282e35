import { UMAP } from "umap-js"
import { describe, expect, it } from "vitest"
import { fuzzyGraph } from "../../../src/learn/projection/fuzzy-graph.ts"
import { neighbourStrengths } from "../../../src/learn/projection/neighbour-strengths.ts"
import { umapCurve } from "../../../src/learn/projection/umap-curve.ts"
import { umapStart } from "../../../src/learn/projection/umap-start.ts"
import { umap } from "../../../src/learn/projection/umap.ts"
import { type Matrix, matrix, row } from "../../../src/math/matrix.ts"
import { nearestNeighbours } from "../../../src/math/nearest-neighbours.ts"
import { Random } from "../../../src/math/random.ts"
import { toDense } from "../../../src/math/sparse-matrix.ts"

const points = (rows: number, cols: number, value: (random: Random, i: number, j: number) => number): Matrix => {
  const random = new Random(4)
  return {
    rows,
    cols,
    data: Float64Array.from({ length: rows * cols }, (_, at) => value(random, Math.floor(at / cols), at % cols))
  }
}

/** The map of umap-js from our neighbours, start and random numbers. */
const witness = (x: Matrix, neighbours: number, minimumDistance: number, random: Random): Float64Array => {
  const { count, distances, indices } = nearestNeighbours(x, neighbours - 1)
  const rows = (values: ArrayLike<number>, own: (i: number) => number) =>
    Array.from(
      { length: x.rows },
      (_, i) => [own(i), ...Array.from({ length: count }, (_, k) => values[i * count + k]!)]
    )
  const model = new UMAP({ nNeighbors: neighbours, minDist: minimumDistance, random: () => random.uniform() })
  model.setPrecomputedKNN(rows(indices, (i) => i), rows(distances, () => 0))
  const epochs = model.initializeFit(Array.from({ length: x.rows }, () => []))
  const start = umapStart(x, random)
  model.getEmbedding().forEach((point, i) => point.splice(0, 2, ...row(start, i)))
  for (let epoch = 0; epoch < epochs; epoch++) model.step()
  return Float64Array.from(model.getEmbedding().flat())
}

describe("umap", () => {
  it.each([
    ["blobs", points(60, 5, (random, i) => random.normal() + 10 * (i % 3)), 5, 0.1],
    ["noise", points(200, 8, (random) => random.uniform()), 4, 0.5],
    ["points of which a half are one", points(60, 3, (random, i) => i < 30 ? 0 : random.normal()), 8, 0]
  ])("draws %s as umap-js does, to the last bit", async (_, x, neighbours, minimumDistance) => {
    const [ours, theirs] = [new Random(7), new Random(7)]

    const { embedding } = await umap(x, { neighbours, minimumDistance, random: ours })

    expect(embedding.data).toEqual(witness(x, neighbours, minimumDistance, theirs))
    expect(ours.position).toBe(theirs.position)
  })

  it("reports every epoch, of which few points have 500", async () => {
    const seen: Array<readonly [number, number]> = []

    await umap(points(5, 2, (random) => random.normal()), {
      neighbours: 3,
      minimumDistance: 0.1,
      random: new Random(1),
      onEpoch: (epoch, epochs) => seen.push([epoch, epochs])
    })

    expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => [i + 1, 500]))
  })
})

describe("neighbourStrengths", () => {
  it("are 1 to the nearest other point and log2 of the neighbours in all", () => {
    const near = nearestNeighbours(points(50, 4, (random) => random.normal()), 7)
    const strengths = neighbourStrengths(near)

    for (let i = 0; i < 50; i++) {
      const own = strengths.subarray(7 * i, 7 * i + 7)
      expect(own[0]).toBe(1)
      expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(3, 4)
    }
  })
})

describe("fuzzyGraph", () => {
  const line = nearestNeighbours(matrix([[0], [1], [3], [7]]), 2)

  it("is the union of both directions, sorted, with an empty diagonal", () => {
    const strengths = neighbourStrengths(line)
    const directed = Array.from({ length: 4 }, () => [0, 0, 0, 0])
    line.indices.forEach((j, at) => directed[at >> 1]![j] = strengths[at]!)
    const union = directed.map((own, i) => own.map((p, j) => 1 - (1 - p) * (1 - directed[j]![i]!)))

    const graph = fuzzyGraph(line, 1e9)

    toDense(graph).data.forEach((value, at) => expect(value).toBeCloseTo(union.flat()[at]!, 12))
    expect(Array.from(graph.columns)).toEqual([1, 2, 0, 2, 3, 0, 1, 3, 1, 2])
  })

  it("leaves out edges too weak to be drawn once", () => {
    const near = nearestNeighbours(points(50, 4, (random) => random.normal()), 7)
    const all = fuzzyGraph(near, 1e9).values
    const drawn = fuzzyGraph(near, 4).values

    expect(Math.max(...all)).toBe(1)
    expect(Array.from(drawn)).toEqual(Array.from(all.filter((value) => value >= 1 / 4)))
    expect(drawn.length).toBeLessThan(all.length)
  })
})

describe("umapCurve", () => {
  it("is within a hundredth of umap-learn's at its default distance", () => {
    const { a, b } = umapCurve(0.1)

    expect(Math.abs(a / 1.5769434603 - 1)).toBeLessThan(0.01)
    expect(Math.abs(b / 0.8950608779 - 1)).toBeLessThan(0.01)
  })
})
