/** The end of a report in a terminal: who leads, by how much, and how far the next are behind. */
import { numberText } from "./number-text.ts"
import { differenceText } from "./paired.ts"
import type { ReportMethod } from "./report-model.ts"
import { leaders, leaderSentence, methodName } from "./sentences.ts"

const shown = 5

const two = (value: number): string => numberText(value, 2)

/** The finding in sentences, and the methods that lead: place, name, value with its interval, difference to the first. */
export const findingOf = (methods: ReadonlyArray<ReportMethod>) => ({
  sentences: leaderSentence(methods),
  rows: leaders(methods).slice(0, shown).map(({ method, metric: { high, low, metric, toBest, value } }, place) => {
    const interval = low === undefined || high === undefined ? "" : ` [${two(low)}, ${two(high)}]`
    return [
      `${place + 1}`,
      `${methodName(method)}${method.isBaseline ? " (baseline)" : ""}`,
      `${metric} ${two(value)}${interval}`,
      ...(toBest === undefined ? [] : [`to the first ${differenceText(toBest)}`])
    ]
  })
})
