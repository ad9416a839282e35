/** Steps as boxes: steps of one node are one box until they are asked for one by one. */
import { withoutShortcuts } from "../report/shortcuts.ts"
import type { WalkStep } from "../report/walk-data.ts"

/** One step, or all of a family. `steps` are positions. */
export interface Box {
  readonly id: string
  readonly family: string
  readonly steps: ReadonlyArray<number>
}

/** An arrow between two boxes, by their ids. */
export interface BoxArrow {
  readonly from: string
  readonly to: string
}

/** Boxes in the order of their first steps. `direct` are all arrows, `drawn` those that no longer way implies. */
export interface BoxGraph {
  readonly boxes: ReadonlyArray<Box>
  readonly drawn: ReadonlyArray<BoxArrow>
  readonly direct: ReadonlyArray<BoxArrow>
}

/** What steps must share to be of one family; a step whose node is not known is a family of its own. */
export const familyOf = ({ group, name, node }: Pick<WalkStep, "group" | "name" | "node">): string =>
  node === "" ? `step ${name}` : JSON.stringify([group, node])

/** Steps up to which each is drawn from the start. */
export const drawnApartAtMost = 40

/** Families of several steps, with their positions. */
export const familiesOf = (steps: ReadonlyArray<WalkStep>): ReadonlyMap<string, ReadonlyArray<number>> =>
  new Map(
    [...Map.groupBy(steps.keys(), (at) => familyOf(steps[at]!))].filter(([, own]) => own.length > 1)
  )

/** The graph of steps with those families as one box that are not `open`. */
export const boxGraph = (steps: ReadonlyArray<WalkStep>, open: ReadonlySet<string>): BoxGraph => {
  const idOf = (step: WalkStep) => {
    const family = familyOf(step)
    return open.has(family) ? `step ${step.name}` : family
  }
  const boxes = [...Map.groupBy(steps.keys(), (at) => idOf(steps[at]!))].map(([id, own]): Box => ({
    id,
    family: familyOf(steps[own[0]!]!),
    steps: own
  }))
  const boxOfStep = new Map(boxes.flatMap(({ id, steps: own }) => own.map((at) => [steps[at]!.name, id] as const)))
  const pairs = new Map<string, BoxArrow>()
  for (const { inputs, name } of steps) {
    for (const input of inputs) {
      const from = "step" in input ? boxOfStep.get(input.step) : undefined
      const to = boxOfStep.get(name)!
      if (from !== undefined && from !== to) pairs.set(JSON.stringify([from, to]), { from, to })
    }
  }
  const direct = [...pairs.values()]
  return { boxes, direct, drawn: withoutShortcuts(direct) }
}
