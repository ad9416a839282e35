/** Functions with a known minimum that optimisers are tried on. Source: Surjanovic & Bingham, Virtual Library of Simulation Experiments. */

/** A function on a box, and its least value there. */
export interface TestFunction {
  readonly name: string
  readonly bounds: ReadonlyArray<readonly [low: number, high: number]>
  readonly minimum: number
  readonly at: (x: ReadonlyArray<number>) => number
}

const box = (dimensions: number, low: number, high: number) =>
  Array.from({ length: dimensions }, () => [low, high] as const)
const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0)

const sphere: TestFunction = {
  name: "sphere, 5",
  bounds: box(5, -5.12, 5.12),
  minimum: 0,
  at: (x) => sum(x.map((each) => each ** 2))
}

const branin: TestFunction = {
  name: "Branin, 2",
  bounds: [[-5, 10], [0, 15]],
  minimum: 0.39788735772973816,
  at: ([x, y]) =>
    (y! - 5.1 / (4 * Math.PI ** 2) * x! ** 2 + 5 / Math.PI * x! - 6) ** 2 +
    10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x!) +
    10
}

const weights = [1, 1.2, 3, 3.2]
const slopes = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14]
]
const centres = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]
]
const hartmann: TestFunction = {
  name: "Hartmann, 6",
  bounds: box(6, 0, 1),
  minimum: -3.322368011391339,
  at: (x) =>
    -sum(
      weights.map((weight, i) =>
        weight * Math.exp(-sum(x.map((at, j) => slopes[i]![j]! * (at - centres[i]![j]!) ** 2)))
      )
    )
}

const ackley: TestFunction = {
  name: "Ackley, 5",
  bounds: box(5, -32.768, 32.768),
  minimum: 0,
  at: (x) =>
    -20 * Math.exp(-0.2 * Math.sqrt(sum(x.map((each) => each ** 2)) / x.length)) -
    Math.exp(sum(x.map((each) => Math.cos(2 * Math.PI * each))) / x.length) + 20 + Math.E
}

const rosenbrock: TestFunction = {
  name: "Rosenbrock, 4",
  bounds: box(4, -5, 10),
  minimum: 0,
  at: (x) => sum(x.slice(1).map((next, i) => 100 * (next - x[i]! ** 2) ** 2 + (x[i]! - 1) ** 2))
}

/** All five, the number of dimensions in their names. */
export const testFunctions: ReadonlyArray<TestFunction> = [sphere, branin, hartmann, ackley, rosenbrock]
