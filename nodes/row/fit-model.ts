/** What all training nodes do: open the view, build the model for what it shows, train, report, and describe the result. */
import * as Effect from "effect/Effect"
import type { NodeContext } from "../../src/dataflow/dsl/context.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import { effectiveBeta } from "../../src/learn/model/elbo.ts"
import type { Architecture } from "../../src/learn/model/model-of.ts"
import type { Model } from "../../src/learn/model/model.ts"
import type { Weights } from "../../src/learn/model/weights.ts"
import type { TrainingOptions } from "../../src/learn/training/config.ts"
import type { TrainingData } from "../../src/learn/training/data.ts"
import type { EpochRecord } from "../../src/learn/training/history.ts"
import type { TrainingHooks } from "../../src/learn/training/training-hooks.ts"
import type { HistoryRow } from "./history-row.ts"
import type { TrackGroup } from "./track-group.ts"
import { Trainer } from "./trainer.ts"
import { type Shown, shownBy, type View } from "./view.ts"

const rowsOf = (
  { beta, epoch, learningRate, train, validation }: EpochRecord,
  finalBeta: number
): ReadonlyArray<typeof HistoryRow.Type> => [
  { epoch, split: "train", ...train, beta, learningRate },
  ...(validation === null
    ? []
    : [{ epoch, split: "validation" as const, ...validation, beta: finalBeta, learningRate }])
]

const checkpointEveryMs = 5_000

/** Inputs of a training node. */
export interface FittingInputs {
  readonly view: View<string>
  /** Tables that say which tracks are held out together or not at all; each track alone without any. */
  readonly groups: ReadonlyArray<Table<typeof TrackGroup.Type>>
}

/** The model for what a view shows, `architecture` its description. */
export interface Built {
  readonly model: Model
  readonly architecture: Architecture
  /** Weights to start from, such as those of a pretraining; fresh ones where absent. */
  readonly initial?: Weights
}

/** The data with each track's group; unchanged where all tracks are of one group, which leaves nothing to hold out. */
const withGroups = (
  data: TrainingData,
  ids: ReadonlyArray<string>,
  rows: ReadonlyArray<typeof TrackGroup.Type>
): TrainingData => {
  const groupOf = new Map(rows.map(({ artist, group, id }) => [id, group ?? artist]))
  const found = ids.map((id) => groupOf.get(id) ?? null)
  return new Set(found.map((group, i) => group ?? i)).size < 2 ? data : { ...data, groups: found }
}

/** The draft of a `model` artifact with its configuration, and of the history table. */
export const fitModel = Effect.fnUntraced(function*(
  { checkpoint, nowMs, report, seed }: Pick<NodeContext<unknown, unknown>, "checkpoint" | "nowMs" | "report" | "seed">,
  inputs: FittingInputs,
  options: Omit<TrainingOptions, "seed">,
  build: (shown: Shown) => Built
) {
  const shown = yield* shownBy(inputs.view)
  const { architecture, initial, model } = build(shown)
  const trainer = yield* Trainer
  const hooks: TrainingHooks = {
    onEpoch: ({ epoch, train }) => report.progress("epoch", epoch, options.epochs, { loss: train.total }),
    loadCheckpoint: checkpoint.load,
    saveCheckpoint: checkpoint.save,
    loadEarlier: checkpoint.earlier,
    keep: checkpoint.keep,
    checkpointEveryMs,
    nowMs
  }
  const rows = (yield* Effect.forEach(inputs.groups, (table) => table.rows)).flat()
  const grouped = withGroups(shown.data, shown.ids, rows)
  const trained = yield* trainer.fit(model, grouped, { ...options, seed }, shown.ids, hooks, initial)
  const { backend, bestEpoch, history, weights } = trained
  const { beta, reduction, threads } = options
  const features = [...shown.features, ...shown.lyrics]
  const effective = model.parts.map(({ likelihood, weight }) =>
    effectiveBeta({ features: model.features, latents: model.latents, likelihood, weight }, reduction, beta)
  )
  const last = history[bestEpoch - 1]!
  report.metric("reconstruction", { value: last.train.reconstruction, better: "lower" })
  const named = effective.map((value) => value.toFixed(2)).join(" and ")
  report.summary(`${bestEpoch} epochs, loss ${last.train.total.toFixed(1)}, effective beta ${named}`)
  return {
    model: {
      config: { architecture, features, beta, reduction, effectiveBeta: effective, bestEpoch, backend, threads },
      weights
    },
    history: history.flatMap((record) => rowsOf(record, beta))
  }
}, Effect.scoped)
