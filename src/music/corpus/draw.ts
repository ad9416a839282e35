/** Draws in the words a composer uses, on top of the counter-based stream. */
import type { Random } from "../../math/random.ts"

/** Uniform in [low, high). */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random.uniform()

/** True with the given probability. */
export const chance = (random: Random, probability: number): boolean => random.uniform() < probability

/** One of the items, all equally likely; throws a RangeError on an empty list. */
export const pick = <T>(random: Random, items: ReadonlyArray<T>): T => {
  if (items.length === 0) throw new RangeError("nothing to pick from")
  return items[random.int(items.length)]!
}

/** One of the names, each as likely as its weight; the order written in the source decides, so it is stable. */
export const pickWeighted = <Name extends string>(random: Random, weights: Readonly<Record<Name, number>>): Name => {
  const names = Object.keys(weights) as Array<Name>
  const total = names.reduce((sum, name) => sum + weights[name], 0)
  let left = random.uniform() * total
  for (const name of names) {
    left -= weights[name]
    if (left < 0) return name
  }
  return names[names.length - 1]!
}
