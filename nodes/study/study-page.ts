/** The short report of a study: its methods in order, and published numbers beside those from here. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { descriptionDigest } from "../../src/engine/description.ts"
import { document, figure } from "../../src/engine/kind/files.ts"
import { json } from "../../src/engine/kind/json.ts"
import { many } from "../../src/engine/kind/many.ts"
import { table } from "../../src/engine/kind/table.ts"
import * as Node from "../../src/engine/node.ts"
import type { ReportTable } from "../../src/report/report-model.ts"
import { Collapse } from "../embed/collapse.ts"
import { RankedRow } from "../evaluate/ranking.ts"
import { Track } from "../ingest/track.ts"
import { chartsOf } from "../report/charts-of.ts"
import { pageFonts } from "../report/page-fonts.ts"
import { dagOf, parametersOf } from "../report/pipeline-facts.ts"
import { methodsOf } from "../report/ranking-tables.ts"
import { PublishedRow } from "./published-row.ts"

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
  captions: Schema.Array(Schema.Struct({
    id: Schema.String,
    charts: Schema.Record(Schema.String, Schema.Tuple([Schema.String, Schema.String]))
  })),
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
    const { renderReport } = yield* Effect.promise(() => import("../../src/report/report.ts"))
    const { fontCss } = yield* Effect.promise(() => import("../../src/report/font-css.ts"))
    const { dagSvg } = yield* Effect.promise(() => import("../../src/report/dag-svg.ts"))
    const { baselines, by, captions, labelName, models, notes, source, tables } = params
    const tracks = yield* inputs.tracks.rows
    const labelled = tracks.filter((track) => track.label !== null)
    const labels = [...new Set(labelled.map((track) => track.label!))].sort()
    const rows = yield* inputs.ranking.rows
    const published = yield* Effect.forEach(inputs.published, (each) => each.rows)
    const collapse = yield* Effect.forEach(inputs.collapse, (each) => each.value)
    const charts = yield* Effect.forEach(
      inputs.figures,
      (files, i) => chartsOf(files, captions[i]!.id, captions[i]!.charts)
    )
    const figures = charts.flat()
    const graph = yield* Effect.promise(() => dagSvg(dagOf(pipeline!)))
    const css = yield* Effect.promise(() => fontCss())
    const rendered = renderReport({
      pipeline: pipeline!.name,
      configuration: descriptionDigest(pipeline!).slice(0, 6),
      seed: pipeline!.seed,
      dataSource: source ?? pipeline!.source,
      trackCount: tracks.length,
      ...(labels.length > 1 ? { labels: { name: labelName, values: labels, labelledTracks: labelled.length } } : {}),
      facts: [
        { name: "methods", value: rows.length.toLocaleString("en") },
        { name: "published numbers", value: published.flat().length.toLocaleString("en") }
      ],
      quarantined: [],
      remarks: [],
      methods: methodsOf(rows, { by: { ...by, better: "higher" }, labelName, baselines }),
      tables: published.map((each, i) => publishedTable(each, tables[i]!, i)),
      kTables: [],
      clusterMethod: "",
      clusters: [],
      figures,
      dagSvg: graph,
      parameters: parametersOf(pipeline!),
      collapse: collapse.map(({ activeUnits, kl, latents }, i) => ({
        model: models[i]!,
        latentDims: latents,
        activeDims: activeUnits,
        kl
      })),
      notes: [
        "Labels reach scoring and drawing; models and clusterings that saw one are marked and not ranked.",
        ...notes
      ],
      points: [],
      mapMethod: ""
    }, { fontCss: css, figurePath: (id) => `figures/${id}.svg` })
    say.summary(`${rows.length} methods, ${published.flat().length} published numbers`)
    return {
      report: {
        "report.html": rendered.html,
        "report.md": rendered.markdown,
        "figures/dag.svg": graph,
        ...Object.fromEntries(figures.map(({ id, svg }) => [`figures/${id}.svg`, svg]))
      }
    }
  })
})
