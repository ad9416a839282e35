/** Layers, likelihoods and divergences in plain float64 loops: an independent implementation for tests to compare with. */
import type { Likelihood } from "../../../../src/learn/model/likelihood.ts"

/** One array of numbers per track. */
export type Rows = ReadonlyArray<ReadonlyArray<number>>

/** Weights of any float type, row-major. */
export type PlainWeights = Readonly<
  Record<string, { readonly shape: ReadonlyArray<number>; readonly data: ArrayLike<number> }>
>

/** row · kernel + bias for every row. */
export const layer = (weights: PlainWeights, name: string, x: Rows, activate = (h: number) => h): Rows => {
  const { data, shape } = weights[`${name}.kernel`]!
  const bias = weights[`${name}.bias`]!.data
  const [inputs, outputs] = shape as [number, number]
  return x.map((row) =>
    Array.from({ length: outputs }, (_, j) => {
      let sum = bias[j]!
      for (let i = 0; i < inputs; i++) sum += row[i]! * data[i * outputs + j]!
      return activate(sum)
    })
  )
}

export const relu = (h: number): number => Math.max(0, h)

/** Rectified layers `name.0`, `name.1`, … */
export const stack = (weights: PlainWeights, name: string, layers: number, x: Rows): Rows =>
  Array.from({ length: layers }).reduce<Rows>((h, _, i) => layer(weights, `${name}.${i}`, h, relu), x)

/** Rows beside rows. */
export const besides = (...many: ReadonlyArray<Rows>): Rows => many[0]!.map((_, i) => many.flatMap((rows) => rows[i]!))

/** Columns `from` up to `to` of every row. */
export const columns = (x: Rows, from: number, to: number): Rows => x.map((row) => row.slice(from, to))

/** mean + noise · exp(logVar / 2). */
export const sampled = (mean: Rows, logVar: Rows, noise: Rows): Rows =>
  mean.map((row, i) => row.map((mu, j) => mu + noise[i]![j]! * Math.exp(logVar[i]![j]! / 2)))

const sum = (values: ReadonlyArray<number>): number => values.reduce((total, value) => total + value, 0)

/** Divergence of N(mean, exp logVar) from N(0, 1), per row. */
export const unitKl = (mean: Rows, logVar: Rows): ReadonlyArray<number> =>
  mean.map((row, i) => sum(row.map((mu, j) => 0.5 * (mu * mu + Math.exp(logVar[i]![j]!) - logVar[i]![j]! - 1))))

const rowErrors: Readonly<Record<Likelihood, (output: ReadonlyArray<number>, x: ReadonlyArray<number>) => number>> = {
  gaussian: (output, x) => sum(output.map((y, j) => (y - x[j]!) ** 2)),
  bernoulli: (output, x) =>
    -sum(
      output.map((y, j) => x[j]! * Math.log(1 / (1 + Math.exp(-y))) + (1 - x[j]!) * Math.log(1 / (1 + Math.exp(y))))
    ),
  multinomial: (output, x) => {
    const all = sum(output.map(Math.exp))
    return -sum(output.map((y, j) => x[j]! * Math.log(Math.exp(y) / all)))
  }
}

/** Reconstruction error per row. */
export const errors = (likelihood: Likelihood, output: Rows, x: Rows): ReadonlyArray<number> =>
  output.map((row, i) => rowErrors[likelihood](row, x[i]!))
