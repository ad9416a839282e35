/** What a convolutional model makes of points of its latent space, as spectrograms. Next back: traverse.ts, interpolate.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { model } from "../../src/dataflow/kind/model.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf } from "../../src/learn/training/data.ts"
import { ModelConfig } from "../row/model-config.ts"
import { spectrogramParams } from "../row/spectrogram-params.ts"
import { trainedModel } from "../train/trained-model.ts"

/** A model that does not make pictures. */
export class NoSpectrograms extends Schema.TaggedError<NoSpectrograms>()("NoSpectrograms", { kind: Schema.String }) {
  get hint() {
    return "decode its latents with the node decode"
  }
  override get message() {
    return `A model of kind ${this.kind} does not decode into spectrograms.`
  }
}

export const decodeSpectrograms = /*#__PURE__*/ Node.make("decode-spectrograms", {
  params: Schema.Struct({ floorDb: spectrogramParams.floorDb }),
  inputs: { model: model("autoencoder", ModelConfig), points: vectors("latent") },
  outputs: { logMel: tensor(["track", "mel", "frame"]) },
  run: Effect.fnUntraced(function*({ inputs, params: { floorDb } }) {
    const trained = yield* inputs.model.load
    const { architecture } = trained.config
    if (architecture.kind !== "conv-vae") return yield* new NoSpectrograms({ kind: architecture.kind })
    const { ids, matrix } = yield* inputs.points.load
    const { decode } = yield* Effect.promise(() => import("../../src/learn/training/embed.ts"))
    const found = yield* Effect.promise(() => decode(trainedModel(trained), rowsOf(matrix), null))
    const data = found.map((share) => (1 - share) * floorDb) // back to decibels below the peak
    return { logMel: { shape: [ids.length, architecture.height, architecture.width] as const, data } }
  })
})
