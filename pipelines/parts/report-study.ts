/** What every study ends in: a ranking, published numbers beside those from here, and a short report. */
import { rankMethods } from "../../nodes/evaluate/rank-methods.ts"
import { tSne } from "../../nodes/project/t-sne.ts"
import { drawMap } from "../../nodes/report/draw-map.ts"
import { drawRanking } from "../../nodes/report/draw-ranking.ts"
import { drawTraining } from "../../nodes/report/draw-training.ts"
import { gatherFigures } from "../../nodes/report/gather-figures.ts"
import type { Assignment } from "../../nodes/row/assignment.ts"
import type { Collapse } from "../../nodes/row/collapse.ts"
import type { FigureCaptions } from "../../nodes/row/figure-captions.ts"
import { gatheredName, type ShownChart } from "../../nodes/row/gathered-figure.ts"
import type { HistoryRow } from "../../nodes/row/history-row.ts"
import type { MethodScore } from "../../nodes/row/method-score.ts"
import type { Published } from "../../nodes/row/published.ts"
import type { Said } from "../../nodes/row/said.ts"
import type { Track } from "../../nodes/row/track.ts"
import { comparePublished } from "../../nodes/study/compare-published.ts"
import { studyPage } from "../../nodes/study/study-page.ts"
import { studyPaper } from "../../nodes/study/study-paper.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Files } from "../../src/dataflow/kind/files.ts"
import type { Json } from "../../src/dataflow/kind/json.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Vectors } from "../../src/dataflow/kind/vectors.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import { lossCaptions, mapCaptions, rankingCaptions } from "./captions.ts"
import { level } from "./halving.ts"

/** A trained model: what it learnt in each epoch and what is left of its latents. */
export interface StudiedModel {
  readonly name: string
  readonly history: Ref<Table<typeof HistoryRow.Type>>
  readonly collapse: Ref<Json<typeof Collapse.Type>>
}

/** One table of published numbers and the scores it is filled from. */
export interface PublishedTable {
  readonly title: string
  readonly sentence: string
  /** What the label is called that these scores are against. */
  readonly labelName: string
  readonly scores: ReadonlyArray<Ref<Table<MethodScore>>>
  readonly numbers: ReadonlyArray<Published>
}

/** A figure of a study's own; `name` is what its files are called, its charts are those of `captions`. */
export interface DrawnFigure {
  readonly figure: Ref<Files<"figure">>
  readonly captions: FigureCaptions
  readonly name: string
  /** What the report folds it away under, by default one name for all. */
  readonly fold?: string
}

/** What the paper of a study says that no table does: its words by hand, and what single steps say of their tables. */
export interface StudyWords {
  readonly title: string
  /** Paragraphs on what the system set out to do and what it claims. */
  readonly introduction: ReadonlyArray<string>
  /** Its reference: authors, title, where it lies. */
  readonly repeated: string | null
  readonly said: ReadonlyArray<Ref<Json<typeof Said.Type>>>
  /** Spaces before and after something was put beside them, which the discussion compares under K-Means. */
  readonly gains?: Parameters<typeof studyPaper>[1]["gains"]
}

/** What a study has found. */
export interface Study {
  readonly tracks: Ref<Table<Track>>
  /** The data the tracks come from, or what made them, in words. */
  readonly from: DataSource | string
  readonly labelName: string
  readonly scores: ReadonlyArray<Ref<Table<MethodScore>>>
  readonly tables: ReadonlyArray<PublishedTable>
  readonly models: ReadonlyArray<StudiedModel>
  /** The clustering that is drawn. */
  readonly shown: {
    readonly name: string
    readonly vectors: Ref<Vectors<string>>
    readonly assignments: Ref<Table<Assignment>>
  } | null
  readonly drawn?: ReadonlyArray<DrawnFigure>
  /** What can be heard and seen of the models, or whatever else a node has to say. */
  readonly sections?: Parameters<typeof studyPage>[0]["sections"]
  /** Tables that go with the report, in a folder `tables` beside it. */
  readonly csv?: ReadonlyArray<Ref<Files<"files">>>
  /** Absent, the paper is all tables and what is computed from them. */
  readonly words?: StudyWords
  readonly baselines: ReadonlyArray<string>
  readonly notes: ReadonlyArray<string>
}

const tests = { shown: "label", level, permutations: 1000, resamples: 500 } as const

/** Said where the tracks stand in for those of the study, so that its recipe is repeated and not its numbers. */
const standIn = "These tracks stand in for the study's own, so its numbers are there to be seen and not to be met. "

const ownChapter = "Figures of this study"

const shownCharts = ({ captions, fold, name }: DrawnFigure): ReadonlyArray<ShownChart> => {
  const figure = { name, charts: Object.keys(captions.charts) }
  const { chapter } = captions
  const within = { ...(chapter === undefined ? {} : { chapter }), ...(fold === undefined ? {} : { fold }) }
  return Object.entries(captions.charts).map(([chart, [title, caption]]) => ({
    name: gatheredName(figure, chart),
    title,
    caption,
    ...within
  }))
}

/** Places the end of a study: rank-methods, compare-published, drawings, gather-figures, study-page and study-paper. */
export function* reportStudy(study: Study) {
  const {
    baselines,
    csv = [],
    drawn = [],
    from,
    labelName,
    models,
    notes,
    scores,
    sections = [],
    shown,
    tracks,
    words
  } = study
  const isStandIn = typeof from !== "string" && from._tag === "Embedded"
  const { ranking } = yield* rankMethods({ scores }, {
    metric: "ARI",
    against: "label",
    baselines: [...baselines],
    ...tests
  })
  const separated = yield* rankMethods.as("rank-unlabelled")(
    { scores },
    { metric: "silhouette", against: "own space", baselines: [...baselines], ...tests }
  )
  const published = []
  for (const [at, { numbers, scores: own }] of study.tables.entries()) {
    const place = at === 0 ? comparePublished : comparePublished.as(`compare-published-${at + 1}`)
    published.push((yield* place({ scores: own }, { numbers })).published)
  }
  const ranks = yield* drawRanking({ ranking, unlabelled: separated.ranking }, { labelName, baselines: [...baselines] })
  const all: Array<DrawnFigure> = [{ figure: ranks.figure, captions: rankingCaptions, name: "ranking" }]
  if (shown !== null) {
    const { map } = yield* tSne({ vectors: shown.vectors }, { perplexity: 30, iterations: 500 })
    const title = `t-SNE of ${shown.name}`
    const places = yield* drawMap({ map, assignments: shown.assignments, tracks }, { title })
    all.push({ figure: places.figure, captions: mapCaptions, name: "tsne" })
  }
  for (const model of models) {
    const curves = yield* drawTraining.as(`draw-${slug(model.name)}`)({ history: model.history }, { model: model.name })
    const captions = lossCaptions(model.name)
    all.push({ figure: curves.figure, captions, name: captions.id })
  }
  all.push(...drawn.map((each) => ({ fold: ownChapter, ...each })))
  const { figures } = yield* gatherFigures(
    { figures: all.map(({ figure }) => figure) },
    { names: all.map(({ captions: { charts }, name }) => ({ name, charts: Object.keys(charts) })) }
  )
  const shared = {
    source: typeof from === "string" ? from : null,
    labelName,
    by: { metric: "ARI", against: labelName },
    baselines,
    models: models.map(({ name }) => name),
    tables: study.tables.map(({ labelName: name, sentence, title }) => ({
      title,
      sentence: isStandIn ? standIn + sentence : sentence,
      labelName: name
    })),
    charts: all.flatMap(shownCharts),
    notes
  }
  const inputs = { tracks, ranking, published, collapse: models.map(({ collapse }) => collapse), figures }
  const { report } = yield* studyPage({ ...inputs, csv: [...csv], sections }, shared)
  const { paper } = yield* studyPaper({ ...inputs, said: [...words?.said ?? []] }, {
    ...shared,
    title: words?.title ?? null,
    introduction: words?.introduction ?? [],
    repeated: words?.repeated ?? null,
    gains: words?.gains ?? [],
    isStandIn
  })
  return { report, paper, ranking, published: published[0]!, figures }
}
