/** What becomes of steps that are cached: most are left, those one asks for are run again and replaced, or compared. */
import type { Loaded } from "../plan/loaded.ts"
import type { Selection } from "../plan/plan.ts"

/**
 * What becomes of a step that is cached: nothing, its result is replaced by a new one, or it is executed and compared and
 * the recorded result stays.
 */
export type Again = "no" | "replace" | "compare"

/** What is run again; `check` compares every step and replaces none. */
export type Asked = Selection & { readonly check: boolean }

/** Steps whose recorded result makes room for a new one. */
export const replacedBy = ({ check, force, from }: Asked): ReadonlyArray<string> =>
  check ? [] : from === undefined ? force : [...force, from]

/** What becomes of one cached step. */
export const againOf = (asked: Asked, step: string): Again =>
  asked.check ? "compare" : replacedBy(asked).includes(step) ? "replace" : "no"

/** What is selected of a pipeline as it stands; `check` runs every step again. */
export const selectionOf = (loaded: Loaded, asked: Asked): Selection => ({
  ...asked,
  force: asked.check ? loaded.steps.map((step) => step.name) : asked.force
})
