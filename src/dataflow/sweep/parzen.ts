/**
 * Densities of points by kernels that span all dimensions, one kernel on each observed point and a broad one, the prior,
 * over the whole space.
 *
 * A range has truncated normals on its scale from 0 to 1, their widths the distance to the farther neighbour within
 * limits; a choice has the observed value with the weight of an observation and every value with a share of the prior's.
 *
 * Sources: Bergstra et al. 2011, "Algorithms for hyper-parameter optimization", §4; kernels over all dimensions: Falkner,
 * Klein & Hutter 2018 (BOHB), Watanabe 2023, "Tree-structured Parzen estimator" (arXiv:2304.11127) §3.3.
 */
import { normalProbability } from "../../math/normal-probability.ts"
import { normalQuantile } from "../../math/normal-quantile.ts"
import type { Random } from "../../math/random.ts"
import { type Cell, countOf, valueAt } from "./scale.ts"
import type { Dimension } from "./space.ts"

/** What one dimension contributes to the kernels. */
interface Kernels {
  readonly draw: (kernel: number, uniform: number) => number
  /** Log density of a cell, up to what is the same for every kernel and both mixtures. */
  readonly logDensity: (kernel: number, cell: Cell) => number
}

/** A mixture of as many kernels as there are observations, and the prior. */
export interface Parzen {
  /** Values in the order of the dimensions. */
  readonly draw: (random: Random) => ReadonlyArray<unknown>
  readonly logDensity: (cells: ReadonlyArray<Cell>) => number
}

const middleOf = ({ from, to }: Cell): number => (from + to) / 2

/** Distance to the farther neighbour of each, the outermost with one neighbour only; an only one reaches to the ends. */
const reaches = (places: ReadonlyArray<number>): ReadonlyArray<number> => {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]! || a - b)
  const sorted = order.map((i) => places[i]!)
  const result = places.slice()
  for (const [rank, i] of order.entries()) {
    const only = sorted.length === 1
    const before = sorted[rank - 1] ?? (only ? 0 : sorted[rank]!)
    const after = sorted[rank + 1] ?? (only ? 1 : sorted[rank]!)
    result[i] = Math.max(sorted[rank]! - before, after - sorted[rank]!)
  }
  return result
}

const rangeKernels = (cells: ReadonlyArray<Cell>): Kernels => {
  const places = cells.map(middleOf)
  const least = 1 / Math.min(100, cells.length + 2) // Bergstra's "magic clip"
  const widths = [...reaches(places).map((reach) => Math.min(1, Math.max(least, reach))), 1]
  const means = [...places, 0.5]
  const lowest = means.map((mean, k) => normalProbability(-mean / widths[k]!))
  const masses = means.map((mean, k) => normalProbability((1 - mean) / widths[k]!) - lowest[k]!)
  const logMasses = masses.map(Math.log)
  const logWidths = widths.map(Math.log)
  return {
    draw: (k, uniform) => {
      const share = means[k]! + widths[k]! * normalQuantile(lowest[k]! + uniform * masses[k]!)
      return Math.min(1 - 2 ** -53, Math.max(0, share))
    },
    logDensity: (k, { from, to }) => {
      const [mean, width] = [means[k]!, widths[k]!]
      if (from === to) return -0.5 * ((from - mean) / width) ** 2 - logWidths[k]! - logMasses[k]!
      const mass = normalProbability((to - mean) / width) - normalProbability((from - mean) / width)
      return Math.log(mass) - logMasses[k]!
    }
  }
}

const choiceKernels = (count: number, cells: ReadonlyArray<Cell>): Kernels => {
  const chosen = cells.map((cell) => Math.floor(middleOf(cell) * count))
  const prior = 1 / (cells.length + 1) // the weight of one observation, shared by all kernels
  const [own, other] = [(1 + prior) / (1 + count * prior), prior / (1 + count * prior)]
  return {
    draw: (k, uniform) => {
      if (k === chosen.length) return uniform
      // the observed value first, then the others in their order
      if (uniform < own) return (chosen[k]! + 0.5) / count
      const i = Math.min(count - 2, Math.floor((uniform - own) / other))
      return ((i < chosen[k]! ? i : i + 1) + 0.5) / count
    },
    logDensity: (k, cell) => {
      if (k === chosen.length) return -Math.log(count)
      return Math.log(chosen[k] === Math.floor(middleOf(cell) * count) ? own : other)
    }
  }
}

const logSum = (terms: ReadonlyArray<number>): number => {
  const most = Math.max(...terms)
  return most === -Infinity ? most : most + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - most), 0))
}

/**
 * The mixture of `observed` cells [observation, dimension], each with its weight; the prior weighs as much as one
 * observation of weight 1.
 */
export const parzen = (
  dimensions: ReadonlyArray<Dimension>,
  observed: ReadonlyArray<ReadonlyArray<Cell>>,
  weights: ReadonlyArray<number>
): Parzen => {
  const kernels = dimensions.map((dimension, j) => {
    const cells = observed.map((each) => each[j]!)
    return dimension.kind === "choice" ? choiceKernels(countOf(dimension), cells) : rangeKernels(cells)
  })
  const all = [...weights, 1]
  const total = all.reduce((sum, weight) => sum + weight, 0)
  return {
    draw: (random) => {
      let left = random.uniform() * total
      const found = all.findIndex((weight) => (left -= weight) < 0)
      const kernel = found < 0 ? all.length - 1 : found
      return dimensions.map((dimension, j) => valueAt(dimension, kernels[j]!.draw(kernel, random.uniform())))
    },
    logDensity: (cells) =>
      logSum(
        all.map((weight, k) =>
          kernels.reduce((sum, { logDensity }, j) => sum + logDensity(k, cells[j]!), Math.log(weight / total))
        )
      )
  }
}
