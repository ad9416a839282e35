/**
 * Children of two points of a search space: simulated binary crossover and polynomial mutation where there is an order,
 * one parent's value or a new one where there is none.
 *
 * Sources: Deb & Agrawal 1995, "Simulated binary crossover for continuous search space"; Deb & Goyal 1996, "A combined
 * genetic adaptive search"; numbers of Deb et al. 2002, §V.
 */
import type { Random } from "../../math/random.ts"
import { pointOf } from "./point.ts"
import { shareOf, valueAt } from "./scale.ts"
import type { Dimension, Point, Space } from "./space.ts"

const crossoverShare = 0.9
const crossoverIndex = 20 // the greater, the nearer children stay to their parents
const mutationIndex = 20

/** One of the two children between and around shares `a` and `b`, chosen evenly. */
const crossed = (a: number, b: number, random: Random): number => {
  const uniform = random.uniform()
  const spread = uniform <= 0.5
    ? (2 * uniform) ** (1 / (crossoverIndex + 1))
    : (1 / (2 * (1 - uniform))) ** (1 / (crossoverIndex + 1))
  const side = random.uniform() < 0.5 ? 1 : -1
  return (a + b) / 2 + side * spread * (a - b) / 2
}

const mutated = (share: number, random: Random): number => {
  const uniform = random.uniform()
  return share + (uniform < 0.5
    ? (2 * uniform) ** (1 / (mutationIndex + 1)) - 1
    : 1 - (2 * (1 - uniform)) ** (1 / (mutationIndex + 1)))
}

const within = (share: number): number => Math.min(1 - 2 ** -53, Math.max(0, share))

/** The share of a dimension in a parent; one that the parent does not have is new. */
const geneOf = (path: string, dimension: Dimension, parent: Point, random: Random): number =>
  (Object.hasOwn(parent, path) ? shareOf(dimension, parent[path]) : undefined) ?? random.uniform()

/** A child of two points. */
export const childOf = (space: Space, mother: Point, father: Point, random: Random): Point => {
  const isCrossed = random.uniform() < crossoverShare
  const mutationShare = 1 / Object.keys(space).length
  return pointOf(space, (path, dimension) => {
    const own = random.fork(path)
    const [a, b] = [geneOf(path, dimension, mother, own), geneOf(path, dimension, father, own)]
    const takesBoth = isCrossed && own.uniform() < 0.5
    const isMutated = own.uniform() < mutationShare
    if (dimension.kind === "choice") {
      const inherited = takesBoth ? b : a
      return valueAt(dimension, isMutated ? own.uniform() : inherited)
    }
    const inherited = takesBoth ? within(crossed(a, b, own)) : a
    return valueAt(dimension, isMutated ? within(mutated(inherited, own)) : inherited)
  })
}
