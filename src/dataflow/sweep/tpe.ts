/**
 * Tree-structured Parzen estimator: of candidates drawn from the density of good points, the one that the density of the
 * others makes least of.
 *
 * Dimensions under one condition are modelled together, from the trials that had them; under different conditions apart.
 * Trials that are running count as bad (the constant liar), so that asks at the same time differ. We differ from Optuna
 * where a trial fails, which counts as bad here and not at all there, and in finite spaces, where no point is asked
 * for twice.
 *
 * Sources: Bergstra et al. 2011; Falkner et al. 2018; Watanabe 2023; numbers as in Optuna 5 (multivariate, constant liar).
 */
import { Random } from "../../math/random.ts"
import { randomDesign, randomPoint, unseenPoint } from "./design.ts"
import { parzen } from "./parzen.ts"
import { holds, nameOf, pathsInOrder } from "./point.ts"
import { type Cell, cellOf } from "./scale.ts"
import { sizeOf } from "./space-fault.ts"
import type { Condition, Point, Space } from "./space.ts"
import { type Ask, lossesOf, type Pending, type Told } from "./trial.ts"

const startup = 10 // random trials before the first density
const candidates = 24
const goodCount = (ended: number): number => Math.min(Math.ceil(0.1 * ended), 25)

/** The 25 latest count in full, earlier ones less the earlier they are (Bergstra, Yamins & Cox 2013). */
const weightsOf = (count: number): ReadonlyArray<number> => {
  const faded = Math.max(0, count - 25)
  return Array.from(
    { length: count },
    (_, i) => i >= faded ? 1 : faded === 1 ? 1 / count : 1 / count + (1 - 1 / count) * i / (faded - 1)
  )
}

/** Paths that are there together, parents before children. */
interface Group {
  readonly when: Condition | undefined
  readonly paths: ReadonlyArray<string>
}

const groupsOf = (space: Space): ReadonlyArray<Group> => {
  const groups = new Map<string, { when: Condition | undefined; paths: Array<string> }>()
  for (const path of pathsInOrder(space)) {
    const { when } = space[path]!
    const name = JSON.stringify(when)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { when, paths: [path] })
    else group.paths.push(path)
  }
  return [...groups.values()]
}

/** Longest trained first, then the least loss, then the earliest. */
const better = (a: Told, b: Told): number => {
  const [longA, longB] = [a.resource ?? Infinity, b.resource ?? Infinity]
  if (longA !== longB) return longA > longB ? -1 : 1
  const [lossA, lossB] = [a.losses![0]!, b.losses![0]!]
  return lossA === lossB ? a.trial - b.trial : lossA < lossB ? -1 : 1
}

interface Split {
  readonly good: ReadonlyArray<Pending>
  readonly bad: ReadonlyArray<Pending>
}

const splitOf = (told: ReadonlyArray<Told>, pending: ReadonlyArray<Pending>): Split => {
  const ranked = told.filter((each) => lossesOf(each) !== undefined).sort(better)
  const count = goodCount(ranked.length)
  const good = ranked.slice(0, count)
  const bad = [...told.filter((each) => !good.includes(each)), ...pending]
  const byTrial = (a: Pending, b: Pending) => a.trial - b.trial
  return { good: good.toSorted(byTrial), bad: bad.sort(byTrial) }
}

const cellsOf = (space: Space, paths: ReadonlyArray<string>, point: Point): ReadonlyArray<Cell> | undefined => {
  const cells = paths.map((path) => Object.hasOwn(point, path) ? cellOf(space[path]!, point[path]) : undefined)
  return cells.includes(undefined) ? undefined : cells as ReadonlyArray<Cell>
}

/** Values of one group's candidates, the most promising first. */
const rankedCandidates = (space: Space, paths: ReadonlyArray<string>, { bad, good }: Split, random: Random) => {
  const dimensions = paths.map((path) => space[path]!)
  const [likely, unlikely] = [good, bad].map((trials) => {
    const observed = trials.map(({ point }) => cellsOf(space, paths, point)).filter((cells) => cells !== undefined)
    return parzen(dimensions, observed, weightsOf(observed.length))
  })
  const drawn = Array.from({ length: candidates }, () => {
    const values = likely!.draw(random)
    const cells = values.map((value, j) => cellOf(dimensions[j]!, value)!)
    return { values, gain: likely!.logDensity(cells) - unlikely!.logDensity(cells) }
  })
  return drawn.sort((a, b) => b.gain - a.gain).map(({ values }) => values)
}

/** Points made of each group's candidate of one rank after the other, the most promising first. */
const proposals = function*(
  space: Space,
  groups: ReadonlyArray<Group>,
  split: Split,
  random: Random
): Generator<Point> {
  const ranked = new Map<Group, ReturnType<typeof rankedCandidates>>()
  for (let rank = 0; rank < candidates; rank++) {
    const point: Record<string, unknown> = {}
    for (const [i, group] of groups.entries()) {
      if (!holds(group.when, point)) continue
      const values = ranked.get(group) ?? rankedCandidates(space, group.paths, split, random.fork(i))
      ranked.set(group, values)
      for (const [j, path] of group.paths.entries()) point[path] = values[rank]![j]
    }
    yield point
  }
}

/** The strategy; of several losses it looks at the first. */
export const tpe = (space: Space, seed: number): Ask => {
  const groups = groupsOf(space)
  const first = randomDesign(space, seed)
  const isFinite = sizeOf(space) < Infinity
  const stream = new Random(seed).fork("tpe")
  return (trial, told, pending) => {
    const seen = new Set(isFinite ? [...told, ...pending].map(({ point }) => nameOf(point)) : [])
    const isNew = (point: Point) => !seen.has(nameOf(point))
    if (told.filter((each) => lossesOf(each) !== undefined).length < startup) {
      const point = first(trial)
      if (point !== undefined && isNew(point)) return point
      return isFinite ? unseenPoint(space, seen) : randomPoint(space, stream.fork(trial))
    }
    for (const point of proposals(space, groups, splitOf(told, pending), stream.fork(trial))) {
      if (isNew(point)) return point
    }
    return unseenPoint(space, seen)
  }
}
