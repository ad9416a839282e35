/** What a sweep over β shows, in sentences computed from its numbers. */
import { numberText } from "./number-text.ts"

/** One number about one model of a sweep. */
export interface TradeOffPoint {
  readonly beta: number
  readonly measure: string
  readonly value: number | null
}

/** Measures that are better low, and those that are neither: the rest are better high. */
const betterLow = ["reconstruction"]
const neither = ["active units", "KL"]

/** The two ends of a sweep, and whether every step between them goes the same way. */
const courseOf = (rows: ReadonlyArray<TradeOffPoint>, measure: string) => {
  const own = rows.flatMap((row) => row.measure === measure && row.value !== null ? [{ ...row, value: row.value }] : [])
    .toSorted((a, b) => a.beta - b.beta)
  const [first] = own
  const last = own.at(-1)
  if (first === undefined || last === undefined || own.length < 2) return null
  const steps = own.slice(1).map(({ value }, i) => value - own[i]!.value)
  return {
    first,
    last,
    isSteady: steps.every((step) => step >= 0) || steps.every((step) => step <= 0),
    change: last.value - first.value
  }
}

const digits = (value: number): number => Math.abs(value) >= 10 ? Number.isInteger(value) ? 0 : 1 : 3

const text = (value: number): string => numberText(value, Number.isInteger(value) ? 0 : digits(value))

const listed = (names: ReadonlyArray<string>): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`

/** One sentence on each measure over β, and one on what β makes better and what worse. */
export const tradeOffSentences = (
  rows: ReadonlyArray<TradeOffPoint>,
  across: string,
  against: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const lead = courseOf(rows, across)
  if (lead === null) return []
  const spoken = [across, ...against].flatMap((measure) => {
    const course = courseOf(rows, measure)
    if (course === null) return []
    const { change, first, isSteady, last } = course
    const verb = change === 0 ? "stays" : change > 0 ? "rises" : "falls"
    const way = change === 0 && isSteady
      ? `at ${text(first.value)}`
      : `from ${text(first.value)} to ${text(last.value)}${isSteady ? "" : ", not steadily"}`
    const gain = neither.includes(measure) ? 0 : betterLow.includes(measure) ? -change : change
    return [{ measure, gain, words: `${measure} ${verb} ${way}` }]
  })
  const better = spoken.filter(({ gain }) => gain > 0).map(({ measure }) => measure)
  const worse = spoken.filter(({ gain }) => gain < 0).map(({ measure }) => measure)
  const verdict = better.length === 0 || worse.length === 0
    ? `Nothing is traded: with more β ${better.length === 0 ? "nothing gets better" : "nothing gets worse"}${
      better.length + worse.length === 0 ?
        "" :
        `, and ${listed([...better, ...worse])} ${better.length + worse.length === 1 ? "gets" : "get"} ${
          better.length === 0 ? "worse" : "better"
        }`
    }.`
    : `More β makes ${listed(better)} better and ${listed(worse)} worse.`
  return [
    `From β = ${lead.first.beta} to β = ${lead.last.beta} ${spoken.map(({ words }) => words).join("; ")}.`,
    verdict
  ]
}
