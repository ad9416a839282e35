/** Strategies that learn nothing from what they are told: which points they try is decided before the first. */
import { Random } from "../../math/random.ts"
import { holds, nameOf, pathsInOrder, pointOf } from "./point.ts"
import { countOf, valueAt, valueOfIndex } from "./scale.ts"
import { sobol, sobolDimensions } from "./sobol.ts"
import { sizeOf } from "./space-fault.ts"
import type { Point, Space } from "./space.ts"

/** The point of a trial, numbered from 0; undefined when there are no more. */
export type Design = (trial: number) => Point | undefined

/** All points of a space without a continuum, the last path fastest. */
export const gridPoints = function*(space: Space): Generator<Point, undefined> {
  const order = pathsInOrder(space)
  const from = function*(i: number, point: Point): Generator<Point, undefined> {
    const path = order[i]
    if (path === undefined) {
      yield point
      return
    }
    const dimension = space[path]!
    if (!holds(dimension.when, point)) return yield* from(i + 1, point)
    for (let v = 0; v < countOf(dimension); v++) {
      yield* from(i + 1, { ...point, [path]: valueOfIndex(dimension, v) })
    }
  }
  return yield* from(0, {})
}

/** The first point of the grid whose name is not among `seen`. */
export const unseenPoint = (space: Space, seen: ReadonlySet<string>): Point | undefined => {
  for (const point of gridPoints(space)) if (!seen.has(nameOf(point))) return point
  return undefined
}

/** Keeps what a sequence has given, so that its n-th member is found by going on from there. */
const remembered = (points: Iterator<Point, undefined>): Design => {
  const known: Array<Point> = []
  return (trial) => {
    while (known.length <= trial) {
      const next = points.next()
      if (next.done === true) return undefined
      known.push(next.value)
    }
    return known[trial]
  }
}

/** After so many repetitions in a row, what is left of a space is too little to be drawn. */
const patience = 20

/** The sequence without repetitions, and after it what it did not reach of the grid. */
const distinct = function*(space: Space, draw: (n: number) => Point): Generator<Point, undefined> {
  const seen = new Set<string>()
  for (let n = 0, repeated = 0; repeated < patience; n++) {
    const point = draw(n)
    const name = nameOf(point)
    repeated = seen.has(name) ? repeated + 1 : 0
    if (repeated > 0) continue
    seen.add(name)
    yield point
  }
  for (const point of gridPoints(space)) if (!seen.has(nameOf(point))) yield point
  return undefined
}

const designOf = (space: Space, draw: (n: number) => Point): Design =>
  sizeOf(space) === Infinity ? draw : remembered(distinct(space, draw))

/** Every combination once, the last path fastest. */
export const gridDesign = (space: Space): Design => remembered(gridPoints(space))

/** A point in which each dimension is uniform on its scale; what one is does not depend on which others there are. */
export const randomPoint = (space: Space, random: Random): Point =>
  pointOf(space, (path, dimension) => valueAt(dimension, random.fork(path).uniform()))

/** Independent random points. Source: Bergstra & Bengio 2012, "Random search for hyper-parameter optimization". */
export const randomDesign = (space: Space, seed: number): Design => {
  const random = new Random(seed).fork("random search")
  return designOf(space, (n) => randomPoint(space, random.fork(n)))
}

/**
 * Points of a scrambled Sobol sequence, one coordinate for each dimension in the order of the space; dimensions beyond
 * the 37th are random.
 */
export const sobolDesign = (space: Space, seed: number): Design => {
  const places = new Map(Object.keys(space).slice(0, sobolDimensions).map((path, i) => [path, i]))
  const sequence = sobol(places.size, seed)
  const random = new Random(seed).fork("beyond sobol")
  return designOf(space, (n) => {
    const shares = sequence(n)
    return pointOf(space, (path, dimension) => {
      const place = places.get(path)
      return valueAt(dimension, place === undefined ? random.fork(n).fork(path).uniform() : shares[place]!)
    })
  })
}
