/** The report of a pipeline that compares many methods, one of which it shows in detail. Words: src/page/report/sentences.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { descriptionDigest } from "../../src/dataflow/dsl/description.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { Quarantined } from "../../src/dataflow/dsl/quarantined.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { document, figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { type Table, table } from "../../src/dataflow/kind/table.ts"
import { holm } from "../../src/learn/metric/test/holm.ts"
import { type Beside, besideTable } from "../../src/page/report/beside-table.ts"
import { captioned } from "../../src/page/report/captioned.ts"
import {
  auditTable,
  criteriaTable,
  disentanglementTable,
  latentUse,
  outOfSampleTable,
  probeTable,
  stabilityTable
} from "../../src/page/report/evidence-tables.ts"
import { findingOf } from "../../src/page/report/finding.ts"
import { pageAssets } from "../../src/page/report/page-parts.ts"
import { fact, labelsOf, page, type PageContent } from "../../src/page/report/page.ts"
import type { Paired } from "../../src/page/report/paired.ts"
import {
  ablationTable,
  comparisonTable,
  type LyricsGain,
  methodsOf,
  type RankedBy
} from "../../src/page/report/ranking-tables.ts"
import { clustersFor, pointsOf } from "../../src/page/report/report-tables.ts"
import { Assignment } from "../row/assignment.ts"
import { FindingRow } from "../row/audit-report.ts"
import { ClusterDescription } from "../row/cluster-description.ts"
import { ClusterFeatures } from "../row/cluster-features.ts"
import { ClusterWords } from "../row/cluster-words.ts"
import { Collapse } from "../row/collapse.ts"
import { DisentanglementRow } from "../row/disentanglement-row.ts"
import { chartsOf } from "../row/drawn-charts.ts"
import { FigureCaptions } from "../row/figure-captions.ts"
import { KChoice } from "../row/k-choice.ts"
import { KCriterion, KPicked } from "../row/k-criterion.ts"
import { LyricsPresence } from "../row/lyrics-presence.ts"
import { mapChoiceInputs, mapChoiceParams, mapChoicesOf } from "../row/map-choices.ts"
import { OutOfSampleRow } from "../row/out-of-sample-row.ts"
import { pageParts } from "../row/page-parts.ts"
import { MapPoints } from "../row/point.ts"
import { PreviewRow } from "../row/preview-row.ts"
import { ProbeRow } from "../row/probe-row.ts"
import { Problem } from "../row/problem.ts"
import { ComparisonRow, RankedRow } from "../row/ranking.ts"
import { readSections, section } from "../row/section.ts"
import { SeedAgreement } from "../row/seed-agreement.ts"
import { StabilityRow } from "../row/stability-row.ts"
import { Track } from "../row/track.ts"

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
  /** Spaces whose seeds `agreement` compares, in the same order. */
  agreeing: Schema.Array(Schema.String),
  ...mapChoiceParams,
  /** For each of `figures`, in the same order: its id and the title and caption of each chart by file name. */
  captions: Schema.Array(FigureCaptions),
  /** Spaces that differ in what they were made from. */
  ablation: Schema.Array(Schema.Struct({ input: Schema.String, space: Schema.String })),
  notes: Schema.Array(Schema.String)
})

/** All rows of several tables. */
const rowsOfAll = <A>(tables: ReadonlyArray<Table<A>>) =>
  Effect.map(Effect.forEach(tables, (each) => each.rows), (rows) => rows.flat())

/** What a reader misses where lyrics say nothing: `left` are spaces that got no scores. */
const withoutLyrics = (sung: number, left: ReadonlyArray<string>): ReadonlyArray<string> => {
  const names = left.length === 0 ? "" : ` Left out for that: ${left.join(", ")}.`
  if (sung === 0) return [`No track has lyrics, so everything here is about audio alone.${names}`]
  return left.length === 0 ? [] : [`${sung} tracks have lyrics, but no two of them differ in words that count.${names}`]
}

/** The first pair's difference as seen from `first`, whichever way round the table has it. */
const pairOf = (rows: ReadonlyArray<ComparisonRow>, first: string, second: string): Paired | undefined => {
  const found = rows.find((row) => [row.first, row.second].includes(first) && [row.first, row.second].includes(second))
  if (found === undefined) return undefined
  const { difference, high, low, p } = found
  if (low === null || high === null || p === null) return undefined
  return found.first === first ? { difference, low, high, p } : { difference: -difference, low: -high, high: -low, p }
}

/** What lyrics add to audio and what other tracks' lyrics do, corrected for looking at both; null where either was not measured. */
const lyricsGain = (
  comparisons: ReadonlyArray<ComparisonRow>,
  ranking: ReadonlyArray<RankedRow>,
  { ablation, clusterer }: Pick<typeof Params.Type, "ablation"> & { readonly clusterer: string }
): LyricsGain | null => {
  const nameOf = (input: string) => {
    const space = ablation.find((each) => each.input === input)?.space
    return `${clusterer}, ${space}`
  }
  const both = nameOf("audio and lyrics")
  const overAudio = pairOf(comparisons, both, nameOf("audio"))
  const overShuffled = pairOf(comparisons, both, nameOf("audio and shuffled lyrics"))
  if (overAudio === undefined || overShuffled === undefined) return null
  const [a, s] = holm([overAudio.p, overShuffled.p])
  const shuffled = ranking.find(({ method, space }) => `${method}, ${space}` === nameOf("audio and shuffled lyrics"))
  return {
    overAudio: { ...overAudio, p: a! },
    overShuffled: { ...overShuffled, p: s! },
    shuffles: shuffled?.runs ?? 1
  }
}

/** What is no baseline beside `baseline` under the same clusterer, corrected for all of these questions. */
const besideBaseline = (
  comparisons: ReadonlyArray<ComparisonRow>,
  ranking: ReadonlyArray<RankedRow>,
  { baseline, baselines }: { readonly baseline: string; readonly baselines: ReadonlyArray<string> }
): ReadonlyArray<Beside> => {
  const found = ranking.flatMap(({ method, rank, space, value }) => {
    const base = ranking.find((each) => each.space === baseline && each.method === method)
    if (rank === null || value === null || base?.value == null || baselines.includes(space)) return []
    const paired = pairOf(comparisons, `${method}, ${space}`, `${method}, ${baseline}`)
    return paired === undefined ? [] : [{ space, clusterer: method, value, baseline: base.value, paired }]
  })
  const corrected = holm(found.map(({ paired }) => paired.p))
  return found.map((each, i) => ({ ...each, paired: { ...each.paired, p: corrected[i]! } }))
}

const byLabel = (labelName: string): RankedBy => ({ metric: "ARI", against: labelName, better: "higher" })
const bySeparation: RankedBy = { metric: "silhouette in features", against: null, better: "higher" }

/**
 * @example
 * ```ts
 * import { studyReport } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof studyReport>[0]) { // found, tracks, lyrics, problems, quarantine, …
 *   const { report } = yield* studyReport(wires, {
 *     audioFolder: "render-corpus/audio", labelName: "genre",
 *     shown: { space: "ConvVAE + lyrics", clusterer: "K-Means" }, baselines: ["PCA"],
 *     models: ["VAE", "ConvVAE"], agreeing: [], maps: [], clusterings: [], spaces: [], captions: [], ablation: [],
 *     notes: ["Every method ran once here; pipeline run hard compares seeds."]
 *   })
 *   return { report }
 * }
 * ```
 */
export const studyReport = /*#__PURE__*/ Node.make("study-report", {
  labels: "evaluates",
  seesPipeline: true,
  assets: pageAssets,
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
    /** How many clusters the shown clustering has and why; what more criteria say, where they were asked. */
    choice: json(KChoice),
    criteria: many(table(KCriterion)),
    picks: many(json(KPicked)),
    clusters: json(Schema.Array(ClusterDescription)),
    words: many(json(Schema.Array(ClusterWords))),
    telling: many(json(Schema.Array(ClusterFeatures))),
    collapse: many(json(Collapse)),
    audit: many(table(FindingRow)),
    probes: many(table(ProbeRow)),
    stability: many(table(StabilityRow)),
    unseen: many(table(OutOfSampleRow)),
    disentanglement: many(table(DisentanglementRow)),
    agreement: many(table(SeedAgreement)),
    map: MapPoints,
    ...mapChoiceInputs,
    previews: many(table(PreviewRow)),
    figures: many(figure),
    /** What nodes of anybody's have to say, each shown in its chapter. */
    sections: many(section)
  },
  outputs: { report: document },
  run: Effect.fnUntraced(function*({ inputs, params, pipeline, report: say }) {
    const found = yield* inputs.found.rows
    const tracks = yield* inputs.tracks.rows
    const setAside = yield* inputs.quarantine.rows
    const sung = (yield* inputs.lyrics.rows).filter(({ state }) => state === "present").length
    const hasLabels = labelsOf(tracks).values.length > 1
    const rows = yield* hasLabels ? inputs.ranking.rows : inputs.unlabelledRanking.rows
    const by = hasLabels ? byLabel(params.labelName) : bySeparation
    const comparisons = yield* inputs.comparisons.rows
    const { ablation, agreeing, audioFolder, baselines, captions, labelName, models, notes, shown } = params
    const drawn = yield* Effect.forEach(inputs.figures, chartsOf)
    const figures = drawn.flatMap((charts, i) => captioned(charts, captions[i]!))
    const collapse = yield* Effect.forEach(inputs.collapse, (each) => each.value)
    const agreement = yield* Effect.forEach(inputs.agreement, (each) => each.rows)
    const words = (yield* Effect.forEach(inputs.words, (each) => each.value)).flat()
    const telling = (yield* Effect.forEach(inputs.telling, (each) => each.value)).flat()
    const stability = yield* rowsOfAll(inputs.stability)
    const choice = yield* inputs.choice.value
    const criteria = yield* Effect.forEach(inputs.criteria, (each) => each.rows)
    const picks = yield* Effect.forEach(inputs.picks, (each) => each.value)
    const { assignments, map, tracks: placed } = yield* aligned({
      map: inputs.map,
      assignments: inputs.assignments,
      tracks
    }, { wider: ["tracks"] })
    const described = { ...pipeline!, configuration: descriptionDigest(pipeline!).slice(0, 6) }
    const gain = hasLabels ? lyricsGain(comparisons, rows, { ablation, clusterer: shown.clusterer }) : null
    const content: PageContent = {
      tracks,
      labelName,
      facts: [
        fact("Tracks found", found.length),
        fact("Set aside", setAside.length),
        fact("With lyrics", sung),
        fact("Methods", rows.length)
      ],
      quarantined: setAside.map(({ item, reason }) => ({ file: item, reason })),
      remarks: (yield* inputs.problems.rows).map(({ problem, where }) => ({ where, remark: problem })),
      methods: methodsOf(rows, { by, labelName, baselines }),
      tables: [
        ...(hasLabels && baselines[0] !== undefined
          ? besideTable(besideBaseline(comparisons, rows, { baseline: baselines[0], baselines }), {
            baseline: baselines[0],
            metric: by.metric,
            first: models[0] ?? shown.space
          })
          : []),
        ...(sung === 0 ? [] : ablationTable(rows, { by, clusterer: shown.clusterer, inputs: ablation, gain })),
        ...probeTable(yield* rowsOfAll(inputs.probes)),
        ...outOfSampleTable(yield* rowsOfAll(inputs.unseen)),
        ...stabilityTable(stability, shown.space),
        ...disentanglementTable(
          yield* rowsOfAll(inputs.disentanglement),
          agreement.map((rows, i) => ({ space: agreeing[i]!, udr: rows.map(({ udr }) => udr) }))
        ),
        ...auditTable(yield* rowsOfAll(inputs.audit)),
        ...(hasLabels ? comparisonTable(comparisons, by) : [])
      ],
      clusterMethod: `${shown.clusterer} on ${shown.space}`,
      clusters: clustersFor(yield* inputs.clusters.value, tracks, audioFolder, {
        words,
        features: telling,
        stability
      }),
      kTables: criteria.map((rows, i) => criteriaTable(shown.space, choice, rows, picks[i]!)),
      figures,
      sections: yield* readSections(inputs.sections),
      collapse: collapse.map((each, i) => latentUse(models[i]!, each)),
      notes: [
        ...withoutLyrics(
          sung,
          ablation.map(({ space }) => space).filter((name) => !rows.some((row) => row.space === name))
        ),
        "Labels reach scoring, description and drawing; models and clusterings that saw one are marked and not ranked.",
        ...notes
      ],
      points: pointsOf(map.matrix.data, assignments, placed, audioFolder, yield* rowsOfAll(inputs.previews)),
      mapMethod: `t-SNE of ${shown.space}`,
      mapChoices: yield* mapChoicesOf(inputs, params, placed)
    }
    const files = yield* saving("document", () => page(described, content, pageParts()))
    const { rows: leading, sentences } = findingOf(content.methods)
    say.finding(sentences, leading)
    say.summary(`${tracks.length} tracks, ${rows.length} methods, ${figures.length} figures`)
    return { report: files }
  })
})
