/**
 * Fits a dense or convolutional VAE to pictures as they are; nodes/train/conv-vae.ts scales them first, as it should.
 * Next: encode-frames.ts. Models: src/model/mlp-vae.ts, conv-vae.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { model } from "../../src/engine/kind/model.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import * as Node from "../../src/engine/node.ts"
import { convVae } from "../../src/model/conv-vae.ts"
import { mlpVae } from "../../src/model/mlp-vae.ts"
import type { Model } from "../../src/model/model.ts"
import type { Architecture } from "../train/architecture.ts"
import { latentsParam, likelihoodParam, logVarLimitParam } from "../train/dense-params.ts"
import { fitModel } from "../train/fit-model.ts"
import { HistoryRow } from "../train/history-row.ts"
import { ModelConfig } from "../train/model-config.ts"
import { trainingParams } from "../train/training-params.ts"
import { frames } from "./frames.ts"

const widths = Schema.Array(Schema.Int.check(Schema.isGreaterThan(0)))

/** Widths of dense layers, or channels of convolutions that halve both axes. */
export const layersParam = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("dense"), hidden: widths }),
  Schema.Struct({ kind: Schema.Literal("convolutional"), channels: widths, kernel: Schema.Literals([3, 4]) })
])

/** A picture's size and what is to be made of it. */
interface Shape {
  readonly layers: typeof layersParam.Type
  readonly height: number
  readonly width: number
  readonly latents: number
  readonly likelihood: typeof likelihoodParam.Type
  readonly logVarLimit: number
}

const modelOf = (
  { height, layers, width, ...posterior }: Shape
): { readonly model: Model; readonly architecture: Architecture } => {
  if (layers.kind === "dense") {
    const architecture = { features: height * width, hidden: layers.hidden, ...posterior }
    return { model: mlpVae(architecture), architecture: { kind: "mlp-vae", ...architecture } }
  }
  const { channels, kernel } = layers
  const architecture = { height, width, channels, kernel, conditions: 0, ...posterior }
  return { model: convVae(architecture), architecture: { kind: "conv-vae", ...architecture } }
}

export const trainFrames = /*#__PURE__*/ Node.make("train-frames", {
  seeded: true,
  params: Schema.Struct({
    layers: layersParam,
    latents: latentsParam,
    likelihood: likelihoodParam,
    logVarLimit: logVarLimitParam,
    ...trainingParams
  }),
  inputs: { pictures: tensor(["track", "mel", "frame"]) },
  outputs: { model: model("autoencoder", ModelConfig), history: table(HistoryRow) },
  run: Effect.fnUntraced(function*({ inputs, params, ...context }) {
    const { latents, layers, likelihood, logVarLimit, ...options } = params
    const { data, height, width } = yield* frames(inputs.pictures)
    const ids = Array.from({ length: data.x.rows }, (_, i) => `row ${i + 1}`)
    const built = modelOf({ layers, height, width, latents, likelihood, logVarLimit })
    return yield* fitModel(context, { ...built, groups: [], features: [], data, ids, options })
  }, Effect.scoped)
})
