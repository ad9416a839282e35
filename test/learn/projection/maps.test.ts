import { describe, expect, it } from "vitest"
import { neighbourRecall } from "../../../src/learn/metric/map/neighbour-recall.ts"
import { continuity, trustworthiness } from "../../../src/learn/metric/map/trustworthiness.ts"
import { neighbourProbabilities, sparseAffinities } from "../../../src/learn/projection/perplexity.ts"
import { QuadTree } from "../../../src/learn/projection/quad-tree.ts"
import { tSne } from "../../../src/learn/projection/t-sne.ts"
import { umap } from "../../../src/learn/projection/umap.ts"
import { type Matrix, matrix, row, zeros } from "../../../src/math/matrix.ts"
import { nearestNeighbours } from "../../../src/math/nearest-neighbours.ts"
import { Random } from "../../../src/math/random.ts"
import { dataSet, projections } from "../../golden/golden-cluster.ts"

interface Quality {
  readonly trustworthiness12: ReadonlyArray<number>
  readonly continuity12: ReadonlyArray<number>
  readonly knn_recall12: ReadonlyArray<number>
}
interface Golden {
  readonly tsne_bh_seeds012: Quality
  readonly "umap_nn15_md0.1_seeds012": Quality
  readonly tsne_kl: ReadonlyArray<number>
  readonly tsne_P_exact: { readonly row0_first20: ReadonlyArray<number>; readonly max: number }
  readonly fixed_pair_trust: { readonly k5: number; readonly k12: number; readonly knn12: number }
}

const golden = projections<Golden>()
const { x } = dataSet("digits_like")
const least = (values: ReadonlyArray<number>) => Math.min(...values)

const normals = (rows: number, cols: number, seed: number): Matrix => {
  const random = new Random(seed)
  const m = zeros(rows, cols)
  for (let at = 0; at < m.data.length; at++) m.data[at] = random.normal()
  return m
}

describe("map quality", () => {
  const firstTwo = {
    ...zeros(x.rows, 2),
    data: Float64Array.from({ length: 2 * x.rows }, (_, at) => row(x, at >> 1)[at % 2]!)
  }

  it("trustworthiness and neighbour recall equal scikit-learn's on two of sixteen columns", () => {
    expect(trustworthiness(x, firstTwo, 5)).toBeCloseTo(golden.fixed_pair_trust.k5, 12)
    expect(trustworthiness(x, firstTwo, 12)).toBeCloseTo(golden.fixed_pair_trust.k12, 12)
    expect(neighbourRecall(x, firstTwo, 12)).toBeCloseTo(golden.fixed_pair_trust.knn12, 12)
  })

  it("is 1 for the data itself and about a half for a map of noise", () => {
    expect([trustworthiness(x, x, 12), continuity(x, x, 12), neighbourRecall(x, x, 12)]).toEqual([1, 1, 1])
    expect(Math.abs(trustworthiness(x, normals(x.rows, 2, 4), 12) - 0.5)).toBeLessThan(0.03)
  })

  it("refuses more neighbours than half the points, and a map of other points", () => {
    expect(() => trustworthiness(x, firstTwo, 250)).toThrow("use fewer than half the points")
    expect(() => trustworthiness(x, normals(9, 2, 1), 3)).toThrow("pass the same points")
    expect(() => neighbourRecall(x, normals(9, 2, 1), 3)).toThrow("pass the same points")
  })
})

describe("nearestNeighbours", () => {
  it("orders by distance, then by index, and never names the point itself", () => {
    const line = matrix([[0], [1], [-1], [5]])

    expect(Array.from(nearestNeighbours(line, 3).indices)).toEqual([1, 2, 3, 0, 2, 3, 0, 1, 3, 1, 0, 2])
  })

  it("refuses as many neighbours as there are points", () => {
    expect(() => nearestNeighbours(matrix([[0], [1]]), 2)).toThrow("ask for 1 to 1")
  })
})

describe("neighbourProbabilities", () => {
  it("symmetrised over all pairs equal scikit-learn's to its float32 distances", () => {
    const { values, columns, starts } = sparseAffinities(nearestNeighbours(x, x.rows - 1), 30)
    const dense = new Float64Array(x.rows)
    for (let at = starts[0]!; at < starts[1]!; at++) dense[columns[at]!] = values[at]!

    const errors = golden.tsne_P_exact.row0_first20.map((p, j) => Math.abs(dense[j]! - p) / (p || 1))
    expect(Math.max(...errors)).toBeLessThan(1e-5)
    expect(Math.abs(values.reduce((most, p) => Math.max(most, p), 0) / golden.tsne_P_exact.max - 1)).toBeLessThan(1e-5)
    expect(values.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
  })

  it("have the entropy that was asked for", () => {
    const squared = Float64Array.from({ length: 50 }, (_, j) => 1000 + j * j)
    const out = new Float64Array(50)

    neighbourProbabilities(squared, 7, out)

    expect(Math.exp(-out.reduce((sum, p) => p > 0 ? sum + p * Math.log(p) : sum, 0))).toBeCloseTo(7, 3)
  })

  it("stay finite when all neighbours are equally far", () => {
    const out = new Float64Array(4)

    neighbourProbabilities(new Float64Array(4), 2, out)

    expect(Array.from(out)).toEqual([0.25, 0.25, 0.25, 0.25])
  })
})

describe("QuadTree", () => {
  const exact = (layout: Float64Array) => {
    const force = new Float64Array(layout.length)
    let total = 0
    for (let i = 0; i < layout.length; i += 2) {
      for (let j = 0; j < layout.length; j += 2) {
        if (i === j) continue
        const dx = layout[i]! - layout[j]!
        const dy = layout[i + 1]! - layout[j + 1]!
        const q = 1 / (1 + dx * dx + dy * dy)
        total += q
        force[i]! += q * q * dx
        force[i + 1]! += q * q * dy
      }
    }
    return { force, total }
  }
  const worst = (a: Float64Array, b: Float64Array) =>
    a.reduce((m, value, at) => Math.max(m, Math.abs(value - b[at]!)), 0)

  it("sums repulsion exactly when theta is almost 0, equal points included", () => {
    const layout = normals(300, 2, 8).data
    layout.copyWithin(0, 20, 30) // five pairs of equal points
    const tree = new QuadTree(10) // has to grow
    const force = new Float64Array(layout.length)

    tree.build(layout)
    const total = tree.repulsion(layout, 1e-9, force)

    expect(total / exact(layout).total).toBeCloseTo(1, 12)
    expect(worst(force, exact(layout).force)).toBeLessThan(1e-10)
  })

  it("is within 2 % of the sum at theta = 0.5", () => {
    const layout = normals(300, 2, 9).data.map((value) => value * 20)
    const tree = new QuadTree(300)
    const force = new Float64Array(layout.length)

    tree.build(layout)

    expect(Math.abs(tree.repulsion(layout, 0.5, force) / exact(layout).total - 1)).toBeLessThan(0.02)
  })
})

describe("tSne", () => {
  it("keeps neighbours as well as scikit-learn and reaches its divergence", () => {
    const { embedding, klDivergence } = tSne(x, { perplexity: 30, iterations: 1000, random: new Random(1) })

    expect(trustworthiness(x, embedding, 12)).toBeGreaterThan(least(golden.tsne_bh_seeds012.trustworthiness12) - 0.005)
    expect(continuity(x, embedding, 12)).toBeGreaterThan(least(golden.tsne_bh_seeds012.continuity12) - 0.005)
    expect(neighbourRecall(x, embedding, 12)).toBeGreaterThan(least(golden.tsne_bh_seeds012.knn_recall12) - 0.02)
    expect(klDivergence).toBeLessThan(Math.max(...golden.tsne_kl) + 0.01)
  })

  it("gives the same bytes for the same seed and others for another", () => {
    const run = (seed: number) => tSne(normals(60, 5, 2), { perplexity: 10, iterations: 60, random: new Random(seed) })

    expect(run(3)).toEqual(run(3))
    expect(run(3).embedding.data).not.toEqual(run(4).embedding.data)
  })

  it("reduces a perplexity that few points cannot have, and says which it used", () => {
    const { embedding, perplexity } = tSne(normals(10, 4, 2), {
      perplexity: 30,
      iterations: 100,
      random: new Random(0)
    })

    expect(perplexity).toBe(3)
    expect(embedding.data.every(Number.isFinite)).toBe(true)
  })

  it("parts equal points and survives constant and one-dimensional data", () => {
    const options = { perplexity: 5, iterations: 100, random: new Random(0) }

    const constant = tSne(zeros(20, 3), options).embedding
    const line = tSne(normals(20, 1, 3), options).embedding

    expect(constant.data.every(Number.isFinite) && line.data.every(Number.isFinite)).toBe(true)
    expect(new Set(constant.data).size).toBe(40)
  })

  it("reports every iteration", () => {
    const seen: Array<number> = []

    tSne(normals(12, 2, 1), { perplexity: 3, iterations: 5, random: new Random(0), onIteration: (i) => seen.push(i) })

    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it("refuses fewer than four points and data with holes", () => {
    const options = { perplexity: 5, iterations: 10, random: new Random(0) }

    expect(() => tSne(zeros(3, 2), options)).toThrow("give it at least 4")
    expect(() => tSne(matrix([[1], [2], [NaN], [3]]), options)).toThrow("row 2, column 0 is NaN")
    expect(() => tSne(zeros(9, 2), { ...options, perplexity: 0.5 })).toThrow("choose at least 1")
  })
})

describe("umap", () => {
  it("keeps neighbours as well as umap-learn", async () => {
    const { embedding, neighbours } = await umap(x, { neighbours: 15, minimumDistance: 0.1, random: new Random(1) })

    const reference = golden["umap_nn15_md0.1_seeds012"]
    expect(neighbours).toBe(15)
    expect(trustworthiness(x, embedding, 12)).toBeGreaterThan(least(reference.trustworthiness12) - 0.01)
    expect(continuity(x, embedding, 12)).toBeGreaterThan(least(reference.continuity12) - 0.01)
    expect(neighbourRecall(x, embedding, 12)).toBeGreaterThan(least(reference.knn_recall12) - 0.02)
  })

  it("gives the same bytes for the same seed", async () => {
    const run = () => umap(normals(40, 5, 2), { neighbours: 8, minimumDistance: 0.1, random: new Random(3) })

    expect(await run()).toEqual(await run())
  })

  it("takes fewer neighbours when there are few points, and says how many", async () => {
    const { embedding, neighbours } = await umap(normals(5, 3, 2), {
      neighbours: 15,
      minimumDistance: 0.1,
      random: new Random(0)
    })

    expect(neighbours).toBe(4)
    expect(embedding.data.every(Number.isFinite)).toBe(true)
  })

  it("survives points that are all the same", async () => {
    const { embedding } = await umap(zeros(12, 3), { neighbours: 5, minimumDistance: 0.1, random: new Random(0) })

    expect(embedding.data.every(Number.isFinite)).toBe(true)
  })

  it("refuses fewer than four points", async () => {
    await expect(umap(zeros(3, 2), { neighbours: 2, minimumDistance: 0.1, random: new Random(0) })).rejects.toThrow(
      "give it at least 4"
    )
  })
})
