/** The report of a pipeline that compares methods, with the ranking and the training of its models drawn. */
import { drawRanking } from "../../nodes/report/draw-ranking.ts"
import { drawTraining } from "../../nodes/report/draw-training.ts"
import { studyReport } from "../../nodes/report/study-report.ts"
import type { Collapse } from "../../nodes/row/collapse.ts"
import type { FigureCaptions } from "../../nodes/row/figure-captions.ts"
import type { HistoryRow } from "../../nodes/row/history-row.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Files } from "../../src/dataflow/kind/files.ts"
import type { Json } from "../../src/dataflow/kind/json.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import { lossCaptions, rankingCaptions } from "./captions.ts"
import type { SharedSpaces } from "./shared-spaces.ts"

type Inputs = Parameters<typeof studyReport>[0]
type Words = Parameters<typeof studyReport>[1]

/** A trained model as the report shows it. */
export interface ReportedModel {
  readonly name: string
  readonly history: Ref<Table<typeof HistoryRow.Type>>
  readonly collapse: Ref<Json<typeof Collapse.Type>>
}

/** A figure and what is written under its charts. */
export interface CaptionedFigure {
  readonly figure: Ref<Files<"figure">>
  readonly captions: FigureCaptions
}

/** What a pipeline has found out, beside the tracks it found it on. */
export interface Reported {
  readonly inputs: Omit<Inputs, "found" | "tracks" | "lyrics" | "problems" | "quarantine" | "collapse" | "figures">
  readonly models: ReadonlyArray<ReportedModel>
  readonly figures: ReadonlyArray<CaptionedFigure>
}

/** Places the drawings all such reports share, and the report. */
export function* reportOn(
  { audioFolder, found, labelName, lyrics, problems, quarantine, tracks }: SharedSpaces,
  { figures, inputs, models }: Reported,
  words: Pick<Words, "shown" | "maps" | "clusterings" | "spaces" | "baselines" | "agreeing" | "ablation" | "notes">
) {
  const { ranking, unlabelledRanking } = inputs
  const ranked = yield* drawRanking({ ranking, unlabelled: unlabelledRanking }, {
    labelName,
    baselines: words.baselines
  })
  const all = [{ figure: ranked.figure, captions: rankingCaptions }, ...figures]
  for (const { history, name } of models) {
    const step = `draw-${slug(name)}`
    all.push({
      figure: (yield* drawTraining.as(step)({ history }, { model: name })).figure,
      captions: lossCaptions(name)
    })
  }
  return yield* studyReport({
    ...inputs,
    found,
    tracks,
    lyrics,
    problems,
    quarantine,
    collapse: models.map(({ collapse }) => collapse),
    figures: all.map(({ figure }) => figure)
  }, {
    ...words,
    audioFolder,
    labelName,
    models: models.map(({ name }) => name),
    captions: all.map(({ captions }) => captions)
  })
}
