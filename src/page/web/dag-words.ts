/** What boxes say of their steps. */
import { durationText } from "../report/run-time.ts"
import type { WalkState, WalkStep } from "../report/walk-data.ts"

/** What most needs attention first. */
const byUrgency: ReadonlyArray<WalkState> = ["failed", "stopped", "ran", "cached", "planned"]

/** The state a box of several steps is drawn in. */
export const stateOf = (steps: ReadonlyArray<WalkStep>): WalkState =>
  byUrgency.find((state) => steps.some((step) => step.state === state)) ?? "planned"

/** A box's name: that of its step, or of the node of several. */
export const nameOf = (steps: ReadonlyArray<WalkStep>): string => {
  const [first] = steps
  return steps.length === 1 ? first!.name : `${first!.node} ×${steps.length}`
}

const sumOf = (steps: ReadonlyArray<WalkStep>): number => steps.reduce((sum, { madeMs = 0 }) => sum + madeMs, 0)

/** What became of steps: "cached", "3.2 s", "2 ran, 1 cached, 4.1 s". Nothing of planned ones. */
export const statusWords = (steps: ReadonlyArray<WalkStep>): string => {
  const count = (state: WalkState) => steps.filter((step) => step.state === state)
  const ran = count("ran")
  if (steps.length === 1) {
    const { state } = steps[0]!
    return state === "ran" ? durationText(sumOf(ran)) : state === "planned" ? "" : state
  }
  const told = byUrgency.filter((state) => state !== "planned" && count(state).length > 0)
  const words = told.length === 1 ? [`all ${told[0]}`] : told.map((state) => `${count(state).length} ${state}`)
  return [...words, ...(ran.length > 0 ? [durationText(sumOf(ran))] : [])].join(", ")
}

/** The second line of a box. */
export const lineOf = (steps: ReadonlyArray<WalkStep>): string =>
  [steps[0]!.group, statusWords(steps)].filter((words) => words !== "").join(" · ")
