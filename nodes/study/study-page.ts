/** The short report of a study: its methods in order, and published numbers beside those from here. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { descriptionDigest } from "../../src/dataflow/dsl/description.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { document, figure, type Files, files } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { captionOf } from "../../src/page/report/captioned.ts"
import { latentUse } from "../../src/page/report/evidence-tables.ts"
import { findingOf } from "../../src/page/report/finding.ts"
import { pageAssets } from "../../src/page/report/page-parts.ts"
import { fact, page } from "../../src/page/report/page.ts"
import { publishedTable } from "../../src/page/report/published-table.ts"
import { methodsOf } from "../../src/page/report/ranking-tables.ts"
import { Collapse } from "../row/collapse.ts"
import { chartsOf } from "../row/drawn-charts.ts"
import { pageParts } from "../row/page-parts.ts"
import { PublishedRow } from "../row/published-row.ts"
import { RankedRow } from "../row/ranking.ts"
import { readSections, section } from "../row/section.ts"
import { studyParams } from "../row/study-params.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct(studyParams)

/** All files of a set, as they lie in `folder`. */
const within = Effect.fnUntraced(function*(folder: string, set: Files) {
  const paths = (yield* set.entries).map(({ path }) => path)
  const bytes = yield* Effect.forEach(paths, (path) => set.read(path))
  return Object.fromEntries(paths.map((path, i) => [`${folder}/${path}`, bytes[i]!]))
})

/**
 * The page, with `figures` and `csv` in folders of these names, `tables` for the second, beside it.
 *
 * @example
 * ```ts
 * import { studyPage } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof studyPage>[0]) { // tracks, ranking, published, collapse, figures, csv
 *   const { report } = yield* studyPage(wires, {
 *     source: null, labelName: "genre", by: { metric: "ARI", against: "genre" },
 *     baselines: ["PCA", "TF-IDF", "TF-IDF, standardised"], models: ["VAE", "ConvVAE"], tables: [],
 *     charts: [{ name: "tsne-by-cluster", title: "t-SNE, by cluster", caption: "For looking only." }],
 *     notes: ["The mel filters are librosa's; the study's, from torchaudio, are spaced otherwise and not normalised."]
 *   })
 *   return { report }
 * }
 * ```
 */
export const studyPage = /*#__PURE__*/ Node.make("study-page", {
  labels: "evaluates",
  seesPipeline: true,
  assets: pageAssets,
  params: Params,
  inputs: {
    tracks: table(Track),
    ranking: table(RankedRow),
    published: many(table(PublishedRow)),
    collapse: many(json(Collapse)),
    /** Of gather-figures.ts. */
    figures: figure,
    csv: many(files),
    sections: many(section)
  },
  outputs: { report: document },
  run: Effect.fnUntraced(function*({ inputs, params, pipeline, report: say }) {
    const { baselines, by, charts, labelName, models, notes, source, tables } = params
    const tracks = yield* inputs.tracks.rows
    const rows = yield* inputs.ranking.rows
    const published = yield* Effect.forEach(inputs.published, (each) => each.rows)
    const collapse = yield* Effect.forEach(inputs.collapse, (each) => each.value)
    const sections = yield* readSections(inputs.sections)
    const drawn = yield* chartsOf(inputs.figures)
    const figures = charts.flatMap(({ name, ...said }) => {
      const chart = drawn.get(name)
      if (chart === undefined) return []
      const { files, svg } = chart
      return [{ ...said, id: name, svg, files, caption: captionOf(chart, said.caption) }]
    })
    const pictures = yield* within("figures", inputs.figures)
    const tablesBeside = yield* Effect.forEach(inputs.csv, (each) => within("tables", each))
    const methods = methodsOf(rows, { by: { ...by, better: "higher" }, labelName, baselines })
    const { rows: leading, sentences } = findingOf(methods)
    say.finding(sentences, leading)
    const described = { ...pipeline!, configuration: descriptionDigest(pipeline!).slice(0, 6) }
    const written = yield* saving("document", () =>
      page(described, {
        tracks,
        labelName,
        ...(source === null ? {} : { source }),
        facts: [fact("Methods", rows.length), fact("Published numbers", published.flat().length)],
        methods,
        tables: published.map((each, i) => publishedTable(each, tables[i]!, i)),
        figures,
        sections,
        collapse: collapse.map((each, i) => latentUse(models[i]!, each)),
        notes: [
          "Labels reach scoring and drawing; models and clusterings that saw one are marked and not ranked.",
          ...notes
        ]
      }, pageParts()))
    say.summary(`${rows.length} methods, ${published.flat().length} published numbers`)
    return { report: Object.assign({}, pictures, ...tablesBeside, written) }
  })
})
