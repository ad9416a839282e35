/** What five criteria say about the number of clusters, without labels. Maths: src/learn/cluster/k-criteria.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { kCriteria, type KPicks } from "../../src/learn/cluster/k-criteria.ts"
import { Random } from "../../src/math/random.ts"
import { clustering } from "./cannot-cluster.ts"
import { finiteVectors } from "./finite-vectors.ts"

const Positive = Schema.Int.check(Schema.isGreaterThan(0))

const Params = Schema.Struct({
  kMax: Schema.Int.check(Schema.isGreaterThan(1)),
  restarts: Positive,
  maxIterations: Positive,
  /** Relative to the mean variance of the columns. */
  tolerance: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
  /** Data sets without clusters that the gap statistic compares with. */
  references: Positive,
  /** Pairs of subsamples whose clusterings are compared. */
  repetitions: Positive,
  /** Of the tracks in each subsample. */
  share: Schema.Finite.check(Schema.isBetween({ minimum: 0.5, maximum: 1 }))
})

/** One number of clusters; what is undefined for it is null. */
export const KCriterion = Schema.Struct({
  k: Schema.Int,
  inertia: Schema.Number,
  silhouette: Schema.NullOr(Schema.Number),
  calinskiHarabasz: Schema.NullOr(Schema.Number),
  gap: Schema.Number,
  gapError: Schema.Number,
  stability: Schema.NullOr(Schema.Number)
})

/** The k each criterion picks, and the one most of them do. */
export const KPicked = Schema.Struct({
  elbow: Schema.Int,
  silhouette: Schema.Int,
  calinskiHarabasz: Schema.Int,
  gap: Schema.Int,
  stability: Schema.Int,
  most: Schema.Int
})

/** The number picked most often, the smallest when tied. */
const commonest = (picks: KPicks): number => {
  const votes = [...Map.groupBy(Object.values(picks), (k) => k)]
  return votes.sort(([a, forA], [b, forB]) => forB.length - forA.length || a - b)[0]![0]
}

export const chooseK = /*#__PURE__*/ Node.make("choose-k", {
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: { criteria: table(KCriterion), picks: json(KPicked) },
  run: Effect.fnUntraced(function*({ inputs, params: { kMax, ...params }, report, seed }) {
    const { matrix } = yield* finiteVectors("the choice of k", inputs.vectors)
    // cut to what each subsample holds, as K-Means cuts its range to the tracks there are
    const allowed = Math.floor(params.share * matrix.rows)
    const largest = Math.max(2, Math.min(kMax, matrix.rows - 1, allowed))
    const options = { ...params, largest, random: new Random(seed) }
    const { picks, rows } = yield* clustering("the choice of k", matrix.rows, () => kCriteria(matrix, options))
    const most = commonest(picks)
    const range = largest < kMax ? `up to ${largest}, for want of tracks: ` : ""
    report.summary(`${range}k = ${most}; ${Object.entries(picks).map(([name, k]) => `${name} ${k}`).join(", ")}`)
    return { criteria: rows, picks: { ...picks, most } }
  })
})
