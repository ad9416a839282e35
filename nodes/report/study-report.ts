/** The report of a pipeline that compares many methods, one of which it shows in detail. Words: src/report/sentences.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { descriptionDigest } from "../../src/engine/description.ts"
import { document, figure } from "../../src/engine/kind/files.ts"
import { json } from "../../src/engine/kind/json.ts"
import { many } from "../../src/engine/kind/many.ts"
import { table } from "../../src/engine/kind/table.ts"
import * as Node from "../../src/engine/node.ts"
import { Quarantined } from "../../src/engine/quarantined.ts"
import { FindingRow } from "../audit/audit-report.ts"
import { Assignment } from "../cluster/assignment.ts"
import { Collapse } from "../embed/collapse.ts"
import { ClusterDescription } from "../evaluate/cluster-description.ts"
import { ProbeRow } from "../evaluate/probe-row.ts"
import { ComparisonRow, RankedRow } from "../evaluate/ranking.ts"
import { StabilityRow } from "../evaluate/stability-row.ts"
import { Problem } from "../ingest/problem.ts"
import { Track } from "../ingest/track.ts"
import { MapPoints } from "../project/point.ts"
import { LyricsPresence } from "../text/lyrics-presence.ts"
import { chartsOf } from "./charts-of.ts"
import { clusterName } from "./cluster-name.ts"
import { auditTable, probeTable, stabilityTable } from "./evidence-tables.ts"
import { pageFonts } from "./page-fonts.ts"
import { dagOf, parametersOf } from "./pipeline-facts.ts"
import { ablationTable, comparisonTable, methodsOf, type RankedBy } from "./ranking-tables.ts"
import { clustersFor, pointsOf } from "./report-tables.ts"

const Params = Schema.Struct({
  /** Where the audio lies beside the report, or null when there is none to play. */
  audioFolder: Schema.NullOr(Schema.String),
  /** What the label column holds, such as "genre". */
  labelName: Schema.NonEmptyString,
  /** The space and the clusterer shown in detail, as the ranking names them. */
  shown: Schema.Struct({ space: Schema.NonEmptyString, clusterer: Schema.NonEmptyString }),
  /** Spaces that nothing was learnt for. */
  baselines: Schema.Array(Schema.String),
  /** Names of the models whose `collapse` is given, in the same order. */
  models: Schema.Array(Schema.String),
  /** For each of `figures`, in the same order: its id and the title and caption of each chart by file name. */
  captions: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      charts: Schema.Record(Schema.String, Schema.Tuple([Schema.String, Schema.String]))
    })
  ),
  /** Spaces that differ in what they were made from. */
  ablation: Schema.Array(Schema.Struct({ input: Schema.String, space: Schema.String })),
  notes: Schema.Array(Schema.String)
})

const byLabel = (labelName: string): RankedBy => ({ metric: "ARI", against: labelName, better: "higher" })
const bySeparation: RankedBy = { metric: "silhouette in features", against: null, better: "higher" }

export const studyReport = /*#__PURE__*/ Node.make("study-report", {
  labels: "evaluates",
  seesPipeline: true,
  assets: pageFonts,
  params: Params,
  inputs: {
    /** All tracks found, measured or not. */
    found: table(Track),
    tracks: table(Track),
    lyrics: table(LyricsPresence),
    problems: table(Problem),
    quarantine: table(Quarantined),
    /** By agreement with labels, and by separation where there are none. */
    ranking: table(RankedRow),
    unlabelledRanking: table(RankedRow),
    comparisons: table(ComparisonRow),
    assignments: table(Assignment),
    clusters: json(Schema.Array(ClusterDescription)),
    collapse: many(json(Collapse)),
    audit: many(table(FindingRow)),
    probes: many(table(ProbeRow)),
    stability: many(table(StabilityRow)),
    map: MapPoints,
    figures: many(figure)
  },
  outputs: { report: document },
  run: Effect.fnUntraced(function*({ inputs, params, pipeline, report: say }) {
    const { renderReport } = yield* Effect.promise(() => import("../../src/report/report.ts"))
    const { fontCss } = yield* Effect.promise(() => import("../../src/report/font-css.ts"))
    const { dagSvg } = yield* Effect.promise(() => import("../../src/report/dag-svg.ts"))
    const found = yield* inputs.found.rows
    const tracks = yield* inputs.tracks.rows
    const setAside = yield* inputs.quarantine.rows
    const sung = (yield* inputs.lyrics.rows).filter(({ state }) => state === "present").length
    const labelled = tracks.filter((track) => track.label !== null)
    const labels = [...new Set(labelled.map((track) => track.label!))].sort()
    const hasLabels = labels.length > 1
    const rows = yield* hasLabels ? inputs.ranking.rows : inputs.unlabelledRanking.rows
    const by = hasLabels ? byLabel(params.labelName) : bySeparation
    const { ablation, audioFolder, baselines, captions, labelName, models, notes, shown } = params
    const charts = yield* Effect.forEach(
      inputs.figures,
      (files, i) => chartsOf(files, captions[i]!.id, captions[i]!.charts)
    )
    const figures = charts.flat()
    const collapse = yield* Effect.forEach(inputs.collapse, (each) => each.value)
    const graph = yield* Effect.promise(() => dagSvg(dagOf(pipeline!)))
    const css = yield* Effect.promise(() => fontCss())
    const rendered = renderReport({
      pipeline: pipeline!.name,
      configuration: descriptionDigest(pipeline!).slice(0, 6),
      seed: pipeline!.seed,
      dataSource: pipeline!.source,
      trackCount: tracks.length,
      ...(hasLabels ? { labels: { name: labelName, values: labels, labelledTracks: labelled.length } } : {}),
      facts: [
        { name: "tracks found", value: found.length.toLocaleString("en") },
        { name: "set aside", value: setAside.length.toLocaleString("en") },
        { name: "with lyrics", value: sung.toLocaleString("en") },
        { name: "methods", value: rows.length.toLocaleString("en") }
      ],
      quarantined: setAside.map(({ item, reason }) => ({ file: item, reason })),
      remarks: (yield* inputs.problems.rows).map(({ problem, where }) => ({ where, remark: problem })),
      methods: methodsOf(rows, { by, labelName, baselines }),
      tables: [
        ...(sung === 0 ? [] : ablationTable(rows, { by, clusterer: shown.clusterer, inputs: ablation })),
        ...probeTable((yield* Effect.forEach(inputs.probes, (each) => each.rows)).flat()),
        ...stabilityTable((yield* Effect.forEach(inputs.stability, (each) => each.rows)).flat(), shown.space),
        ...auditTable((yield* Effect.forEach(inputs.audit, (each) => each.rows)).flat()),
        ...(hasLabels ? comparisonTable(yield* inputs.comparisons.rows, by) : [])
      ],
      kTables: [],
      clusterMethod: `${shown.clusterer} on ${shown.space}`,
      clusters: clustersFor(yield* inputs.clusters.value, tracks, audioFolder),
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
        ...(sung === 0 ? ["No track has lyrics, so everything here is about audio alone."] : []),
        "Labels reach scoring, description and drawing; models and clusterings that saw one are marked and not ranked.",
        ...notes
      ],
      points: pointsOf(yield* inputs.map.load, yield* inputs.assignments.rows, tracks, audioFolder, clusterName),
      mapMethod: `t-SNE of ${shown.space}`
    }, { fontCss: css, figurePath: (id) => `figures/${id}.svg` })
    say.summary(`${tracks.length} tracks, ${rows.length} methods, ${figures.length} figures`)
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
