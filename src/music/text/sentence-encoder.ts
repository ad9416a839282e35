/**
 * Texts as vectors by a pretrained network: tokens in, one vector per token out, pooled into one per text.
 * Source: Reimers & Gurevych 2019, "Sentence-BERT" (arXiv:1908.10084). Loading: nodes/text/encode-sentences.ts.
 */
import { type Matrix, row, zeros } from "../../math/matrix.ts"

/** Text to token numbers, first and last marks included. */
export type TokenEncoder = (text: string) => ReadonlyArray<number>

/** Texts side by side, shorter ones filled up with 0 where `mask` is 0. Shapes: `ids`, `mask` [text, token]. */
export interface TokenBatch {
  readonly texts: number
  readonly tokens: number
  readonly ids: BigInt64Array
  readonly mask: BigInt64Array
}

/** What a network makes of a batch: [text, token, dimension], or [text, dimension] when it pools by itself. */
export interface Encoding {
  readonly shape: ReadonlyArray<number>
  readonly data: Float32Array
}

/** Runs a network. */
export type SequenceModel = (batch: TokenBatch) => Promise<Encoding>

/** `first` takes the vector of the first mark, which some networks are trained to fill. */
export interface SentenceOptions {
  readonly maxTokens: number
  readonly batchSize: number
  readonly pooling: "mean" | "first"
  readonly unitLength: boolean
}

/** Vectors of texts. Shapes: `matrix` [text, dimension]. `truncated`: texts longer than the network reads. */
export interface Sentences {
  readonly matrix: Matrix
  readonly truncated: number
}

/** Keeps the closing mark of a text that is cut. */
const cut = (ids: ReadonlyArray<number>, maxTokens: number): ReadonlyArray<number> =>
  ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids[ids.length - 1]!]

const batchOf = (texts: ReadonlyArray<ReadonlyArray<number>>): TokenBatch => {
  const tokens = Math.max(...texts.map((ids) => ids.length))
  const ids = new BigInt64Array(texts.length * tokens)
  const mask = new BigInt64Array(texts.length * tokens)
  texts.forEach((text, i) =>
    text.forEach((id, t) => {
      ids[i * tokens + t] = BigInt(id)
      mask[i * tokens + t] = 1n
    })
  )
  return { texts: texts.length, tokens, ids, mask }
}

/** The vector of text `i` into `out`. */
const pool = ({ data, shape }: Encoding, { mask, tokens }: TokenBatch, i: number, out: Float64Array, mean: boolean) => {
  const isPooled = shape.length === 2
  const positions = isPooled ? 1 : tokens
  const used = isPooled || !mean
    ? 1
    : mask.subarray(i * tokens, (i + 1) * tokens).reduce((n, one) => n + Number(one), 0)
  for (let t = 0; t < used; t++) { // texts are filled up at their end
    const from = (i * positions + t) * out.length
    for (let d = 0; d < out.length; d++) out[d]! += data[from + d]! / used
  }
}

const scaleToUnit = (vector: Float64Array): void => {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  if (length > 0) { for (let d = 0; d < vector.length; d++) vector[d]! /= length }
}

/**
 * One vector per text. Texts of like length share a batch, so that little is computed on filling.
 *
 * Failure: a TypeError when the network's output has another shape than [text, token, dimension] or [text, dimension].
 *
 * @example
 * ```ts
 * import { encodeSentences } from "partita/text"
 * const network = {
 *   encoder: (text: string) => [...text].map((letter) => letter.codePointAt(0)!),
 *   model: async ({ texts, tokens }: { texts: number; tokens: number }) => ({
 *     shape: [texts, tokens, 2],
 *     data: new Float32Array(texts * tokens * 2).fill(1)
 *   })
 * }
 * const options = { maxTokens: 8, batchSize: 4, pooling: "mean", unitLength: false } as const
 * const { matrix, truncated } = await encodeSentences(["home", "far from home"], network, options)
 * matrix.cols // → 2
 * truncated // → 1
 * ```
 */
export const encodeSentences = async (
  texts: ReadonlyArray<string>,
  { encoder, model }: { readonly encoder: TokenEncoder; readonly model: SequenceModel },
  { batchSize, maxTokens, pooling, unitLength }: SentenceOptions
): Promise<Sentences> => {
  const full = texts.map(encoder)
  const ids = full.map((each) => cut(each, maxTokens))
  const order = Array.from(ids.keys()).sort((a, b) => ids[a]!.length - ids[b]!.length || a - b)
  let matrix: Matrix = zeros(texts.length, 0)
  for (let start = 0; start < order.length; start += batchSize) {
    const places = order.slice(start, start + batchSize)
    const batch = batchOf(places.map((i) => ids[i]!))
    const encoding = await model(batch)
    const { shape } = encoding
    const dimensions = shape[shape.length - 1] ?? 0
    const isToken = shape.length === 3 && shape[1] === batch.tokens
    if (shape[0] !== places.length || !(isToken || shape.length === 2)) {
      throw new TypeError(`the network gave ${shape.join(" × ")} for ${batch.texts} texts of ${batch.tokens} tokens`)
    }
    if (start === 0) matrix = zeros(texts.length, dimensions)
    places.forEach((i, k) => {
      const vector = row(matrix, i)
      pool(encoding, batch, k, vector, pooling === "mean")
      if (unitLength) scaleToUnit(vector)
    })
  }
  return { matrix, truncated: full.filter((each) => each.length > maxTokens).length }
}
