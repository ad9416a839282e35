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
  elu: { shapes: one, apply: (tf, x) => tf.elu(x!) },
  selu: { shapes: one, apply: (tf, x) => tf.selu(x!) },
  relu6: { shapes: one, shift: 5, apply: (tf, x) => tf.relu6(x!) },
  prelu: { shapes: broadcast, apply: (tf, x, alpha) => tf.prelu(x!, alpha!) },
  sin: { shapes: one, apply: (tf, x) => tf.sin(x!) },
  cos: { shapes: one, apply: (tf, x) => tf.cos(x!) },
  erf: { shapes: one, apply: (tf, x) => tf.erf(x!) },
  expm1: { shapes: one, apply: (tf, x) => tf.expm1(x!) },
  log1p: { shapes: one, shift: 6, apply: (tf, x) => tf.log1p(x!) },
  mod: { shapes: two, shift: 6, apply: (tf, a, b) => tf.mod(a!, b!) },
  floor: { shapes: one, apply: (tf, x) => tf.floor(x!.mul(3)) },
  ceil: { shapes: one, apply: (tf, x) => tf.ceil(x!.mul(3)) },
  round: { shapes: one, apply: (tf, x) => tf.round(x!.mul(3)) },
  clipByValue: { shapes: one, apply: (tf, x) => tf.clipByValue(x!, -0.5, 0.7) },
  "sum of an axis": { shapes: [[3, 4, 2]], apply: (_, x) => x!.sum(1) },
  "sum of squares": { shapes: [[3, 4, 2]], apply: (_, x) => x!.square().sum([0, 2], true) },
  "sum of all": { shapes: one, apply: (_, x) => x!.sum() },
  mean: { shapes: [[3, 4, 2]], apply: (_, x) => x!.mean([0, -1]) },
  "cumulative sum": { shapes: [[3, 4]], apply: (tf, x) => tf.cumsum(x!, 1) },
  "cumulative sum backwards": { shapes: [[3, 4, 2]], apply: (tf, x) => tf.cumsum(x!, 2, true, true) },
  max: { shapes: one, apply: (_, x) => x!.max(1) },
  softmax: { shapes: one, apply: (tf, x) => tf.softmax(x!) },
  logSoftmax: { shapes: one, apply: (tf, x) => tf.logSoftmax(x!) },
  logSumExp: { shapes: one, apply: (_, x) => x!.logSumExp(1) },
  "the log likelihood of a class": {
    shapes: [[5, 4]],
    apply: (tf, x) => tf.logSoftmax(x!).mul(tf.oneHot(tf.tensor1d([1, 0, 3, 3, 2], "int32"), 4).toFloat()).sum(1)
  },
  moments: {
    shapes: [[3, 4, 5]],
    apply: (tf, x) => tf.concat([tf.moments(x!, [0, 1]).mean, tf.moments(x!, 2).variance.reshape([12])])
  },
  "layer norm": {
    shapes: [[3, 5], [5], [5]],
    apply: (tf, x, scale, offset) => {
      const { mean, variance } = tf.moments(x!, -1, true)
      return x!.sub(mean).mul(tf.rsqrt(variance.add(1e-5))).mul(scale!).add(offset!)
    }
  },
  "batch norm": {
    shapes: [[6, 4], [4], [4], [4]],
    shift: 2,
    apply: (tf, x, scale, offset, mean) => tf.batchNorm(x!, mean!, x!.square().mean(0), offset, scale, 1e-3)
  },
  "batch norm of pictures by their own moments": {
    shapes: [[2, 4, 4, 3], [3], [3]],
    apply: (tf, x, scale, offset) => {
      const { mean, variance } = tf.moments(x!, [0, 1, 2])
      return tf.batchNorm(x!, mean, variance, offset, scale, 1e-3)
    }
  },
  gather: { shapes: [[5, 3]], apply: (tf, x) => tf.gather(x!, tf.tensor1d([4, 0, 4], "int32")) },
  "gather of columns": {
    shapes: [[2, 5, 3]],
    apply: (tf, x) => tf.gather(x!, tf.tensor2d([[4, 0], [1, 4]], [2, 2], "int32"), 1)
  },
  reverse: { shapes: [[3, 4, 2]], apply: (tf, x) => tf.reverse(x!, [0, -1]) },
  "a gradient of its own": {
    shapes: one,
    apply: (tf, x) =>
      tf.customGrad((inner) => ({
        value: (inner as Tensor).square(),
        gradFunc: (dy: Tensor) => dy.mul((inner as Tensor).exp())
      }))(x!)
  },
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
  "matMul of flipped batches": {
    shapes: [[5, 4, 3], [5, 2, 4]],
    apply: (tf, a, b) => tf.matMul(a!, b!, true, true)
  },
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
  "conv2d of few inputs": {
    shapes: [[3, 8, 8, 1], [3, 3, 1, 5]],
    apply: (tf, x, filter) => tf.conv2d(x! as Tensor4D, filter! as Tensor4D, 2, 1)
  },
  "conv2d of many inputs that padding leaves over": {
    shapes: [[3, 8, 9, 6], [4, 4, 6, 5]],
    apply: (tf, x, filter) => tf.conv2d(x! as Tensor4D, filter! as Tensor4D, 3, 1)
  },
  "conv2d of many inputs that no window reaches": {
    shapes: [[2, 8, 10, 5], [3, 2, 5, 3]],
    apply: (tf, x, filter) => tf.conv2d(x! as Tensor4D, filter! as Tensor4D, [2, 3], "valid")
  },
  "conv2d without padding": {
    shapes: [[1, 7, 9, 2], [3, 2, 2, 3]],
    apply: (tf, x, filter) => tf.conv2d(x! as Tensor4D, filter! as Tensor4D, [2, 3], "valid")
  },
  conv2dTranspose: {
    shapes: [[2, 4, 3, 4], [3, 3, 2, 4]],
    apply: (tf, x, filter) => tf.conv2dTranspose(x! as Tensor4D, filter! as Tensor4D, [2, 8, 6, 2], 2, "same")
  },
  "fused conv2d": {
    shapes: [[2, 8, 8, 4], [3, 3, 4, 4], [4]],
    apply: (tf, x, filter, bias) =>
      tf.fused.conv2d({
        x: x! as Tensor4D,
        filter: filter! as Tensor4D,
        bias: bias!,
        strides: 2,
        pad: "same",
        activation: "relu"
      })
  },
  "conv2dTranspose with bias to one channel": {
    shapes: [[2, 4, 4, 5], [3, 3, 1, 5], [1]],
    apply: (tf, x, filter, bias) =>
      tf.conv2dTranspose(x! as Tensor4D, filter! as Tensor4D, [2, 8, 8, 1], 2, 1).add(bias!).reshape([2, 64])
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
  notEqual: { shapes: two, apply: (tf, a, b) => tf.sign(a!).notEqual(tf.sign(b!)) },
  "any and all": { shapes: one, apply: (tf, x) => tf.concat([x!.greater(0).any(1), x!.greater(-1).all(1)]) },
  "argMax and argMin": { shapes: [[3, 4, 5]], apply: (tf, x) => tf.concat([x!.argMax(1), x!.argMin(1)]) },
  "nearest of some codes": {
    shapes: [[6, 3], [4, 3]],
    apply: (tf, x, codes) => tf.gather(codes!, x!.expandDims(1).sub(codes!).square().sum(2).argMin(1)).sub(x!)
  },
  range: { shapes: [[3, 4]], apply: (tf, x) => tf.range(0, 4, 1, "int32").toFloat().mul(x!) },
  "one-hot of the largest": { shapes: one, apply: (tf, x) => tf.oneHot(x!.argMax(1), 4, 2, -1) }
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
