/** Fits a VAE to standardised features. Next: nodes/embed/encode.ts. Model: src/model/mlp-vae.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { effectiveBeta } from "../../src/model/elbo.ts"
import type { EpochRecord } from "../../src/training/history.ts"
import { HistoryRow } from "./history-row.ts"
import { Trainer } from "./trainer.ts"
import { VaeConfig } from "./vae-config.ts"

const positive = Schema.Int.check(Schema.isGreaterThan(0))
const share = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 0.9 }))

const rowsOf = ({ epoch, train, validation }: EpochRecord): ReadonlyArray<typeof HistoryRow.Type> => [
  { epoch, split: "train", ...train },
  ...(validation === null ? [] : [{ epoch, split: "validation" as const, ...validation }])
]

export const trainVae = /*#__PURE__*/ Node.make("train-vae", {
  seeded: true,
  params: Schema.Struct({
    hidden: Schema.Array(positive),
    latents: positive,
    epochs: positive,
    batchSize: positive,
    learningRate: Schema.Finite.check(Schema.isGreaterThan(0)),
    beta: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
    klWarmupEpochs: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)),
    /** Whether the loss sums over features and latents or averages; β means another thing under each. */
    reduction: Schema.Literals(["sum", "mean"]),
    gradientClipNorm: Schema.Finite.check(Schema.isGreaterThan(0)),
    logVarLimit: Schema.Finite.check(Schema.isGreaterThan(0)),
    validationShare: share,
    /** Epochs without a better validation loss before stopping; null trains to the end. */
    patience: Schema.NullOr(positive),
    backend: Schema.Literals(["ort", "wasm", "cpu"])
  }),
  inputs: { features: vectors("feature") },
  outputs: { vae: model("mlp-vae", VaeConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ checkpoint, inputs, nowMs, params, report, seed }) {
    const { matrix, names } = yield* inputs.features.load
    const trainer = yield* Trainer
    const { hidden, latents, logVarLimit, ...options } = params
    const architecture = { features: matrix.cols, hidden, latents, logVarLimit }
    const x = { rows: matrix.rows, cols: matrix.cols, data: Float32Array.from(matrix.data) }
    const { bestEpoch, history, weights } = yield* trainer.fit(x, { ...options, architecture, seed }, {
      onEpoch: ({ epoch, train }) => report.progress("epoch", epoch, params.epochs, { loss: train.total }),
      loadCheckpoint: checkpoint.load,
      saveCheckpoint: checkpoint.save,
      checkpointEveryMs: 5_000,
      nowMs
    })
    const effective = effectiveBeta(params.reduction, params.beta, matrix.cols, latents)
    const last = history[bestEpoch - 1]!
    report.metric("reconstruction", { value: last.train.reconstruction, better: "lower" })
    report.summary(`${bestEpoch} epochs, loss ${last.train.total.toFixed(1)}, effective beta ${effective.toFixed(2)}`)
    const { backend, beta, reduction } = params
    return {
      vae: {
        config: {
          features: names,
          hidden,
          latents,
          logVarLimit,
          beta,
          reduction,
          effectiveBeta: effective,
          bestEpoch,
          backend
        },
        weights
      },
      history: history.flatMap(rowsOf)
    }
  })
})
