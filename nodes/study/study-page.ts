/** The short report of a study: its methods in order, and published numbers beside those from here. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { descriptionDigest } from "../../src/dataflow/dsl/description.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { document, figure, textsOf } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { captioned } from "../../src/page/report/captioned.ts"
import { latentUse } from "../../src/page/report/evidence-tables.ts"
import { pageFonts } from "../../src/page/report/font-files.ts"
import { fact, page } from "../../src/page/report/page.ts"
import { publishedTable } from "../../src/page/report/published-table.ts"
import { methodsOf } from "../../src/page/report/ranking-tables.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { Collapse } from "../row/collapse.ts"
import { FigureCaptions } from "../row/figure-captions.ts"
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

/**
 * @example
 * ```ts
 * import { studyPage } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof studyPage>[0]) { // tracks, ranking, published, collapse, figures
 *   const { report } = yield* studyPage(wires, {
 *     source: null, labelName: "genre", by: { metric: "ARI", against: "genre" },
 *     baselines: ["PCA", "TF-IDF", "TF-IDF, standardised"], models: ["VAE", "ConvVAE"], tables: [],
 *     captions: [],
 *     notes: ["The mel filters are librosa's; the study's, from torchaudio, are spaced otherwise and not normalised."]
 *   })
 *   return { report }
 * }
 * ```
 */
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
    const drawn = yield* Effect.forEach(inputs.figures, (each) => textsOf(each, ".svg"))
    const figures = drawn.flatMap((charts, i) => captioned(charts, captions[i]!))
    const described = { ...pipeline!, configuration: descriptionDigest(pipeline!).slice(0, 6) }
    const files = yield* saving("document", () =>
      page(described, {
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
      }, bundledFonts()))
    say.summary(`${rows.length} methods, ${published.flat().length} published numbers`)
    return { report: files }
  })
})
