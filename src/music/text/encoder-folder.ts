/** A sentence encoder from a folder on this machine: tokenizer.json and a network in ONNX. Nothing is downloaded. */
import type { Tensor } from "onnxruntime-node"
import type { SequenceModel, TokenEncoder } from "./sentence-encoder.ts"

/** Something a sentence encoder needs is not there; `hint` is what to type. */
export class EncoderIncomplete extends Error {
  override readonly name = "EncoderIncomplete"
  readonly _tag = "EncoderIncomplete"
  readonly hint: string
  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

/**
 * The tokenizer that `tokenizer.json` and `tokenizer_config.json` describe.
 *
 * Failure: EncoderIncomplete, from the encoder, for a token without a number.
 */
export const openTokenizer = async (
  { config, tokenizer }: { readonly tokenizer: string; readonly config: string }
): Promise<TokenEncoder> => {
  const { Tokenizer } = await import("@huggingface/tokenizers")
  const opened = new Tokenizer(JSON.parse(tokenizer), JSON.parse(config))
  return (text) => {
    const ids: ReadonlyArray<number | undefined> = opened.encode(text).ids
    const numbers = ids.filter((id) => id !== undefined)
    if (numbers.length === ids.length) return numbers
    throw new EncoderIncomplete(
      `the tokenizer has no number for a part of "${text.slice(0, 40)}"`,
      "name unk_token in tokenizer_config.json"
    )
  }
}

/** A network and how to let go of it. */
export interface OpenNetwork {
  readonly model: SequenceModel
  readonly release: () => Promise<void>
}

const outputNames = ["sentence_embedding", "last_hidden_state"]

/** Opens an ONNX network that takes input_ids and attention_mask, and token_type_ids where it asks for them. */
export const openNetwork = async (bytes: Uint8Array, threads: number): Promise<OpenNetwork> => {
  const { InferenceSession, Tensor } = (await import("onnxruntime-node")).default
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: threads, interOpNumThreads: 1 })
  const output = outputNames.find((name) => session.outputNames.includes(name)) ?? session.outputNames[0]!
  const model: SequenceModel = async ({ ids, mask, texts, tokens }) => {
    const tensor = (data: BigInt64Array): Tensor => new Tensor("int64", data, [texts, tokens])
    const given: Record<string, Tensor> = {
      input_ids: tensor(ids),
      attention_mask: tensor(mask),
      token_type_ids: tensor(new BigInt64Array(ids.length))
    }
    const feeds: Record<string, Tensor> = {}
    for (const name of session.inputNames) {
      const value = given[name]
      if (value === undefined) {
        throw new EncoderIncomplete(`the network asks for "${name}"`, "export it for feature extraction")
      }
      feeds[name] = value
    }
    const { data, dims } = (await session.run(feeds, [output]))[output]!
    return { shape: dims, data: data as Float32Array }
  }
  return { model, release: () => session.release() }
}
