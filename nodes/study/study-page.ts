/** The short report of a study: its methods in order, and published numbers beside those from here. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { document, figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import type { ReportTable } from "../../src/page/report/report-model.ts"
import { FigureCaptions } from "../report/captions.ts"
import { chartsOfAll } from "../report/charts-of.ts"
import { latentUse } from "../report/evidence-tables.ts"
import { pageFonts } from "../report/page-fonts.ts"
import { fact, page } from "../report/page.ts"
import { methodsOf } from "../report/ranking-tables.ts"
import { Collapse } from "../row/collapse.ts"
import { PublishedRow } from "../row/published-row.ts"
import { RankedRow } from "../row/ranking.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  /** Where the tracks come from; null for the pipeline's own data source. */
  source: Schema.NullOr(Schema.NonEmptyString),
  labelName: Schema.NonEmptyString,
  /** The metric that ranks, as the report calls it; null `against` is separation in a space. */
  by: Schema.Struct({ metric: Schema.NonEmptyString, against: Schema.NullOr(Schema.NonEmptyString) }),
  baselines: Schema.Array(Schema.String),
  /** Names of the models whose `collapse` is given, in the same order. */
  models: Schema.Array(Schema.String),
  /** Headings, first sentences and what the label is called, of each of `published`, in the same order. */
  tables: Schema.Array(
    Schema.Struct({ title: Schema.NonEmptyString, sentence: Schema.NonEmptyString, labelName: Schema.NonEmptyString })
  ),
  /** For each of `figures`, in the same order: its id and the title and caption of each chart by file name. */
  captions: Schema.Array(FigureCaptions),
  notes: Schema.Array(Schema.String)
})

const nameOf = ({ isLabelConditioned, what }: PublishedRow): string =>
  isLabelConditioned ? `${what} (label-conditioned)` : what

const metricOf = ({ against, metric }: PublishedRow, labelName: string): string =>
  against === null ? metric : `${metric}, ${against === "label" ? labelName : against}`

const publishedTable = (
  rows: ReadonlyArray<PublishedRow>,
  { labelName, sentence, title }: typeof Params.Type["tables"][number],
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

export const studyPage = /*#__PURE__*/ Node.make("study-page", {
  labels: "evaluates",
  seesPipeline: true,
  assets: pageFonts,
  params: Params,
  inputs: {
    tracks: table(Track),
    ranking: table(RankedRow),
    published: many(table(PublishedRow)),
    collapse: many(json(Collapse)),
    figures: many(figure)
  },
  outputs: { report: document },
  run: Effect.fnUntraced(function*({ inputs, params, pipeline, report: say }) {
    const { baselines, by, captions, labelName, models, notes, source, tables } = params
    const tracks = yield* inputs.tracks.rows
    const rows = yield* inputs.ranking.rows
    const published = yield* Effect.forEach(inputs.published, (each) => each.rows)
    const collapse = yield* Effect.forEach(inputs.collapse, (each) => each.value)
    const figures = yield* chartsOfAll(inputs.figures, captions)
    const files = yield* page(pipeline!, {
      tracks,
      labelName,
      ...(source === null ? {} : { source }),
      facts: [fact("Methods", rows.length), fact("Published numbers", published.flat().length)],
      methods: methodsOf(rows, { by: { ...by, better: "higher" }, labelName, baselines }),
      tables: published.map((each, i) => publishedTable(each, tables[i]!, i)),
      figures,
      collapse: collapse.map((each, i) => latentUse(models[i]!, each)),
      notes: [
        "Labels reach scoring and drawing; models and clusterings that saw one are marked and not ranked.",
        ...notes
      ]
    })
    say.summary(`${rows.length} methods, ${published.flat().length} published numbers`)
    return { report: files }
  })
})
