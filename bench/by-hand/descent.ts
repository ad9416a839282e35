/** Our L-BFGS beside a conjugate gradient of fmin, steepest descent, and a whole package for logistic regression. */
import { fitLogistic } from "../../src/learn/metric/probe/logistic-regression.ts"
import { limitedMemoryBfgs } from "../../src/math/limited-memory-bfgs.ts"
import { gaussianMixture } from "../gaussian-data.ts"
import { least, peer, report } from "./least.ts"

const classes = 8
const penalty = 1
const tolerance = 1e-5

interface Problem {
  readonly n: number
  readonly d: number
}

/** The mean log loss of multinomial logistic regression on points of eight classes; counts its own calls. */
const lossOf = ({ d, n }: Problem) => {
  const x = gaussianMixture(n, d, classes)
  const scores = new Float64Array(classes)
  const state = { calls: 0 }
  const objective = (w: ArrayLike<number>, gradient: { [at: number]: number }): number => {
    state.calls++
    for (let at = 0; at < classes * (d + 1); at++) gradient[at] = 0
    let loss = 0
    for (let i = 0; i < n; i++) {
      let most = -Infinity
      for (let c = 0; c < classes; c++) {
        let sum = w[c * (d + 1) + d]!
        for (let j = 0; j < d; j++) sum += w[c * (d + 1) + j]! * x.data[i * d + j]!
        scores[c] = sum
        most = Math.max(most, sum)
      }
      let total = 0
      const own = scores[i % classes]!
      for (let c = 0; c < classes; c++) total += scores[c] = Math.exp(scores[c]! - most)
      loss += most + Math.log(total) - own
      for (let c = 0; c < classes; c++) {
        const pull = scores[c]! / total - (c === i % classes ? 1 : 0)
        const at = c * (d + 1)
        for (let j = 0; j < d; j++) gradient[at + j]! += pull * x.data[i * d + j]! / n
        gradient[at + d]! += pull / n
      }
    }
    for (let c = 0; c < classes; c++) {
      for (let j = 0; j < d; j++) {
        const at = c * (d + 1) + j
        loss += penalty / 2 * w[at]! ** 2
        gradient[at]! += penalty * w[at]! / n
      }
    }
    return loss / n
  }
  return { objective, state, x, unknowns: classes * (d + 1) }
}

type ConjugateGradient = (
  f: (at: Array<number>, gradient: Array<number>) => number,
  start: Array<number>,
  options: { readonly maxIterations: number }
) => { readonly x: Array<number>; readonly fx: number }

await peer("fmin") // as published it exports nothing to Node and leaves a global behind
const { conjugateGradient } =
  (globalThis as unknown as { readonly fmin: { readonly conjugateGradient: ConjugateGradient } }).fmin

interface Matrices {
  readonly Matrix: {
    readonly columnVector: (values: ReadonlyArray<number>) => object
    new(rows: ReadonlyArray<ReadonlyArray<number>>): object
  }
}

const { Matrix } = (await peer("ml-matrix")) as unknown as Matrices
const loaded = await peer("ml-logistic-regression")
const Logistic = (loaded["default"] ?? loaded) as new(
  options: object
) => { train(x: object, y: object): void; predict(x: object): ReadonlyArray<number> }

const steepest = (objective: ReturnType<typeof lossOf>["objective"], unknowns: number, most: number): number => {
  let at = new Float64Array(unknowns)
  let gradient = new Float64Array(unknowns)
  let value = objective(at, gradient)
  let length = 1
  for (let i = 0; i < most && gradient.some((each) => Math.abs(each) > tolerance); i++) {
    const slope = gradient.reduce((sum, each) => sum + each * each, 0)
    for (length *= 2;; length /= 2) {
      const next = at.map((each, j) => each - length * gradient[j]!)
      const nextGradient = new Float64Array(unknowns)
      const nextValue = objective(next, nextGradient)
      if (nextValue > value - 1e-4 * length * slope && length > 1e-12) continue
      at = next
      gradient = nextGradient
      value = nextValue
      break
    }
  }
  return value
}

for (const problem of [{ n: 400, d: 16 }, { n: 2000, d: 57 }]) {
  const { objective, state, unknowns, x } = lossOf(problem)
  const calls: Record<string, string> = {}
  const counted = (name: string, run: () => number) => () => {
    state.calls = 0
    const value = run()
    calls[name] = `${name} ${value.toFixed(8)} in ${state.calls} calls`
  }
  const labels = Int32Array.from({ length: x.rows }, (_, i) => i % classes)
  const rows = Array.from({ length: x.rows }, (_, i) => Array.from(x.data.subarray(i * x.cols, (i + 1) * x.cols)))
  const times = await least(3, {
    "ours, as the probe calls it": () => fitLogistic(x, labels, { classes, penalty, maxIterations: 1000, tolerance }),
    "L-BFGS on this loss": counted(
      "L-BFGS",
      () => limitedMemoryBfgs(objective, new Float64Array(unknowns), { maxIterations: 1000, tolerance }).value
    ),
    "fmin conjugateGradient": counted(
      "fmin",
      () => conjugateGradient(objective, Array.from({ length: unknowns }, () => 0), { maxIterations: 1000 }).fx
    ),
    "steepest descent": counted("steepest", () => steepest(objective, unknowns, 5000))
  })
  report(`logistic regression ${problem.n} × ${problem.d}, ${classes} classes`, times)
  console.log(`  ${Object.values(calls).join(" · ")}`)
  if (problem.n > 400) continue
  const other = new Logistic({ numSteps: 1000, learningRate: 5e-3 })
  const begin = performance.now()
  other.train(new Matrix(rows), Matrix.columnVector([...labels]))
  const ms = performance.now() - begin
  const right = other.predict(new Matrix(rows)).filter((label, i) => label === labels[i]).length
  console.log(
    `  ml-logistic-regression, 1,000 steps one against the rest: ${ms.toFixed(0)} ms, ${right} of ${x.rows} right`
  )
}
