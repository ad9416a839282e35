/** K-Means on any vectors, with k given or chosen without labels. Maths: src/learn/cluster/k-means.ts, choose-k.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { chooseK } from "../../src/learn/cluster/choose-k.ts"
import { kMeans as cluster } from "../../src/learn/cluster/k-means.ts"
import type { Matrix } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment } from "../row/assignment.ts"
import { clustersByRule, KChoice } from "../row/k-choice.ts"
import { finiteVectors } from "./finite-vectors.ts"
import { byPlaces, possibleK } from "./possible-k.ts"

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
  k: Schema.NullOr(Schema.Int.check(Schema.isGreaterThan(1))),
  kMin: Schema.Int.check(Schema.isGreaterThan(1)),
  kMax: Schema.Int.check(Schema.isGreaterThan(1)),
  restarts: Schema.Int.check(Schema.isGreaterThan(0)),
  maxIterations: Schema.Int.check(Schema.isGreaterThan(0)),
  /** Relative to the mean variance of the columns. */
  tolerance: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))
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

export const kMeans = /*#__PURE__*/ Node.make("k-means", {
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: { assignments: table(Assignment), choice: json(KChoice) },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* finiteVectors("K-Means", inputs.vectors)
    const { candidates, clustering, k, rule } = yield* Effect.try({
      try: () => run(matrix, params, new Random(seed)),
      catch: (cause) => {
        if (cause instanceof RangeError) return new TooFewTracks({ tracks: matrix.rows, problem: cause.message })
        throw cause
      }
    })
    report.summary(clustersByRule(k, rule))
    return {
      assignments: ids.map((id, i) => ({ id, cluster: clustering.labels[i]! })),
      choice: { k, rule, inertia: clustering.inertia, candidates }
    }
  })
})
