/**
 * How much of the spread of a loss over the search space each parameter explains on its own.
 *
 * A random forest learns the loss from the trials; the variance of each tree over the whole space is then split exactly,
 * box by box, into what every parameter explains alone and the rest, which parameters explain together.
 *
 * Source: Hutter, Hoos & Leyton-Brown 2014, "An efficient approach for assessing hyperparameter importance" (fANOVA).
 * We differ where a parameter has a condition: where it is missing is one more cell of its scale, as wide as the share
 * of trials without it.
 */
import type { Matrix } from "../../math/matrix.ts"
import { Random } from "../../math/random.ts"
import { growTree, type Leaf, valueIn } from "./regression-tree.ts"
import { shareOf } from "./scale.ts"
import type { Space } from "./space.ts"
import { lossesOf, type Told } from "./trial.ts"

/** Shares of the variance. */
export interface Importance {
  /** What each parameter explains alone, in [0, 1], by path. */
  readonly alone: Readonly<Record<string, number>>
  /** What only several together explain. */
  readonly together: number
  /** R² of the forest on trials that each tree did not see; near or below 0 the shares mean nothing. */
  readonly explained: number
}

const trees = 64
const leafRows = 3 // fewer, and noise of single trials is counted as importance

/** Trials as rows in a unit cube. */
const rowsOf = (space: Space, trials: ReadonlyArray<Told>): Matrix => {
  const paths = Object.keys(space)
  const data = new Float64Array(trials.length * paths.length)
  for (const [j, path] of paths.entries()) {
    const shares = trials.map(({ point }) =>
      Object.hasOwn(point, path) ? shareOf(space[path]!, point[path]) : undefined
    )
    const present = shares.filter((share) => share !== undefined).length / trials.length
    for (const [i, share] of shares.entries()) {
      data[i * paths.length + j] = share === undefined ? (1 + present) / 2 : share * present
    }
  }
  return { rows: trials.length, cols: paths.length, data }
}

const volumeOf = ({ from, to }: Leaf): number => from.reduce((volume, low, j) => volume * (to[j]! - low), 1)

/** Variance of a tree's mean over all other columns, along one column. */
const varianceAlong = (leaves: ReadonlyArray<Leaf>, column: number, mean: number): number => {
  const edges = [...new Set(leaves.flatMap(({ from, to }) => [from[column]!, to[column]!]))].sort((a, b) => a - b)
  const places = new Map(edges.map((edge, i) => [edge, i]))
  const changes = new Float64Array(edges.length)
  for (const leaf of leaves) {
    const [low, high] = [leaf.from[column]!, leaf.to[column]!]
    const weight = volumeOf(leaf) / (high - low) * (leaf.value - mean)
    changes[places.get(low)!]! += weight
    changes[places.get(high)!]! -= weight
  }
  let [variance, height] = [0, 0]
  for (let i = 0; i + 1 < edges.length; i++) {
    height += changes[i]!
    variance += height * height * (edges[i + 1]! - edges[i]!)
  }
  return variance
}

/** Shares of one tree's variance by column; undefined for a tree that is the same everywhere. */
const sharesOf = (leaves: ReadonlyArray<Leaf>, columns: number): ReadonlyArray<number> | undefined => {
  const volumes = leaves.map(volumeOf)
  const mean = leaves.reduce((sum, { value }, i) => sum + volumes[i]! * value, 0)
  const variance = leaves.reduce((sum, { value }, i) => sum + volumes[i]! * (value - mean) ** 2, 0)
  if (!(variance > 0)) return undefined
  return Array.from({ length: columns }, (_, j) => varianceAlong(leaves, j, mean) / variance)
}

const average = (values: ReadonlyArray<number>): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** R² of the means of those trees that did not see a row. */
const outOfBag = (
  x: Matrix,
  y: Float64Array,
  forest: ReadonlyArray<{ leaves: ReadonlyArray<Leaf>; rows: Int32Array }>
) => {
  const known = forest.map(({ rows }) => new Set(rows))
  const centre = average([...y])
  let [missed, all] = [0, 0]
  for (let i = 0; i < x.rows; i++) {
    const point = x.data.subarray(i * x.cols, (i + 1) * x.cols)
    const guesses = forest.flatMap(({ leaves }, t) => known[t]!.has(i) ? [] : [valueIn(leaves, point)])
    if (guesses.length === 0) continue
    missed += (y[i]! - average(guesses)) ** 2
    all += (y[i]! - centre) ** 2
  }
  return all === 0 ? 0 : 1 - missed / all
}

/** Importance for one objective from the trials that have a loss; undefined from fewer than twice the rows of a leaf. */
export const importanceOf = (
  space: Space,
  told: ReadonlyArray<Told>,
  seed: number,
  objective = 0
): Importance | undefined => {
  const trials = told.filter((each) => lossesOf(each)?.every(Number.isFinite)).sort((a, b) => a.trial - b.trial)
  if (trials.length < 2 * leafRows) return undefined
  const x = rowsOf(space, trials)
  const y = Float64Array.from(trials, ({ losses }) => losses![objective]!)
  const stream = new Random(seed).fork("importance")
  const forest = Array.from({ length: trees }, (_, t) => {
    const random = stream.fork(t)
    const rows = Int32Array.from({ length: x.rows }, () => random.int(x.rows))
    return { rows, leaves: growTree(x, y, rows, { leafRows, columns: Math.ceil(x.cols * 5 / 6), random }) }
  })
  const shares = forest.map(({ leaves }) => sharesOf(leaves, x.cols)).filter((each) => each !== undefined)
  const alone = Object.keys(space).map((_, j) => average(shares.map((each) => each[j]!)))
  return {
    alone: Object.fromEntries(Object.keys(space).map((path, j) => [path, alone[j]!])),
    together: shares.length === 0 ? 0 : Math.max(0, 1 - alone.reduce((sum, share) => sum + share, 0)),
    explained: outOfBag(x, y, forest)
  }
}
