/** Trained weights with the configuration that shaped them, as one safetensors file. */
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import { canonicalJson } from "../../format/canonical-json.ts"
import type { ManifestEntry } from "../../format/manifest.ts"
import { readWeights, type Weights, writeWeights } from "../../format/safetensors.ts"
import type { Store } from "../store/store.ts"
import type { ArtifactError, ItemKind } from "./artifact.ts"
import { checkEach, described, fieldsOf, refuse, schemaProblem } from "./check.ts"
import { files, recordOf } from "./files.ts"
import { readLines, saveLines } from "./json-lines.ts"
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

/** A kind of models. A mapped node's become a folder of safetensors files named after the items. */
export interface ModelKind<out Architecture extends string, in out Config>
  extends ItemKind<"model", Model<Architecture, Config>, ModelData<Config>, ModelData<Config>>
{
  readonly gathered: typeof files
}

const checkedWeights = (weights: unknown): Weights => {
  if (typeof weights !== "object" || weights === null) return refuse(`"weights" is ${described(weights)}`)
  for (const [name, tensor] of Object.entries(weights)) {
    const { data, shape } = fieldsOf(tensor, ["shape", "data"])
    if (!(data instanceof Float32Array || data instanceof Float64Array)) {
      refuse(`weight "${name}" is ${described(data)}, not a Float32Array or Float64Array`)
    }
    const count = (shape as ReadonlyArray<number>).reduce((product, length) => product * length, 1)
    if (count !== (data as Float32Array).length) {
      refuse(
        `weight "${name}" of shape ${String(shape)} needs ${count} numbers, ${(data as Float32Array).length} given`
      )
    }
  }
  return weights as Weights
}

const countOf = (weights: Weights): number => Object.values(weights).reduce((sum, { data }) => sum + data.length, 0)

/**
 * Weights of `architecture`, with a configuration described by `config`. `needs` names the modules that rebuild the
 * network, for nodes that import them when they are handed weights (dsl/code-module.ts).
 *
 * @example
 * ```ts
 * import { model, Node, Schema } from "partita"
 * export const start = Node.fn({
 *   outputs: { network: model("line", Schema.Struct({ latents: Schema.Int })) },
 *   run: () => ({ network: { config: { latents: 1 }, weights: { slope: { shape: [1], data: Float32Array.of(2) } } } })
 * })
 * ```
 */
export const model = <const Architecture extends string, Config, I>(
  architecture: Architecture,
  config: Schema.Codec<Config, I>,
  needs: (config: Config) => ReadonlyArray<string> = () => []
): ModelKind<Architecture, Config> => {
  const codec = Schema.toCodecJson(config)
  const encode = Schema.encodeUnknownResult(codec)
  const decode = Schema.decodeUnknownSync(codec)
  const bytesOf = (draft: ModelData<Config>): Uint8Array => {
    const fields = fieldsOf(draft, ["config", "weights"])
    const encoded = encode(fields.config)
    if (encoded._tag === "Failure") return refuse(`"config": ${schemaProblem(encoded.failure.issue)}`)
    return writeWeights(checkedWeights(fields.weights), { architecture, config: canonicalJson(encoded.success) })
  }
  const parse = (bytes: Uint8Array): ModelData<Config> => {
    const { metadata, tensors } = readWeights(bytes)
    if (metadata["architecture"] !== architecture) {
      throw new TypeError(`these are the weights of "${metadata["architecture"]}", not of "${architecture}"`)
    }
    return { config: decode(JSON.parse(metadata["config"] ?? "null")), weights: tensors }
  }
  const read = async (_store: Store, path: string) => parse(fs.readFileSync(path))
  return {
    tag: "model",
    extension: ".safetensors",
    save: (store, draft) =>
      saving("model", () => {
        const stored = store.putBytes(bytesOf(draft))
        const summary = `${countOf(draft.weights).toLocaleString("en")} weights`
        return { kind: "model", ...stored, summary, needs: needs(draft.config) }
      }),
    open: (store, record) => ({
      kind: "model",
      architecture,
      load: opening("model", () => parse(store.readObject(record.digest)))
    }),
    items: {
      saveBatch: (store, drafts) =>
        saving("model", () => saveLines(store, checkEach(drafts, bytesOf).map((bytes) => [store.putBytes(bytes)]))),
      gather: (store, parts) =>
        saving("model", () => {
          const stored = readLines(store, parts) as ReadonlyArray<Omit<ManifestEntry, "path">>
          const entries = parts.map(({ item = "" }, i) => ({ ...stored[i]!, path: `${item}.safetensors` }))
          const twice = entries.find(({ path }, i) => entries.findIndex((each) => each.path === path) !== i)
          if (twice !== undefined) throw new RangeError(`two items would be the file "${twice.path}"`)
          return recordOf(store, "files", { entries })
        })
    },
    file: { read, readItem: read },
    gathered: files
  }
}
