/**
 * Ask and tell: which point a sweep tries next, by one of five strategies.
 *
 * What is asked depends on the space, the seed, the trial's number, and what was told and is pending, and on nothing
 * else; the order of the telling does not matter. `pastOf` (trial.ts) shows every trial the same past, however fast the
 * others were. What a strategy keeps between two asks only saves it from working out the same again.
 */
import { type Design, gridDesign, randomDesign, sobolDesign } from "./design.ts"
import { nsga2 } from "./nsga.ts"
import { countOf } from "./scale.ts"
import { faultOf, SpaceFault, spaceText } from "./space-fault.ts"
import type { Space } from "./space.ts"
import { tpe } from "./tpe.ts"
import type { Ask } from "./trial.ts"

/** Names of the strategies, as on the command line. */
export const strategyNames = ["grid", "random", "sobol", "tpe", "nsga2"] as const

/** One of them. */
export type StrategyName = typeof strategyNames[number]

const asking = (design: Design): Ask => (trial) => design(trial)

const gridFault = (space: Space): SpaceFault | undefined => {
  const [path, dimension] = Object.entries(space).find(([, each]) => countOf(each) === Infinity) ?? []
  if (path === undefined || dimension === undefined) return undefined
  return new SpaceFault({
    message: `A grid cannot have every value of ${path}.`,
    given: spaceText(path, dimension),
    word: path,
    hint: `list values, give steps as in ${path}=0..1/0.1, or use another strategy`
  })
}

/** The strategy of that name over `space`, or what is wrong with the space. Only `nsga2` looks at a second loss. */
export const strategyOf = (name: StrategyName, space: Space, seed: number): Ask | SpaceFault => {
  const fault = faultOf(space)
  if (fault !== undefined) return fault
  switch (name) {
    case "grid":
      return gridFault(space) ?? asking(gridDesign(space))
    case "random":
      return asking(randomDesign(space, seed))
    case "sobol":
      return asking(sobolDesign(space, seed))
    case "tpe":
      return tpe(space, seed)
    case "nsga2":
      return nsga2(space, seed)
  }
}
