/** Trained weights with the configuration that shaped them, as one safetensors file. */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { canonicalJson } from "../../format/canonical-json.ts"
import { readWeights, type Weights, writeWeights } from "../../format/safetensors.ts"
import type { ArtifactError, Kind } from "./artifact.ts"
import { opening, saving } from "./storing.ts"

/** `config` is what is needed to rebuild the network; `weights` are its tensors in stated order. */
export interface ModelData<Config> {
  readonly config: Config
  readonly weights: Weights
}

/** A model as a consumer sees it; `Architecture` keeps one network's weights out of another's. */
export interface Model<out Architecture extends string, out Config> {
  readonly kind: "model"
  readonly architecture: Architecture
  readonly load: Effect.Effect<ModelData<Config>, ArtifactError>
}

/**
 * Weights of `architecture`, with a configuration described by `config`. `needs` names the modules that rebuild the
 * network, for nodes that import them when they are handed weights (dsl/code-module.ts).
 */
export const model = <const Architecture extends string, Config, I>(
  architecture: Architecture,
  config: Schema.Codec<Config, I>,
  needs: (config: Config) => ReadonlyArray<string> = () => []
): Kind<"model", Model<Architecture, Config>, ModelData<Config>> => {
  const codec = Schema.toCodecJson(config)
  const encode = Schema.encodeSync(codec)
  const decode = Schema.decodeUnknownSync(codec)
  return {
    tag: "model",
    extension: ".safetensors",
    save: (store, draft) =>
      saving("model", () => {
        const metadata = { architecture, config: canonicalJson(encode(draft.config)) }
        const count = Object.values(draft.weights).reduce((sum, { data }) => sum + data.length, 0)
        const stored = store.putBytes(writeWeights(draft.weights, metadata))
        const summary = `${count.toLocaleString("en")} weights`
        return { kind: "model", ...stored, summary, needs: needs(draft.config) }
      }),
    open: (store, record) => ({
      kind: "model",
      architecture,
      load: opening("model", () => {
        const { metadata, tensors } = readWeights(store.readObject(record.digest))
        if (metadata["architecture"] !== architecture) {
          throw new TypeError(`these are the weights of "${metadata["architecture"]}", not of "${architecture}"`)
        }
        return { config: decode(JSON.parse(metadata["config"] ?? "null")), weights: tensors }
      })
    }),
    items: undefined
  }
}
