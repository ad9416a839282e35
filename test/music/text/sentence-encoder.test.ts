import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { row } from "../../../src/math/matrix.ts"
import { type OpenNetwork, openNetwork, openTokenizer } from "../../../src/music/text/encoder-folder.ts"
import { encodeSentences, type SentenceOptions } from "../../../src/music/text/sentence-encoder.ts"
import { tinyEncoder, tinyNetwork, tinyTokenizerJson, words } from "./tiny-encoder.ts"

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
  const open = (config: string) => openTokenizer({ tokenizer: JSON.stringify(tinyTokenizerJson()), config })

  it("splits words into the pieces of its vocabulary, between its marks", async () => {
    const encoder = await open(`{"unk_token":"[UNK]"}`)

    expect(encoder("love  nights")).toEqual([1, 4, 5, words.indexOf("##s"), 2])
    expect(encoder("love unheard ভালোবাসা")).toEqual([1, 4, 3, 7, 2])
    expect(encoder("love night amor")).toEqual(tinyEncoder("love night amor"))
  })

  it("reads Bengali written in either Unicode form alike", async () => {
    const encoder = await open(`{"unk_token":"[UNK]"}`)

    expect(encoder("ভালোবাসা".normalize("NFD"))).toEqual([1, 7, 2])
  })
})
