/** Models of pictures by the layers a study states. Models: src/learn/model/mlp-vae.ts, conv-vae.ts. */
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { convVae } from "../../src/learn/model/conv-vae.ts"
import { mlpVae } from "../../src/learn/model/mlp-vae.ts"
import type { Model } from "../../src/learn/model/model.ts"
import type { Architecture } from "./architecture.ts"
import { latentsParam, likelihoodParam, logVarLimitParam } from "./dense-params.ts"

const widths = Schema.Array(Param.positiveInt)

const convolutional = Schema.Struct({
  kind: Schema.Literal("convolutional"),
  channels: widths,
  kernel: Schema.Literals([3, 4])
})

/** Channels of convolutions that halve both axes, or widths of dense layers. */
export const layersParam = Schema.Union([
  convolutional,
  Schema.Struct({ kind: Schema.Literal("dense"), hidden: widths })
])

/** Fields of a node's parameter schema: what a model is but for the size of its pictures. */
export const pictureModelParams = {
  latents: latentsParam,
  likelihood: likelihoodParam,
  logVarLimit: logVarLimitParam
}

/** The same of a model that can be told a condition: it is convolutional. */
export const toldModelParams = { layers: convolutional, ...pictureModelParams }

interface Shape {
  readonly layers: typeof layersParam.Type
  readonly height: number
  readonly width: number
  readonly latents: number
  readonly likelihood: typeof likelihoodParam.Type
  readonly logVarLimit: number
}

/** The model of pictures of a size; `conditions` are the columns it is told, for convolutional models alone. */
export const pictureModel = (
  { height, layers, width, ...posterior }: Shape,
  conditions: number
): { readonly model: Model; readonly architecture: Architecture } => {
  if (layers.kind === "dense") {
    const architecture = { features: height * width, hidden: layers.hidden, ...posterior }
    return { model: mlpVae(architecture), architecture: { kind: "mlp-vae", ...architecture } }
  }
  const { channels, kernel } = layers
  const architecture = { height, width, channels, kernel, conditions, ...posterior }
  return { model: convVae(architecture), architecture: { kind: "conv-vae", ...architecture } }
}
