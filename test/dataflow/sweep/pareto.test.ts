import { describe, expect, it } from "vitest"
import { hypervolume } from "../../../src/dataflow/sweep/hypervolume.ts"
import { nsga2 } from "../../../src/dataflow/sweep/nsga.ts"
import { crowdingDistances, frontsOf, paretoFront } from "../../../src/dataflow/sweep/pareto.ts"
import { float } from "../../../src/dataflow/sweep/space.ts"
import type { Told } from "../../../src/dataflow/sweep/trial.ts"
import { Random } from "../../../src/math/random.ts"

describe("fronts", () => {
  it("are peeled one after the other, and equal trials share one", () => {
    const losses = [[1, 4], [2, 2], [4, 1], [2, 5], [3, 3], [5, 5], [2, 2]]

    expect(frontsOf(losses)).toEqual([[0, 1, 2, 6], [3, 4], [5]])
    expect(paretoFront([])).toEqual([])
  })

  it("have their ends and then their emptiest places first", () => {
    // sides between neighbours over the ranges 8 and 8: (2 − 0)/8 + (8 − 4)/8, and (8 − 1)/8 + (5 − 0)/8
    expect([...crowdingDistances([[0, 8], [1, 5], [2, 4], [8, 0]])]).toEqual([Infinity, 0.75, 1.5, Infinity])
  })
})

describe("the hypervolume", () => {
  it("of fronts worked out by hand is right in one, two and three dimensions", () => {
    expect(hypervolume([[3], [1]], [4])).toBe(3)
    expect(hypervolume([[1, 3], [2, 2], [3, 1]], [4, 4])).toBe(6)
    expect(hypervolume([[1, 1, 1], [0, 1.5, 1.5]], [2, 2, 2])).toBe(1.25)
  })

  it("does not grow by what is dominated, repeated or beyond the reference", () => {
    expect(hypervolume([[1, 3], [2, 2], [3, 1], [3, 3], [2, 2], [0, 9]], [4, 4])).toBe(6)
    expect(hypervolume([[5, 5]], [4, 4])).toBe(0)
  })

  it("of random points in four dimensions is what hits say, within four standard errors", () => {
    const random = new Random(2)
    const vector = () => Array.from({ length: 4 }, () => random.uniform())
    const front = Array.from({ length: 12 }, vector)
    const hits = Array.from({ length: 20_000 }, vector)
      .filter((at) => front.some((point) => point.every((loss, i) => loss <= at[i]!))).length / 20_000

    expect(Math.abs(hypervolume(front, [1, 1, 1, 1]) - hits)).toBeLessThan(4 * Math.sqrt(0.25 / 20_000))
  })
})

it("nsga2 covers the front of ZDT1 but for a twentieth of its hypervolume", () => {
  const space = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f.x${i}`, float(0, 1)]))
  const ask = nsga2(space, 3)
  const told: Array<Told> = []
  for (let trial = 0; trial < 1000; trial++) {
    const point = ask(trial, told, [])!
    const [x, ...rest] = Object.keys(space).map((path) => point[path] as number)
    const g = 1 + 9 * rest.reduce((sum, each) => sum + each, 0) / rest.length
    told.push({ trial, point, losses: [x!, g * (1 - Math.sqrt(x! / g))] })
  }

  const front = paretoFront(told.map(({ losses }) => losses!)).map((i) => told[i]!.losses!)

  // the front is y = 1 − √x (Zitzler, Deb & Thiele 2000), so all of it beats 0.1 + 2/3 + 0.11 below (1.1, 1.1)
  expect(hypervolume(front, [1.1, 1.1])).toBeGreaterThan(0.95 * (0.1 + 2 / 3 + 0.11))
  expect(front.length).toBeGreaterThan(20)
})
