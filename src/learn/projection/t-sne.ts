/**
 * t-SNE in the plane with Barnes–Hut repulsion.
 * Source: van der Maaten 2014, Accelerating t-SNE using tree-based algorithms. Start, learning rate and schedule as
 * scikit-learn's defaults; Kobak & Berens 2019 say why.
 */
import { assertFinite } from "../../math/assert-finite.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"
import type { Random } from "../../math/random.ts"
import { pca } from "./pca.ts"
import { type SparseAffinities, sparseAffinities } from "./perplexity.ts"
import { QuadTree } from "./quad-tree.ts"

/** `onIteration` is told how many iterations are done after each. */
export interface TSneOptions {
  readonly perplexity: number
  readonly iterations: number
  readonly random: Random
  readonly onIteration?: (iteration: number) => void
}

/**
 * A map of points, and how well it fits.
 * Shapes: `embedding` [point, 2]. `klDivergence` in nats; `perplexity` is the one used.
 */
export interface TSne {
  readonly embedding: Matrix
  readonly klDivergence: number
  readonly perplexity: number
}

const theta = 0.5
const exaggeration = 12
const exaggeratedIterations = 250
const startDeviation = 1e-4

/** The first two principal components, the first with deviation 1e-4, and noise that parts equal points. */
const startLayout = (x: Matrix, random: Random): Float64Array => {
  const { cols, data } = pca(x, Math.min(2, x.cols, x.rows)).scores
  let variance = 0
  for (let i = 0; i < x.rows; i++) variance += data[i * cols]! ** 2 / x.rows
  const scale = variance > 0 ? startDeviation / Math.sqrt(variance) : 0
  const noise = variance > 0 ? startDeviation * 1e-4 : startDeviation
  const layout = new Float64Array(2 * x.rows)
  for (let at = 0; at < layout.length; at++) {
    const component = at % 2
    const score = component < cols ? data[(at >> 1) * cols + component]! : 0
    layout[at] = score * scale + random.normal() * noise
  }
  return layout
}

/** Adds Σ p·q·(yᵢ − yⱼ) over neighbours, `exaggerated` times, to −repulsion / total: a quarter of the gradient. */
const addAttraction = (
  { columns, starts, values }: SparseAffinities,
  layout: Float64Array,
  gradient: Float64Array,
  weights: { readonly exaggerated: number; readonly total: number }
): void => {
  for (let i = 0; i < starts.length - 1; i++) {
    const x = layout[2 * i]!
    const y = layout[2 * i + 1]!
    let pullX = 0
    let pullY = 0
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const j = 2 * columns[at]!
      const dx = x - layout[j]!
      const dy = y - layout[j + 1]!
      const weight = values[at]! / (1 + dx * dx + dy * dy)
      pullX += weight * dx
      pullY += weight * dy
    }
    gradient[2 * i] = weights.exaggerated * pullX - gradient[2 * i]! / weights.total
    gradient[2 * i + 1] = weights.exaggerated * pullY - gradient[2 * i + 1]! / weights.total
  }
}

const divergence = ({ columns, starts, values }: SparseAffinities, layout: Float64Array, total: number): number => {
  let sum = 0
  for (let i = 0; i < starts.length - 1; i++) {
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const j = columns[at]!
      const squared = (layout[2 * i]! - layout[2 * j]!) ** 2 + (layout[2 * i + 1]! - layout[2 * j + 1]!) ** 2
      if (values[at]! > 0) sum += values[at]! * Math.log(values[at]! * total * (1 + squared))
    }
  }
  return sum
}

/** Gradient descent with momentum and a gain per coordinate. */
const descend = (affinities: SparseAffinities, layout: Float64Array, options: TSneOptions): number => {
  const points = layout.length / 2
  const tree = new QuadTree(points)
  const gradient = new Float64Array(layout.length)
  const velocity = new Float64Array(layout.length)
  const gains = new Float64Array(layout.length).fill(1)
  const learningRate = Math.max(points / exaggeration / 4, 50)
  const early = Math.min(exaggeratedIterations, options.iterations >> 1)
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    const isEarly = iteration < early
    if (iteration === early) {
      velocity.fill(0)
      gains.fill(1)
    }
    tree.build(layout)
    const total = tree.repulsion(layout, theta, gradient)
    addAttraction(affinities, layout, gradient, { exaggerated: isEarly ? exaggeration : 1, total })
    for (let at = 0; at < layout.length; at++) {
      const slope = 4 * gradient[at]!
      gains[at] = slope * velocity[at]! < 0 ? gains[at]! + 0.2 : Math.max(0.01, gains[at]! * 0.8)
      velocity[at] = (isEarly ? 0.5 : 0.8) * velocity[at]! - learningRate * gains[at]! * slope
      layout[at]! += velocity[at]!
    }
    options.onIteration?.(iteration + 1)
  }
  tree.build(layout)
  return divergence(affinities, layout, tree.repulsion(layout, theta, gradient))
}

/**
 * A map of points to the plane that keeps neighbours together; distances between groups mean little.
 *
 * A perplexity above (n − 1) / 3 is reduced to that, since 3 · perplexity neighbours are looked at.
 * Shapes: `x` [point, feature]. Throws a RangeError for fewer than 4 points, a perplexity below 1 or data that are not
 * finite.
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { tSne } from "partita/projection"
 * const x = matrix([[0, 0], [0, 1], [1, 0], [9, 9], [9, 8], [8, 9]])
 * const { embedding } = tSne(x, { perplexity: 2, iterations: 250, random: new Random(7) })
 * embedding.cols // → 2
 * ```
 */
export const tSne = (x: Matrix, options: TSneOptions): TSne => {
  if (x.rows < 4) throw new RangeError(`t-SNE of ${x.rows} points; give it at least 4`)
  if (!(options.perplexity >= 1)) {
    throw new RangeError(`t-SNE with perplexity ${options.perplexity}; it counts neighbours, so choose at least 1`)
  }
  assertFinite(x, "t-SNE")
  const perplexity = Math.min(options.perplexity, (x.rows - 1) / 3)
  const neighbours = nearestNeighbours(x, Math.min(x.rows - 1, Math.floor(3 * perplexity + 1)))
  const affinities = sparseAffinities(neighbours, perplexity)
  const layout = startLayout(x, options.random)
  const klDivergence = descend(affinities, layout, options)
  return { embedding: { ...zeros(x.rows, 2), data: layout }, klDivergence, perplexity }
}
