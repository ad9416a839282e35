/**
 * Fits a VAE under a learnt mixture prior, from a pretrained VAE and a mixture of its latents. Next: nodes/embed/encode.ts
 * and nodes/cluster/prior-components.ts. Model: src/learn/model/vade.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { gaussianMixture } from "../../src/learn/cluster/gaussian-mixture.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { initialPrior, vade } from "../../src/learn/model/vade.ts"
import { onlyFeatures } from "../../src/learn/training/data.ts"
import { Random } from "../../src/math/random.ts"
import { HistoryRow } from "../row/history-row.ts"
import { ModelConfig } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { trainingParams } from "../row/training-params.ts"
import { fitModel } from "./fit-model.ts"
import { trainedModel } from "./trained-model.ts"

/** A pretrained model that is no plain VAE of features. */
export class CannotPretrain extends Schema.TaggedError<CannotPretrain>()("CannotPretrain", { kind: Schema.String }) {
  get hint() {
    return "wire the model of train-vae"
  }
  override get message() {
    return `A mixture prior starts from a plain VAE, not from a model of kind ${this.kind}.`
  }
}

const positive = Schema.Int.check(Schema.isGreaterThan(0))

export const trainVade = /*#__PURE__*/ Node.make("train-vade", {
  seeded: true,
  params: Schema.Struct({
    /** Components of the prior. */
    components: positive,
    /** Descents of the mixture it starts from. */
    restarts: positive,
    ...trainingParams
  }),
  inputs: {
    features: vectors("feature"),
    pretrained: model("autoencoder", ModelConfig),
    groups: many(table(TrackGroup))
  },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { ids, matrix, names } = yield* inputs.features.load
    const pretrained = yield* inputs.pretrained.load
    const { components, restarts, ...options } = params
    const described = pretrained.config.architecture
    if (described.kind !== "mlp-vae" || described.extension !== undefined) {
      return yield* new CannotPretrain({ kind: described.extension?.kind ?? described.kind })
    }
    const { kind: _, extension: __, ...architecture } = described
    const { embed } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const trained = trainedModel(pretrained)
    const { mean } = yield* Effect.promise(() => embed(trained, onlyFeatures(matrix)))
    const latents = { rows: matrix.rows, cols: architecture.latents, data: Float64Array.from(mean) }
    const random = new Random(context.seed)
    const mixture = gaussianMixture(latents, {
      k: components,
      covariance: "diag",
      restarts,
      maxIterations: 200,
      tolerance: 1e-3,
      regularization: 1e-6,
      random: random.fork("mixture")
    })
    const deep = vade(mlpVae(architecture), components)
    return yield* fitModel(context, {
      groups: inputs.groups,
      model: deep,
      architecture: { kind: "mlp-vae", ...architecture, extension: { kind: "vade", components } },
      features: names,
      data: onlyFeatures(matrix),
      ids,
      options,
      initial: initialPrior(deep.initialize(random.fork("weights")), trained.weights, mixture.components)
    })
  })
})
