/**
 * Parameters laid end to end in a few flat vectors. An optimizer then takes a dozen operations for all the small
 * parameters together instead of a dozen for each.
 */
import type { Tensor } from "@tensorflow/tfjs"
import type { TensorFlow, Weights, WeightTensors } from "../model/weights.ts"
import { type Arrays, sizeOf } from "./runtime.ts"

interface Part {
  readonly name: string
  readonly shape: ReadonlyArray<number>
  readonly size: number
}

/** Which parameters lie in which vector, in order. */
export interface Slab {
  readonly name: string
  readonly size: number
  readonly parts: ReadonlyArray<Part>
}

/** A vector takes neighbours up to this size and larger parameters alone. 128 KiB stay in a core's cache. */
const sharedSize = 32_768

/** The vectors that hold these weights. */
export const slabsOf = (weights: Weights): ReadonlyArray<Slab> => {
  const groups: Array<Array<Part>> = []
  let filled = Infinity
  for (const [name, { shape }] of Object.entries(weights)) {
    const size = sizeOf(shape)
    if (filled + size > sharedSize) {
      groups.push([])
      filled = 0
    }
    groups.at(-1)!.push({ name, shape, size })
    filled += size
  }
  return groups.map((parts, i) => ({ name: `slab${i}`, parts, size: parts.reduce((sum, { size }) => sum + size, 0) }))
}

/** Weights as one array per vector, under `prefix` and the vector's name. */
export const packWeights = (slabs: ReadonlyArray<Slab>, weights: Weights, prefix: string): Arrays =>
  Object.fromEntries(slabs.map(({ name, parts, size }) => {
    const data = new Float32Array(size)
    let at = 0
    for (const part of parts) {
      data.set(weights[part.name]!.data, at)
      at += part.size
    }
    return [prefix + name, data]
  }))

/** The weights in vectors packed under `prefix`; the numbers are copied. */
export const unpackWeights = (slabs: ReadonlyArray<Slab>, arrays: Arrays, prefix: string): Weights =>
  Object.fromEntries(slabs.flatMap(({ name, parts }) => {
    let at = 0
    return parts.map((part) => {
      const data = arrays[prefix + name]!.slice(at, at + part.size)
      at += part.size
      return [part.name, { shape: part.shape, data }]
    })
  }))

/** One vector's parameters as tensors of their own shapes. */
export const splitSlab = (tf: TensorFlow, { parts }: Slab, vector: Tensor): WeightTensors => {
  const pieces = parts.length === 1 ? [vector] : tf.split(vector, parts.map(({ size }) => size))
  return Object.fromEntries(parts.map(({ name, shape }, i) => [name, pieces[i]!.reshape([...shape])]))
}

/** Tensors of one vector's parameters, such as their gradients, laid end to end. */
export const joinSlab = (tf: TensorFlow, { parts }: Slab, tensors: WeightTensors): Tensor => {
  const flat = parts.map(({ name, size }) => tensors[name]!.reshape([size]))
  return flat.length === 1 ? flat[0]! : tf.concat(flat)
}
