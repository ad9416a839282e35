import type { Tensor, Tensor2D, Tensor4D } from "@tensorflow/tfjs"
import { describe, expect, it } from "vitest"
import { type Case, disagreement } from "./agree.ts"

const one = [[3, 4]]
const two = [[3, 4], [3, 4]]
const broadcast = [[3, 4], [4]]

const differentiable: Readonly<Record<string, Case>> = {
  add: { shapes: broadcast, apply: (tf, a, b) => tf.add(a!, b!) },
  sub: { shapes: [[3, 1], [1, 4]], apply: (tf, a, b) => tf.sub(a!, b!) },
  mul: { shapes: broadcast, apply: (tf, a, b) => tf.mul(a!, b!) },
  div: { shapes: broadcast, shift: 6, apply: (tf, a, b) => tf.div(a!, b!) },
  maximum: { shapes: two, apply: (tf, a, b) => tf.maximum(a!, b!) },
  minimum: { shapes: two, apply: (tf, a, b) => tf.minimum(a!, b!) },
  pow: { shapes: two, shift: 6, apply: (tf, a, b) => tf.pow(a!, b!.mul(0.2)) },
  squaredDifference: { shapes: two, apply: (tf, a, b) => tf.squaredDifference(a!, b!) },
  addN: { shapes: two, apply: (tf, a, b) => tf.addN([a!, b!, a!]) },
  relu: { shapes: one, apply: (tf, x) => tf.relu(x!) },
  leakyRelu: { shapes: one, apply: (tf, x) => tf.leakyRelu(x!, 0.2) },
  sigmoid: { shapes: one, apply: (tf, x) => tf.sigmoid(x!) },
  tanh: { shapes: one, apply: (tf, x) => tf.tanh(x!) },
  softplus: { shapes: one, apply: (tf, x) => tf.softplus(x!) },
  exp: { shapes: one, apply: (tf, x) => tf.exp(x!) },
  log: { shapes: one, shift: 6, apply: (tf, x) => tf.log(x!) },
  sqrt: { shapes: one, shift: 6, apply: (tf, x) => tf.sqrt(x!) },
  rsqrt: { shapes: one, shift: 6, apply: (tf, x) => tf.rsqrt(x!) },
  reciprocal: { shapes: one, shift: 6, apply: (tf, x) => tf.reciprocal(x!) },
  square: { shapes: one, apply: (tf, x) => tf.square(x!) },
  neg: { shapes: one, apply: (tf, x) => tf.neg(x!) },
  abs: { shapes: one, apply: (tf, x) => tf.abs(x!) },
  clipByValue: { shapes: one, apply: (tf, x) => tf.clipByValue(x!, -0.5, 0.7) },
  "sum of an axis": { shapes: [[3, 4, 2]], apply: (_, x) => x!.sum(1) },
  "sum of squares": { shapes: [[3, 4, 2]], apply: (_, x) => x!.square().sum([0, 2], true) },
  "sum of all": { shapes: one, apply: (_, x) => x!.sum() },
  mean: { shapes: [[3, 4, 2]], apply: (_, x) => x!.mean([0, -1]) },
  max: { shapes: one, apply: (_, x) => x!.max(1) },
  softmax: { shapes: one, apply: (tf, x) => tf.softmax(x!) },
  logSoftmax: { shapes: one, apply: (tf, x) => tf.logSoftmax(x!) },
  logSumExp: { shapes: one, apply: (_, x) => x!.logSumExp(1) },
  reshape: { shapes: one, apply: (_, x) => x!.reshape([2, -1]) },
  expandDims: { shapes: one, apply: (_, x) => x!.expandDims(1).squeeze([1]).expandDims(-1) },
  transpose: { shapes: [[2, 3, 4]], apply: (_, x) => x!.transpose([2, 0, 1]).transpose([1, 0, 2]) },
  tile: { shapes: one, apply: (_, x) => x!.tile([2, 3]) },
  "tile of a row": { shapes: [[1, 4]], apply: (_, x) => x!.tile([3, 1]) },
  concat: { shapes: two, apply: (tf, a, b) => tf.concat([a!, b!, a!], 1) },
  unstack: { shapes: one, apply: (tf, x) => tf.add(...tf.unstack(x!.slice([0, 0], [2, 4])) as [Tensor, Tensor]) },
  stack: { shapes: two, apply: (tf, a, b) => tf.stack([a!, b!], 1) },
  slice: { shapes: one, apply: (_, x) => x!.slice([1, 2], [2, -1]) },
  split: {
    shapes: [[7, 2]],
    apply: (tf, x) => {
      const [a, b, c] = tf.split(x!, [2, 2, 3]) as [Tensor, Tensor, Tensor]
      return tf.concat([a.mul(b), c])
    }
  },
  pad: { shapes: one, apply: (tf, x) => tf.pad(x!, [[1, 0], [0, 2]], 3) },
  matMul: { shapes: [[3, 4], [4, 2]], apply: (tf, a, b) => tf.matMul(a!, b!) },
  "matMul of transposes": { shapes: [[4, 3], [2, 4]], apply: (tf, a, b) => tf.matMul(a!, b!, true, true) },
  "matMul of batches": { shapes: [[5, 3, 4], [5, 2, 4]], apply: (tf, a, b) => tf.matMul(a!, b!, false, true) },
  dense: {
    shapes: [[3, 4], [4, 2], [2]],
    apply: (tf, a, b, bias) =>
      tf.fused.matMul({ a: a! as Tensor2D, b: b! as Tensor2D, bias: bias!, activation: "relu" })
  },
  "dense sigmoid": {
    shapes: [[3, 4], [4, 2], [2]],
    apply: (tf, a, b, bias) => tf.sigmoid(tf.fused.matMul({ a: a! as Tensor2D, b: b! as Tensor2D, bias: bias! }))
  },
  conv2d: {
    shapes: [[2, 8, 6, 3], [3, 3, 3, 4]],
    apply: (tf, x, filter) => tf.conv2d(x! as Tensor4D, filter! as Tensor4D, 2, "same")
  },
  "conv2d of even filters": {
    shapes: [[2, 8, 7, 2], [4, 4, 2, 3]],
    apply: (tf, x, filter) => tf.conv2d(x! as Tensor4D, filter! as Tensor4D, 2, "same")
  },
  "conv2d without padding": {
    shapes: [[1, 7, 9, 2], [3, 2, 2, 3]],
    apply: (tf, x, filter) => tf.conv2d(x! as Tensor4D, filter! as Tensor4D, [2, 3], "valid")
  },
  conv2dTranspose: {
    shapes: [[2, 4, 3, 4], [3, 3, 2, 4]],
    apply: (tf, x, filter) => tf.conv2dTranspose(x! as Tensor4D, filter! as Tensor4D, [2, 8, 6, 2], 2, "same")
  },
  "conv2d with bias and relu": {
    shapes: [[2, 8, 8, 2], [3, 3, 2, 4], [4]],
    apply: (tf, x, filter, bias) => tf.relu(tf.add(tf.conv2d(x! as Tensor4D, filter! as Tensor4D, 2, "same"), bias!))
  }
}

const discrete: Readonly<Record<string, Case>> = {
  greater: { shapes: two, apply: (_, a, b) => a!.greater(b!) },
  greaterEqual: { shapes: two, apply: (_, a, b) => a!.greaterEqual(b!) },
  less: { shapes: two, apply: (_, a, b) => a!.less(b!) },
  lessEqual: { shapes: two, apply: (_, a, b) => a!.lessEqual(b!) },
  equal: { shapes: two, apply: (tf, a, b) => tf.sign(a!).equal(tf.sign(b!)) },
  "logical and, or, not": {
    shapes: two,
    apply: (_, a, b) => a!.greater(0).logicalAnd(b!.greater(0)).logicalOr(a!.less(-1).logicalNot())
  },
  step: { shapes: one, apply: (tf, x) => tf.step(x!) },
  "step of a rectified value": { shapes: one, apply: (tf, x) => tf.step(tf.relu(x!)) },
  sign: { shapes: one, apply: (tf, x) => tf.sign(x!) },
  min: { shapes: one, apply: (_, x) => x!.min(0) },
  fill: { shapes: one, apply: (tf, x) => tf.fill([3, 4], 2.5).add(tf.onesLike(x!)).add(tf.zerosLike(x!)).mul(x!) },
  gather: { shapes: [[5, 3]], apply: (tf, x) => tf.gather(x!, tf.tensor1d([4, 0, 4], "int32")) }
}

describe("the compiler agrees with tfjs-cpu on values and gradients of", () => {
  it.each(Object.entries(differentiable))("%s", async (_, test) => {
    expect(await disagreement(test)).toBeLessThan(2e-6)
  })
})

describe("the compiler agrees with tfjs-cpu on values of", () => {
  it.each(Object.entries(discrete))("%s", async (_, test) => {
    expect(await disagreement(test, false)).toBeLessThan(2e-6)
  })
})
