/**
 * Fits a VAE under a learnt mixture prior, from a pretrained VAE and a mixture of its latents. Next: nodes/embed/encode.ts
 * and nodes/cluster/prior-components.ts. Model: src/learn/model/vade.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { gaussianMixture } from "../../src/learn/cluster/gaussian-mixture.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import { initialPrior, vade } from "../../src/learn/model/vade.ts"
import { asFloats } from "../../src/learn/training/rebuild-model.ts"
import { Random } from "../../src/math/random.ts"
import { fitModel } from "../row/fit-model.ts"
import { HistoryRow } from "../row/history-row.ts"
import { trainedModel } from "../row/model-config.ts"
import { TrackGroup } from "../row/track-group.ts"
import { continuesTraining, trainingParams } from "../row/training-params.ts"
import { shownBy, view } from "../row/view.ts"

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

/**
 * @example
 * ```ts
 * import { trainVade } from "partita/nodes/train"
 * function* part(wires: Parameters<typeof trainVade>[0]) { // view, pretrained, groups
 *   const { model, history } = yield* trainVade(wires, {
 *     components: 10, restarts: 3, epochs: 50, batchSize: 32, learningRate: 1e-3,
 *     learningRateSchedule: "constant", weightDecay: 0, beta: 0.5, klWarmupEpochs: 0, klCycles: 1,
 *     freeBits: 0, reduction: "sum", gradientClipNorm: 100, validationShare: 0.1, patience: null,
 *     backend: "ort", threads: 1
 *   })
 *   return { model, history }
 * }
 * ```
 */
export const trainVade = /*#__PURE__*/ Node.make("train-vade", {
  seeded: true,
  continues: continuesTraining,
  params: Schema.Struct({
    /** Components of the prior. */
    components: positive,
    /** Descents of the mixture it starts from. */
    restarts: positive,
    ...trainingParams
  }),
  inputs: { view: view("features"), pretrained: trainedModel, groups: many(table(TrackGroup)) },
  outputs: { model: trainedModel, history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params: { components, restarts, ...options }, ...context }) {
    const { config, weights } = yield* inputs.pretrained.load
    const described = config.architecture
    if (described.kind !== "mlp-vae" || described.extension !== undefined) {
      return yield* new CannotPretrain({ kind: described.extension?.kind ?? described.kind })
    }
    const { extension: _, kind, ...architecture } = described
    const plain = mlpVae(architecture)
    const trained = { model: plain, weights: asFloats(weights), backend: config.backend, threads: config.threads }
    const { data } = yield* shownBy(inputs.view)
    const { embed } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const { mean } = yield* Effect.promise(() => embed(trained, data))
    const latents = { rows: data.x.rows, cols: architecture.latents, data: Float64Array.from(mean) }
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
    const deep = vade(plain, components)
    return yield* fitModel(context, inputs, options, () => ({
      model: deep,
      architecture: { kind, ...architecture, extension: { kind: "vade", components } },
      initial: initialPrior(deep.initialize(random.fork("weights")), trained.weights, mixture.components)
    }))
  }, Effect.scoped)
})
