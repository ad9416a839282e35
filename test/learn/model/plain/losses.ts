/** The losses of whole models in plain float64 loops. */
import type { Branch } from "../../../../src/learn/model/hybrid-vae.ts"
import type { Likelihood } from "../../../../src/learn/model/likelihood.ts"
import type { PlainBatch, PlainLoss } from "./case.ts"
import { convolution, type Image, transposedConvolution } from "./convolutions.ts"
import {
  besides,
  columns,
  errors,
  layer,
  type PlainWeights,
  relu,
  type Rows,
  sampled,
  stack,
  unitKl
} from "./layers.ts"

type Plain = (weights: PlainWeights, batch: PlainBatch) => PlainLoss

const zeros = (x: Rows): ReadonlyArray<number> => x.map(() => 0)
const added = (a: ReadonlyArray<number>, b: ReadonlyArray<number>) => a.map((value, i) => value + b[i]!)

/** Columns of each branch. */
const partsOf = (x: Rows, branches: ReadonlyArray<Branch>): ReadonlyArray<Rows> => {
  let at = 0
  return branches.map(({ features }) => columns(x, at, at += features))
}

/** An autoencoder of `hidden` layers that pays no KL. */
export const plainAutoencoder = (hidden: number, likelihood: Likelihood): Plain => (weights, { x }) => {
  const code = layer(weights, "mean", stack(weights, "encoder", hidden, x))
  const output = layer(weights, "output", stack(weights, "decoder", hidden, code))
  return { error: errors(likelihood, output, x), kl: zeros(x), penalty: 0 }
}

/** The posterior of an MLP-VAE and a sample of it. */
export const plainPosterior = (weights: PlainWeights, hidden: number, { condition, noise, x }: PlainBatch) => {
  const h = stack(weights, "encoder", hidden, condition === null ? x : besides(x, condition))
  const mean = layer(weights, "mean", h)
  const logVar = layer(weights, "logVar", h)
  return { mean, logVar, z: sampled(mean, logVar, noise) }
}

/** An MLP-VAE, told a condition or not. */
export const plainVae = (hidden: number, likelihood: Likelihood): Plain => (weights, batch) => {
  const { condition, x } = batch
  const { logVar, mean, z } = plainPosterior(weights, hidden, batch)
  const told = condition === null ? z : besides(z, condition)
  const output = layer(weights, "output", stack(weights, "decoder", hidden, told))
  return { error: errors(likelihood, output, x), kl: unitKl(mean, logVar), penalty: 0 }
}

/** A ConvVAE of `layers` layers of pictures of one channel. */
export const plainConvVae = (
  layers: number,
  [height, width]: readonly [number, number],
  likelihood: Likelihood
): Plain =>
(weights, { condition, noise, x }) => {
  const rectified = (image: Image): Image => ({ ...image, data: image.data.map(relu) })
  const encoded = x.map((row) => {
    const images: Array<Image> = [{ height, width, channels: 1, data: Float64Array.from(row) }]
    for (let i = 0; i < layers; i++) images.push(rectified(convolution(weights, `encoder.${i}`, images.at(-1)!)))
    return images
  })
  const flat = encoded.map((images) => [...images.at(-1)!.data])
  const h = condition === null ? flat : besides(flat, condition)
  const mean = layer(weights, "mean", h)
  const logVar = layer(weights, "logVar", h)
  const z = sampled(mean, logVar, noise)
  const start = layer(weights, "decoder.dense", condition === null ? z : besides(z, condition), relu)
  const output = start.map((vector, row) => {
    let image: Image = { ...encoded[row]!.at(-1)!, data: Float64Array.from(vector) }
    for (let i = layers - 1; i >= 0; i--) {
      const { height: tall, width: wide } = encoded[row]![i]!
      image = transposedConvolution(weights, `decoder.${i}`, image, [tall, wide])
      if (i > 0) image = rectified(image)
    }
    return [...image.data]
  })
  return { error: errors(likelihood, output, x), kl: unitKl(mean, logVar), penalty: 0 }
}

/** A VAE of branches that one posterior joins. */
export const plainHybridVae = (branches: ReadonlyArray<Branch>): Plain => (weights, { noise, x }) => {
  const parts = partsOf(x, branches)
  const encoded = branches.map(({ hidden, name }, i) => stack(weights, `${name}.encoder`, hidden.length, parts[i]!))
  const mean = layer(weights, "mean", besides(...encoded))
  const logVar = layer(weights, "logVar", besides(...encoded))
  const joint = layer(weights, "joint", sampled(mean, logVar, noise))
  let at = 0
  const error = branches.map(({ hidden, likelihood, name, weight }, i) => {
    const own = columns(joint, at, at += encoded[i]![0]!.length)
    const output = layer(weights, `${name}.output`, stack(weights, `${name}.decoder`, hidden.length, own))
    return errors(likelihood, output, parts[i]!).map((value) => weight * value)
  }).reduce(added)
  return { error, kl: unitKl(mean, logVar), penalty: 0 }
}

/** A VAE whose posterior is the product of its branches' experts, its bounds added up over subsets of branches. */
export const plainProductOfExperts = (
  branches: ReadonlyArray<Branch>,
  subsets: ReadonlyArray<ReadonlyArray<number>>
): Plain =>
(weights, { noise, presence, x }) => {
  const parts = partsOf(x, branches)
  const experts = branches.map(({ hidden, name }, i) => {
    const h = stack(weights, `${name}.encoder`, hidden.length, parts[i]!)
    return { mean: layer(weights, `${name}.mean`, h), logVar: layer(weights, `${name}.logVar`, h) }
  })
  const bounds = subsets.map((subset) => {
    const isThere = (part: number, row: number) => subset[part] === 1 && presence?.[row]![part] !== 0
    const joined = noise.map((columnNoise, row) =>
      columnNoise.map((_, j) => {
        // the density of a product of Gaussians: precisions add up, and so do precision-weighted means
        const present = experts.filter((__, part) => isThere(part, row))
        const variances = present.map(({ logVar }) => Math.exp(logVar[row]![j]!))
        const precision = variances.reduce((total, variance) => total + 1 / variance, 1)
        const pull = present.reduce((total, { mean }, k) => total + mean[row]![j]! / variances[k]!, 0)
        return { mean: pull / precision, logVar: Math.log(1 / precision) }
      })
    )
    const mean = joined.map((row) => row.map((each) => each.mean))
    const logVar = joined.map((row) => row.map((each) => each.logVar))
    const z = sampled(mean, logVar, noise)
    const error = branches.map(({ hidden, likelihood, name, weight }, part) => {
      const output = layer(weights, `${name}.output`, stack(weights, `${name}.decoder`, hidden.length, z))
      return errors(likelihood, output, parts[part]!).map((value, row) => isThere(part, row) ? weight * value : 0)
    }).reduce(added)
    return { error, kl: unitKl(mean, logVar) }
  })
  return {
    error: bounds.map(({ error }) => error).reduce(added),
    kl: bounds.map(({ kl }) => kl).reduce(added),
    penalty: 0
  }
}

/** Rows cut into pieces of `width` numbers. */
const pieces = (x: Rows, width: number): Rows =>
  x.flatMap((row) => Array.from({ length: row.length / width }, (_, i) => row.slice(i * width, (i + 1) * width)))

const squaredDistance = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number =>
  a.reduce((total, value, i) => total + (value - b[i]!) ** 2, 0)

/** A VQ-VAE around an autoencoder; the code of a slot and the step towards it are those of the frozen weights. */
export const plainVqVae =
  (hidden: number, slots: number, commitment: number) =>
  (weights: PlainWeights, { x }: PlainBatch, frozen: PlainWeights): PlainLoss => {
    const codebook = ({ codebook }: PlainWeights): Rows => pieces([Array.from(codebook!.data)], codebook!.shape[1]!)
    const encoded = (at: PlainWeights) => {
      const z = layer(at, "mean", stack(at, "encoder", hidden, x))
      return pieces(z, z[0]!.length / slots)
    }
    const [z, fixedZ, codes, fixedCodes] = [encoded(weights), encoded(frozen), codebook(weights), codebook(frozen)]
    const choice = fixedZ.map((slot) => {
      const distances = fixedCodes.map((code) => squaredDistance(slot, code))
      return distances.indexOf(Math.min(...distances))
    })
    const through = z.map((slot, i) => slot.map((value, j) => value + fixedCodes[choice[i]!]![j]! - fixedZ[i]![j]!))
    const joined = x.map((_, i) => through.slice(i * slots, (i + 1) * slots).flat())
    const output = layer(weights, "output", stack(weights, "decoder", hidden, joined))
    const costs = z.map((slot, i) =>
      squaredDistance(fixedZ[i]!, codes[choice[i]!]!) + commitment * squaredDistance(slot, fixedCodes[choice[i]!]!)
    )
    const kl = x.map((_, i) => costs.slice(i * slots, (i + 1) * slots).reduce((total, cost) => total + cost))
    return { error: errors("gaussian", output, x), kl, penalty: 0 }
  }
