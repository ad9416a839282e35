/** The MLP-VAE's loss in plain float64 loops: an independent implementation for tests to compare with. */
import type { Weights } from "../../src/model/weights.ts"

type Rows = ReadonlyArray<ReadonlyArray<number>>

const layer = (weights: Weights, name: string, x: Rows, rectifies: boolean): Rows => {
  const { data, shape } = weights[`${name}.kernel`]!
  const bias = weights[`${name}.bias`]!.data
  const [inputs, outputs] = shape as [number, number]
  return x.map((row) =>
    Array.from({ length: outputs }, (_, j) => {
      let sum = bias[j]!
      for (let i = 0; i < inputs; i++) sum += row[i]! * data[i * outputs + j]!
      return rectifies ? Math.max(0, sum) : sum
    })
  )
}

const stack = (weights: Weights, name: string, layers: number, x: Rows): Rows =>
  Array.from({ length: layers }).reduce<Rows>((h, _, i) => layer(weights, `${name}.${i}`, h, true), x)

/** Mean squared error and KL per track of a batch. */
export const plainVaeLosses = (weights: Weights, hidden: number, x: Rows, noise: Rows) => {
  const h = stack(weights, "encoder", hidden, x)
  const mean = layer(weights, "mean", h, false)
  const logVar = layer(weights, "logVar", h, false)
  const z = mean.map((row, i) => row.map((mu, j) => mu + noise[i]![j]! * Math.exp(logVar[i]![j]! / 2)))
  const output = layer(weights, "output", stack(weights, "decoder", hidden, z), false)
  let error = 0
  let kl = 0
  output.forEach((row, i) => row.forEach((y, j) => error += (y - x[i]![j]!) ** 2))
  mean.forEach((row, i) =>
    row.forEach((mu, j) => kl += 0.5 * (mu * mu + Math.exp(logVar[i]![j]!) - logVar[i]![j]! - 1))
  )
  return { error: error / x.length, kl: kl / x.length }
}
