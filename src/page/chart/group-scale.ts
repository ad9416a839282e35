import { ink, palette } from "./theme.ts"
import type { ChartSpec } from "./theme.ts"

/** Names that mean "belongs to no group"; they are drawn grey and never take a palette colour. */
export const ungrouped: ReadonlySet<string> = new Set(["noise", "not clustered", "unlabelled", "all others"])

/** The colour of every group, in the given order; a palette begins again when it is used up. */
export const groupColours = (
  groups: ReadonlyArray<string>,
  colours: ReadonlyArray<string> = palette
): ReadonlyArray<string> => {
  let used = 0
  return groups.map((group) => ungrouped.has(group) ? ink.noise : colours[used++ % colours.length]!)
}

/** A nominal colour scale which keeps one colour per group over all charts that list the groups in the same order. */
export const groupScale = (groups: ReadonlyArray<string>, colours?: ReadonlyArray<string>): ChartSpec => ({
  domain: [...groups],
  range: [...groupColours(groups, colours)]
})
