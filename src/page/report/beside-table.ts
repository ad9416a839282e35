/** Spaces beside one baseline under the same clusterer: the plainest question that a report is asked. */
import { countText, numberText } from "./number-text.ts"
import { asOneOf, differenceText, type Paired, type Verdict, verdictOf } from "./paired.ts"
import type { ReportTable } from "./report-model.ts"

/** A space under a clusterer, less the baseline under the same; `p` is after correction for all that the table looks at. */
export interface Beside {
  readonly space: string
  readonly clusterer: string
  readonly value: number
  readonly baseline: number
  readonly paired: Paired
}

const words = { ahead: "is ahead of", tie: "cannot be told from", behind: "is behind" } as const

const two = (value: number): string => numberText(value, 2)

/** Counts of what is ahead, behind and neither, and each in a row; `first` is the space that is named, where it is among them. */
export const besideTable = (
  rows: ReadonlyArray<Beside>,
  { baseline, first, metric }: { readonly baseline: string; readonly metric: string; readonly first: string }
): ReadonlyArray<ReportTable> => {
  if (rows.length === 0) return []
  const verdicts = rows.map(({ paired }) => verdictOf(paired))
  const count = (asked: Verdict) => verdicts.filter((verdict) => verdict === asked).length
  const named = rows.find(({ space }) => space === first)
  const said = named === undefined
    ? ""
    : `${named.space} ${words[verdictOf(named.paired)]} ${baseline} under ${named.clusterer}: ${metric} ${
      two(named.value)
    } against ${two(named.baseline)}, ${differenceText(named.paired)} on the same tracks${
      asOneOf(named.paired, rows.length)
    }. `
  return [{
    id: "beside",
    key: `${count("ahead")} of ${rows.length} ahead of ${baseline}`,
    paired: rows.map(({ paired }) => paired),
    title: `Beside ${baseline}`,
    sentences: [
      `${said}Of ${countText(rows.length, "clustering")} beside ${baseline} under the same clusterer ${
        count("ahead")
      } ${count("ahead") === 1 ? "is" : "are"} ahead, ${count("behind")} behind, ${
        count("tie")
      } cannot be told from it (Holm over all of them).`
    ],
    columns: ["Space", "Clusterer", metric, baseline, "Difference", "Low", "High", "Holm p"],
    rows: rows.map(({ baseline: base, clusterer, paired: { difference, high, low, p }, space, value }) => [
      space,
      clusterer,
      value,
      base,
      difference,
      low,
      high,
      p
    ]),
    digits: 3
  }]
}
