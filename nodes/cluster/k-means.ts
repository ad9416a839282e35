/** K-Means on any vectors, with k given or chosen without labels. Maths: src/learn/cluster/k-means.ts, choose-k.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { chooseK } from "../../src/learn/cluster/choose-k.ts"
import { kMeans as cluster } from "../../src/learn/cluster/k-means.ts"
import { byPlaces, possibleK } from "../../src/learn/cluster/possible-k.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment } from "../row/assignment.ts"
import { descentParams } from "../row/descent-params.ts"
import { clustersByRule, KChoice } from "../row/k-choice.ts"

/** More clusters than tracks, or too few tracks to choose from. */
export class TooFewTracks extends Schema.TaggedError<TooFewTracks>()("TooFewTracks", {
  tracks: Schema.Int,
  problem: Schema.String
}) {
  get hint() {
    return this.tracks < 2 ? "give more tracks" : `give more tracks, or set k to at most ${this.tracks}`
  }
  override get message() {
    return `K-Means has ${this.tracks === 1 ? "1 track" : `${this.tracks} tracks`}: ${this.problem}.`
  }
}

const Params = Schema.Struct({
  /** Null chooses k between `kMin` and `kMax` by the highest silhouette. */
  k: Schema.NullOr(Param.several),
  kMin: Param.several,
  kMax: Param.several,
  ...descentParams
})

const run = (matrix: Matrix, params: typeof Params.Type, random: Random) => {
  const { k: _k, kMax: _kMax, kMin: _kMin, ...options } = params
  const { isLowered, k, kMax, kMin } = possibleK(matrix, params)
  if (k !== null) {
    const rule = isLowered ? byPlaces : "given"
    return { clustering: cluster(matrix, { ...options, k, random }), k, rule, candidates: [] }
  }
  const chosen = chooseK(matrix, { smallest: kMin, largest: kMax }, { ...options, random })
  return { ...chosen, rule: "the highest silhouette" }
}

/**
 * @example
 * ```ts
 * import { kMeans } from "partita/nodes/cluster"
 * function* part({ vectors }: Parameters<typeof kMeans>[0]) {
 *   const { assignments, choice } = yield* kMeans({ vectors }, {
 *     k: null, kMin: 2, kMax: 12, restarts: 10, maxIterations: 300, tolerance: 0
 *   })
 *   return { assignments, choice }
 * }
 * ```
 */
export const kMeans = /*#__PURE__*/ Node.make("k-means", {
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: { assignments: table(Assignment), choice: json(KChoice) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* finite("K-Means", inputs.vectors)
    const { candidates, clustering, k, rule } = yield* attempt(
      () => run(matrix, params, new Random(seed)),
      RangeError,
      ({ message }) => new TooFewTracks({ tracks: matrix.rows, problem: message })
    )
    report.summary(clustersByRule(k, rule))
    return {
      assignments: ids.map((id, i) => ({ id, cluster: clustering.labels[i]! })),
      choice: { k, rule, inertia: clustering.inertia, candidates }
    }
  })
})
