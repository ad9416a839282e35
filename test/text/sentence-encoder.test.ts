import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { EncoderIncomplete, type OpenNetwork, openNetwork, openTokenizer } from "../../nodes/text/encoder-folder.ts"
import { row } from "../../src/math/matrix.ts"
import { encodeSentences, type SentenceOptions } from "../../src/text/sentence-encoder.ts"
import { tinyEncoder, tinyNetwork } from "./tiny-encoder.ts"

const options: SentenceOptions = { maxTokens: 8, batchSize: 2, pooling: "mean", unitLength: false }

let network: OpenNetwork
beforeAll(async () => {
  network = await openNetwork(tinyNetwork(), 1)
})
afterAll(() => network.release())

const encode = (texts: ReadonlyArray<string>, changed: Partial<SentenceOptions> = {}) =>
  encodeSentences(texts, { encoder: tinyEncoder, model: network.model }, { ...options, ...changed })

describe("a sentence's vector", () => {
  it("is the mean over its own tokens, not over what fills up the batch", async () => {
    const { matrix } = await encode(["love", "night amor love night"])

    // tokens 1 4 2, and 1 5 6 4 5 2
    expect(row(matrix, 0)[0]).toBeCloseTo(7 / 3, 12)
    expect(row(matrix, 0)[1]).toBeCloseTo(21 / 3, 12)
    expect(row(matrix, 1)[0]).toBeCloseTo(23 / 6, 12)
    expect(row(matrix, 1)[1]).toBeCloseTo(107 / 6, 12)
  })

  it("is the same whichever texts share its batch", async () => {
    const together = await encode(["love", "night amor", "ভালোবাসা love amor", ""], { batchSize: 4 })
    const alone = await encode(["love", "night amor", "ভালোবাসা love amor", ""], { batchSize: 1 })

    expect(together).toEqual(alone)
  })

  it("is the first token's where the network is trained so", async () => {
    const { matrix } = await encode(["love", "night"], { pooling: "first" })

    expect([...matrix.data]).toEqual([1, 1, 1, 1])
  })

  it("has length one when asked for", async () => {
    const { matrix } = await encode(["love"], { unitLength: true })

    expect(Math.hypot(...row(matrix, 0))).toBeCloseTo(1, 12)
  })

  it("of a long text keeps the closing mark and counts the text as cut", async () => {
    const { matrix, truncated } = await encode(["love love love", "love"], { maxTokens: 4 })

    expect(truncated).toBe(1)
    expect(row(matrix, 0)[0]).toBe((1 + 4 + 4 + 2) / 4)
  })

  it("is refused from a network that gives something else", async () => {
    const odd = async () => ({ shape: [3, 7], data: new Float32Array(21) })

    await expect(encodeSentences(["love"], { encoder: tinyEncoder, model: odd }, options)).rejects.toThrow(
      "the network gave 3 × 7 for 1 texts of 3 tokens"
    )
  })
})

describe("a tokenizer", () => {
  it("is opened by the package, from the two files", async () => {
    class Tokenizer {
      readonly known: Readonly<Record<string, number>>
      constructor(tokenizer: { readonly vocab: Readonly<Record<string, number>> }) {
        this.known = tokenizer.vocab
      }
      encode(text: string) {
        return { ids: [this.known[text]!] }
      }
    }

    const encoder = await openTokenizer(
      { tokenizer: `{"vocab":{"love":4}}`, config: "{}" },
      async () => ({ Tokenizer })
    )

    expect(encoder("love")).toEqual([4])
  })

  it("without the package says what to type", async () => {
    const absent = () => Promise.reject(Object.assign(new Error("gone"), { code: "ERR_MODULE_NOT_FOUND" }))

    const failure = await openTokenizer({ tokenizer: "{}", config: "{}" }, absent).catch((error: unknown) => error)

    expect(failure).toBeInstanceOf(EncoderIncomplete)
    expect((failure as EncoderIncomplete).hint).toBe("npm install @huggingface/tokenizers@0.2.0")
  })
})
