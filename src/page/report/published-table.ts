/** Published numbers beside those from here, as a table of a report. */
import type { ReportTable } from "./report-model.ts"
import type { PublishedNumber } from "./report-rows.ts"

/** What stands above the table, and what the label is called in it. */
export interface PublishedHeading {
  readonly title: string
  readonly sentence: string
  readonly labelName: string
}

const nameOf = ({ isLabelConditioned, what }: PublishedNumber): string =>
  isLabelConditioned ? `${what} (label-conditioned)` : what

const metricOf = ({ against, metric }: PublishedNumber, labelName: string): string =>
  against === null ? metric : `${metric}, ${against === "label" ? labelName : against}`

/** Numbers that a study published beside those from here, under a heading; `at` counts the tables of a report. */
export const publishedTable = (
  rows: ReadonlyArray<PublishedNumber>,
  { labelName, sentence, title }: PublishedHeading,
  at: number
): ReportTable => ({
  id: `published-${at + 1}`,
  title,
  sentences: [
    sentence,
    ...rows.flatMap((row) =>
      row.reason === null ? [] : [`${nameOf(row)} has no ${metricOf(row, labelName)}: ${row.reason}.`]
    )
  ],
  columns: ["Method", "Metric", "Published", "Recomputed", "Here", "Low", "High", "By chance", "Runs"],
  rows: rows.map((row) => [
    nameOf(row),
    metricOf(row, labelName),
    row.published,
    row.recomputed,
    row.here,
    row.low,
    row.high,
    row.nullMean,
    String(row.runs)
  ]),
  digits: 3
})
