/**
 * NSGA-II: generations of points that are beaten by few and crowded by few.
 *
 * A trial's number says which generation it belongs to; its parents are taken from all earlier generations by the
 * algorithm's own selection. Trials of an earlier generation that have not ended are no parents.
 *
 * Source: Deb, Pratap, Agarwal & Meyarivan 2002, "A fast and elitist multiobjective genetic algorithm: NSGA-II".
 */
import { Random } from "../../math/random.ts"
import { sobolDesign, unseenPoint } from "./design.ts"
import { crowdingDistances, frontsOf } from "./pareto.ts"
import { nameOf } from "./point.ts"
import { sizeOf } from "./space-fault.ts"
import type { Space } from "./space.ts"
import { type Ask, lossesOf, type Told } from "./trial.ts"
import { childOf } from "./variation.ts"

/** A trial among others: the number of its front, and how much room it has there. */
interface Ranked {
  readonly trial: Told
  readonly front: number
  readonly room: number
}

/** Trials from the best on: by front, then the less crowded, then the earlier. */
const ranked = (trials: ReadonlyArray<Told>): ReadonlyArray<Ranked> =>
  frontsOf(trials.map((each) => each.losses!)).flatMap((front, number) => {
    const room = crowdingDistances(front.map((i) => trials[i]!.losses!))
    return front.map((i, place) => ({ trial: trials[i]!, front: number, room: room[place]! }))
      .sort((a, b) => a.room === b.room ? a.trial.trial - b.trial.trial : b.room - a.room)
  })

const tournament = (parents: ReadonlyArray<Ranked>, random: Random): Told => {
  const [one, other] = [random.int(parents.length), random.int(parents.length)]
  return parents[Math.min(one, other)]!.trial // they stand in order
}

/** How often a point that was tried before is drawn again; a mutation finds a new one long before, if there is one near. */
const patience = 24

/** The strategy, with generations of `size` trials. The first generation is a scrambled Sobol design. */
export const nsga2 = (space: Space, seed: number, size = 20): Ask => {
  const first = sobolDesign(space, seed)
  const isFinite = sizeOf(space) < Infinity
  const stream = new Random(seed).fork("nsga2")
  let last: { readonly of: ReadonlyArray<Told>; readonly parents: ReadonlyArray<Ranked> } | undefined

  const parentsFrom = (past: ReadonlyArray<Told>): ReadonlyArray<Ranked> => {
    const known = last
    if (known?.of.length === past.length && past.every((each, i) => each === known.of[i])) return known.parents
    let parents: ReadonlyArray<Ranked> = []
    const generations = Math.max(0, ...past.map(({ trial }) => Math.floor(trial / size) + 1))
    for (let g = 0; g < generations; g++) {
      const born = past.filter(({ trial }) => Math.floor(trial / size) === g)
      parents = ranked([...parents.map(({ trial }) => trial), ...born]).slice(0, size)
    }
    last = { of: past, parents }
    return parents
  }

  return (trial, told, pending) => {
    const generation = Math.floor(trial / size)
    const past = told.filter((each) => Math.floor(each.trial / size) < generation && lossesOf(each) !== undefined)
      .sort((a, b) => a.trial - b.trial)
    const parents = parentsFrom(past)
    const seen = new Set(isFinite ? [...told, ...pending].map(({ point }) => nameOf(point)) : [])
    for (let attempt = 0; attempt < patience; attempt++) {
      const random = stream.fork(trial).fork(attempt)
      const point = parents.length < 2
        ? first(trial)
        : childOf(space, tournament(parents, random).point, tournament(parents, random).point, random)
      if (point !== undefined && !seen.has(nameOf(point))) return point
    }
    return unseenPoint(space, seen)
  }
}
