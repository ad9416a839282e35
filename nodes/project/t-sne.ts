/** A t-SNE map of tracks. Maths: src/learn/projection/t-sne.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { tSne as embed } from "../../src/learn/projection/t-sne.ts"
import { Random } from "../../src/math/random.ts"
import { MapPoints } from "../row/point.ts"

const fewest = 4 // src/learn/projection/t-sne.ts

/** Tracks whose places no map can show. */
export class TooFewToMap extends Schema.TaggedError<TooFewToMap>()("TooFewToMap", { tracks: Schema.Int }) {
  get hint() {
    return "give more tracks, or leave the map out"
  }
  override get message() {
    return `A t-SNE map needs at least ${fewest} tracks; there ${this.tracks === 1 ? "is 1" : `are ${this.tracks}`}.`
  }
}

/**
 * @example
 * ```ts
 * import { tSne } from "partita/nodes/project"
 * function* part({ vectors }: Parameters<typeof tSne>[0]) {
 *   const { map } = yield* tSne({ vectors }, { perplexity: 30, iterations: 750 })
 *   return { map }
 * }
 * ```
 */
export const tSne = /*#__PURE__*/ Node.make("t-sne", {
  seeded: true,
  params: Schema.Struct({
    perplexity: Schema.Finite.check(Schema.isGreaterThan(1)),
    iterations: Param.positiveInt
  }),
  inputs: { vectors: vectors<string>("vector") },
  outputs: { map: MapPoints },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* inputs.vectors.load
    if (matrix.rows < fewest) return yield* new TooFewToMap({ tracks: matrix.rows })
    const { embedding, klDivergence, perplexity } = tSne2d(matrix, params, seed, report.progress)
    report.summary(`perplexity ${perplexity}, KL ${klDivergence.toFixed(3)}`)
    return { map: { ids, names: ["x", "y"], matrix: embedding } }
  })
})

const tSne2d = (
  matrix: Parameters<typeof embed>[0],
  params: { readonly perplexity: number; readonly iterations: number },
  seed: number,
  progress: (unit: string, done: number, of: number) => void
) =>
  embed(matrix, {
    ...params,
    random: new Random(seed),
    onIteration: (iteration) => {
      if (iteration % 50 === 0) progress("iterations", iteration, params.iterations)
    }
  })
