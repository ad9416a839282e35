/** The report: one self-contained HTML page and its Markdown twin. Words: src/page/report/sentences.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { descriptionDigest } from "../../src/dataflow/dsl/description.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { Quarantined } from "../../src/dataflow/dsl/quarantined.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { document, figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { holm } from "../../src/learn/metric/test/holm.ts"
import { pairedDifference } from "../../src/learn/metric/test/paired-errors.ts"
import { captioned } from "../../src/page/report/captioned.ts"
import { latentUse } from "../../src/page/report/evidence-tables.ts"
import { findingOf } from "../../src/page/report/finding.ts"
import { pageAssets } from "../../src/page/report/page-parts.ts"
import { fact, page } from "../../src/page/report/page.ts"
import type { Paired } from "../../src/page/report/paired.ts"
import { clustersFor, headlines, methodOf, pointsOf } from "../../src/page/report/report-tables.ts"
import { Assignment } from "../row/assignment.ts"
import { ClusterDescription } from "../row/cluster-description.ts"
import { ClusterFeatures } from "../row/cluster-features.ts"
import { Collapse } from "../row/collapse.ts"
import { chartsOf } from "../row/drawn-charts.ts"
import { KChoice } from "../row/k-choice.ts"
import { mapChoiceInputs, mapChoiceParams, mapChoicesOf } from "../row/map-choices.ts"
import { pageParts } from "../row/page-parts.ts"
import { MapPoints } from "../row/point.ts"
import { PreviewRow } from "../row/preview-row.ts"
import { Problem } from "../row/problem.ts"
import { Score } from "../row/score.ts"
import { readSections, section } from "../row/section.ts"
import { Track } from "../row/track.ts"
import { unseenWords } from "../row/unseen-words.ts"

/** The headline scores of the model, each with its difference to the baseline's, corrected for looking at all of them. */
const pairedScores = (
  scores: ReadonlyArray<Score>,
  baseline: ReadonlyArray<Score>,
  level: number
): ReadonlyMap<Score, Paired> => {
  const found = scores.flatMap((score) => {
    const { against, errors, metric, value } = score
    const other = baseline.find((each) => each.metric === metric && each.against === against)
    if (!headlines.includes(`${metric} ${against}`) || errors === null || other?.errors == null) return []
    const first = { value, errors: Float64Array.from(errors) }
    return [{
      score,
      ...pairedDifference(first, { value: other.value, errors: Float64Array.from(other.errors) }, level)
    }]
  })
  const corrected = holm(found.map(({ p }) => p))
  return new Map(found.map(({ score, ...difference }, i) => [score, { ...difference, p: corrected[i]! }]))
}

/**
 * @example
 * ```ts
 * import { report } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof report>[0]) { // tracks, problems, quarantine, baselineScores, scores, …
 *   return yield* report(wires, { audioFolder: "render-corpus/audio", labelName: "genre", model: "VAE", level: 0.95, maps: ["UMAP"], clusterings: [], spaces: [] })
 * }
 * ```
 */
export const report = /*#__PURE__*/ Node.make("report", {
  labels: "evaluates",
  seesPipeline: true,
  assets: pageAssets,
  params: Schema.Struct({
    /** Where the audio lies beside the report, or null when there is none to play. */
    audioFolder: Schema.NullOr(Schema.String),
    /** What the label column holds, such as "genre". */
    labelName: Schema.NonEmptyString,
    model: Schema.NonEmptyString,
    ...mapChoiceParams,
    /** Share of draws within the interval of a difference. */
    level: Param.properShare
  }),
  inputs: {
    tracks: table(Track),
    /** Raw, to be asked whether one of them gives a label away. */
    measured: vectors("feature"),
    problems: table(Problem),
    quarantine: table(Quarantined),
    baselineScores: table(Score),
    scores: table(Score),
    baselineChoice: json(KChoice),
    choice: json(KChoice),
    assignments: table(Assignment),
    clusters: json(Schema.Array(ClusterDescription)),
    telling: many(json(Schema.Array(ClusterFeatures))),
    collapse: json(Collapse),
    map: MapPoints,
    ...mapChoiceInputs,
    previews: many(table(PreviewRow)),
    tSneFigure: figure,
    umapFigure: figure,
    trainingFigure: figure,
    clusterFigure: figure,
    scoreFigure: figure,
    sections: many(section)
  },
  outputs: { report: document },
  run: Effect.fnUntraced(function*({ inputs, params, pipeline, report: say }) {
    const found = yield* inputs.tracks.rows
    const { assignments, map, tracks: placed } = yield* aligned({
      map: inputs.map,
      assignments: inputs.assignments,
      tracks: found
    }, { wider: ["tracks"] })
    const measured = new Set(map.ids)
    const tracks = found.filter((track) => measured.has(track.id))
    const problems = yield* inputs.problems.rows
    const setAside = yield* inputs.quarantine.rows
    const scores = yield* inputs.scores.rows
    const baselineScores = yield* inputs.baselineScores.rows
    const clusters = yield* inputs.clusters.value
    const telling = (yield* Effect.forEach(inputs.telling, (each) => each.value)).flat()
    const collapse = yield* inputs.collapse.value
    const choices = [[scores, yield* inputs.choice.value], [
      baselineScores,
      yield* inputs.baselineChoice.value
    ]] as const
    const figures = [
      ...captioned(yield* chartsOf(inputs.tSneFigure), {
        id: "tsne",
        chapter: "groups",
        charts: {
          "by-cluster": ["t-SNE, by cluster", "For looking only: no number in this report is computed in a map."],
          "by-label": ["t-SNE, by label", "The same map. Labels played no part in it."]
        }
      }),
      ...captioned(yield* chartsOf(inputs.umapFigure), {
        id: "umap",
        chapter: "groups",
        charts: {
          "by-cluster": ["UMAP, by cluster", "Another map of the same latents; what both show is more believable."],
          "by-label": ["UMAP, by label", "The same map. Labels played no part in it."]
        }
      }),
      ...captioned(yield* chartsOf(inputs.scoreFigure), {
        id: "scores",
        chapter: "evidence",
        charts: {
          scores: ["Scores beside their nulls", "A bar that ends inside its grey band is no finding."],
          choice: ["Choosing the number of clusters", "No label was used."]
        }
      }),
      ...captioned(yield* chartsOf(inputs.clusterFigure), {
        id: "clusters",
        chapter: "groups",
        charts: {
          composition: ["Labels within clusters", "Share of each label in a cluster, with counts."],
          sizes: ["Cluster sizes", "Tracks per cluster."],
          silhouettes: ["Silhouettes", "One line per track; negative ones sit closer to another cluster."]
        }
      }),
      ...captioned(yield* chartsOf(inputs.trainingFigure), {
        id: "training",
        chapter: "models",
        charts: {
          losses: ["Training", "Reconstruction and KL per track; a KL near zero would mean the latents are ignored."]
        }
      })
    ]
    const previews = (yield* Effect.forEach(inputs.previews, (each) => each.rows)).flat()
    const mapChoices = yield* mapChoicesOf(inputs, params, placed)
    const { labelName } = params
    const sections = yield* readSections(inputs.sections)
    const unseen = unseenWords(yield* inputs.measured.load, found)
    const paired = pairedScores(scores, baselineScores, params.level)
    const methods = [
      methodOf(scores, { labelName, isBaseline: false, paired: (score) => paired.get(score) }),
      methodOf(baselineScores, { labelName, isBaseline: true, paired: () => undefined })
    ].filter((method) => method.metrics.length > 0)
    const described = { ...pipeline!, configuration: descriptionDigest(pipeline!).slice(0, 6) }
    const files = yield* saving("document", () =>
      page(described, {
        tracks,
        labelName,
        facts: [
          fact("Tracks found", found.length),
          fact("Set aside", setAside.length),
          fact("With lyrics", tracks.filter((track) => track.lyrics !== null).length)
        ],
        quarantined: setAside.map(({ item, reason }) => ({ file: item, reason })),
        remarks: problems.map(({ problem, where }) => ({ where, remark: problem })),
        methods,
        kTables: choices.filter(([, choice]) => choice.candidates.length > 1).map(([rows, choice]) => ({
          representation: rows[0]?.space ?? "",
          criteria: ["silhouette", "Calinski–Harabasz", "inertia"],
          rows: choice.candidates.map(({ calinskiHarabasz, inertia, k, silhouette }) => ({
            k,
            values: [silhouette, calinskiHarabasz, inertia]
          })),
          chosenK: choice.k,
          tried: choice.candidates.length,
          rule: choice.rule
        })),
        clusterMethod: `K-Means on ${scores[0]?.space ?? "the latents"}`,
        clusters: clustersFor(clusters, tracks, params.audioFolder, {
          words: [],
          features: telling,
          stability: []
        }),
        figures,
        collapse: [latentUse(params.model, collapse)],
        notes: [
          `Labels reach scoring, description and drawing only${unseen}.`,
          "Every null permutes cluster membership and keeps cluster sizes."
        ],
        sections,
        points: pointsOf(map.matrix.data, assignments, placed, params.audioFolder, previews),
        mapMethod: "t-SNE of the VAE latents",
        mapChoices
      }, pageParts()))
    const { rows, sentences } = findingOf(methods)
    say.finding(sentences, rows)
    say.summary(`${tracks.length} tracks, ${figures.length} figures`)
    return { report: files }
  })
})
