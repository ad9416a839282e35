/**
 * Lyrics as vectors by a multilingual sentence encoder in a local folder, such as multilingual-e5-small. Tracks without
 * lyrics lie at zero. Maths: src/music/text/sentence-encoder.ts. Files: src/music/text/encoder-folder.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { row, zeros } from "../../src/math/matrix.ts"
import { EncoderIncomplete, openNetwork, openTokenizer } from "../../src/music/text/encoder-folder.ts"
import { encodeSentences as encode } from "../../src/music/text/sentence-encoder.ts"
import { LyricsRow } from "../row/lyrics-row.ts"
import { presentRows } from "../row/term-params.ts"

/** A sentence encoder that cannot be used, and how to get one that can. */
export class NoSentenceEncoder extends Schema.TaggedError<NoSentenceEncoder>()("NoSentenceEncoder", {
  folder: Schema.String,
  problem: Schema.String,
  hint: Schema.String
}) {
  override get message() {
    return `The sentence encoder in ${this.folder} cannot be used: ${this.problem}.`
  }
}

const download = (folder: string): string =>
  `hf download Xenova/multilingual-e5-small onnx/model.onnx tokenizer.json tokenizer_config.json --local-dir ${folder}`

/**
 * @example
 * ```ts
 * import { encodeSentences } from "partita/nodes/text"
 * function* part({ lyrics }: Parameters<typeof encodeSentences>[0]) {
 *   const { embedding } = yield* encodeSentences({ lyrics }, {
 *     folder: "multilingual-e5-small", network: "onnx/model.onnx", prefix: "query: ", maxTokens: 512,
 *     batchSize: 8, pooling: "mean", unitLength: true, threads: 1
 *   })
 *   return { embedding }
 * }
 * ```
 */
export const encodeSentences = /*#__PURE__*/ Node.make("encode-sentences", {
  params: Schema.Struct({
    folder: Schema.NonEmptyString,
    /** Path of the network within the folder, such as onnx/model.onnx. */
    network: Schema.NonEmptyString,
    /** Put before every text; the E5 family is trained with "query: ". */
    prefix: Schema.String,
    maxTokens: Schema.Int.check(Schema.isGreaterThan(2)),
    batchSize: Param.positiveInt,
    pooling: Schema.Literals(["mean", "first"]),
    unitLength: Schema.Boolean,
    /** Sums are split over threads, so another number may change the last digits. */
    threads: Param.positiveInt
  }),
  sources: { encoder: ({ folder }) => folder },
  inputs: { lyrics: table(LyricsRow) },
  outputs: { embedding: vectors("lyrics feature") },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { folder, network } = params
    const rows = yield* inputs.lyrics.rows
    const present = presentRows(rows)
    const there = (yield* inputs.encoder.entries).map(({ path }) => path)
    const absent = ["tokenizer.json", "tokenizer_config.json", network].filter((path) => !there.includes(path))
    if (absent.length > 0) {
      const problem = `it has no ${absent.join(" and no ")}`
      return yield* new NoSentenceEncoder({ folder, problem, hint: download(folder) })
    }
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
    const tokenizer = text(yield* inputs.encoder.read("tokenizer.json"))
    const config = text(yield* inputs.encoder.read("tokenizer_config.json"))
    const bytes = yield* inputs.encoder.read(network)
    const { matrix: found, truncated } = yield* attempt(
      async () => {
        const encoder = await openTokenizer({ tokenizer, config })
        const { model, release } = await openNetwork(bytes, params.threads)
        try {
          // an empty text tells how many dimensions there are where nobody sings
          const texts = present.length === 0 ? [""] : present.map((each) => each.text)
          return await encode(texts.map((each) => params.prefix + each), { encoder, model }, params)
        } finally {
          await release()
        }
      },
      Error, // tokenizer and network throw what they like
      (cause) => {
        const hint = cause instanceof EncoderIncomplete ? cause.hint : download(folder)
        return new NoSentenceEncoder({ folder, problem: cause.message, hint })
      }
    )
    const matrix = zeros(rows.length, found.cols)
    let at = 0
    rows.forEach(({ state }, i) => {
      if (state === "present") matrix.data.set(row(found, at++), i * matrix.cols)
    })
    const shortened = truncated === 0 ? "" : `, ${truncated} cut at ${params.maxTokens} tokens`
    report.summary(`${found.cols} dimensions of ${present.length} of ${rows.length} tracks${shortened}`)
    const names = Array.from({ length: found.cols }, (_, d) => `dimension${d + 1}`)
    return { embedding: { ids: rows.map(({ id }) => id), names, matrix } }
  })
})
