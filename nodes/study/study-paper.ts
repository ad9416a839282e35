/**
 * A study as a paper in Markdown, from abstract to references; it links the figures of the report that it lies beside.
 * Words: src/page/report/paper.ts, discussion.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { descriptionDigest } from "../../src/dataflow/dsl/description.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { document, figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { visibleJson } from "../../src/format/visible.ts"
import { latentUse } from "../../src/page/report/evidence-tables.ts"
import { manuscriptMarkdown } from "../../src/page/report/manuscript-markdown.ts"
import { labelsOf } from "../../src/page/report/page.ts"
import { paperManuscript } from "../../src/page/report/paper.ts"
import { methodsOf } from "../../src/page/report/ranking-tables.ts"
import { tracksSentence } from "../../src/page/report/sentences.ts"
import { Collapse } from "../row/collapse.ts"
import { PublishedRow } from "../row/published-row.ts"
import { RankedRow } from "../row/ranking.ts"
import { Said } from "../row/said.ts"
import { studyParams } from "../row/study-params.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  /** Null takes the name of the pipeline. */
  title: Schema.NullOr(Schema.NonEmptyString),
  /** Paragraphs by hand, of what no table says. */
  introduction: Schema.Array(Schema.NonEmptyString),
  /** The reference of the system that the study repeats. */
  repeated: Schema.NullOr(Schema.NonEmptyString),
  /** Spaces under K-Means, before and after something was put beside them; `isControl` where nothing can be gained. */
  gains: Schema.Array(
    Schema.Struct({
      what: Schema.NonEmptyString,
      from: Schema.NonEmptyString,
      to: Schema.NonEmptyString,
      isControl: Schema.Boolean
    })
  ),
  /** The tracks are not those of the system. */
  isStandIn: Schema.Boolean,
  ...studyParams
})

/** A gain is asked for of a space that no method of the ranking is of. */
export class NoSuchSpace extends Schema.TaggedError<NoSuchSpace>()("NoSuchSpace", {
  space: Schema.String,
  ranked: Schema.Array(Schema.String)
}) {
  get hint() {
    return `ranked are methods on: ${this.ranked.join("; ")}`
  }
  override get message() {
    return `A gain from or to "${this.space}" cannot be told: no method on it is ranked.`
  }
}

/**
 * @example
 * ```ts
 * import { studyPaper } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof studyPaper>[0]) { // tracks, ranking, published, collapse, figures, said
 *   const { paper } = yield* studyPaper(wires, {
 *     title: "VAEs of generated classes", introduction: ["The classes lie far apart."], repeated: null, gains: [], isStandIn: false,
 *     source: null, labelName: "class", by: { metric: "ARI", against: "class" }, baselines: ["PCA"], models: ["VAE"],
 *     tables: [], charts: [], notes: []
 *   })
 *   return { paper }
 * }
 * ```
 */
export const studyPaper = /*#__PURE__*/ Node.make("study-paper", {
  labels: "evaluates",
  seesPipeline: true,
  params: Params,
  inputs: {
    tracks: table(Track),
    ranking: table(RankedRow),
    published: many(table(PublishedRow)),
    collapse: many(json(Collapse)),
    /** Of gather-figures.ts. */
    figures: figure,
    said: many(json(Said))
  },
  outputs: { paper: document },
  run: Effect.fnUntraced(function*({ inputs, params, pipeline, report }) {
    const { baselines, by, charts, labelName, models, source, tables, ...words } = params
    const tracks = yield* inputs.tracks.rows
    const ranking = yield* inputs.ranking.rows
    const ranked = [...new Set(ranking.map(({ space }) => space))]
    const unknown = words.gains.flatMap(({ from, to }) => [from, to]).find((space) => !ranked.includes(space))
    if (unknown !== undefined) return yield* new NoSuchSpace({ space: unknown, ranked })
    const published = yield* Effect.forEach(inputs.published, (each) => each.rows)
    const collapse = yield* Effect.forEach(inputs.collapse, (each) => each.value)
    const drawn = new Set((yield* inputs.figures.entries).map(({ path }) => path))
    const said = (yield* Effect.forEach(inputs.said, (each) => each.value)).flat()
    const figures = charts.filter(({ name }) => drawn.has(`${name}.svg`))
    const { labelledTracks, values } = labelsOf(tracks)
    const manuscript = paperManuscript({
      ...words,
      title: words.title ?? pipeline!.name,
      pipeline: { ...pipeline!, configuration: descriptionDigest(pipeline!).slice(0, 6) },
      data: tracksSentence({
        trackCount: tracks.length,
        dataSource: source ?? pipeline!.source,
        ...(values.length > 1 ? { labels: { name: labelName, values, labelledTracks } } : {}),
        ...(values.length === 1 ? { onlyLabel: values[0]! } : {})
      }),
      methods: methodsOf(ranking, { by: { ...by, better: "higher" }, labelName, baselines }),
      published: published.map((rows, i) => ({ heading: tables[i]!, rows })),
      collapse: collapse.map((each, i) => latentUse(models[i]!, each)),
      figures,
      said
    })
    const text = manuscriptMarkdown(manuscript, (id) => `figures/${id}.svg`)
    report.summary(`${figures.length} figures, ${text.split(/\s+/).length.toLocaleString("en")} words`)
    return { paper: { "paper.md": text, "paper.json": `${visibleJson(manuscript)}\n` } }
  })
})
