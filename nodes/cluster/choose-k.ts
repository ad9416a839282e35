/** What five criteria say about the number of clusters, without labels. Maths: src/learn/cluster/k-criteria.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { finite } from "../../src/dataflow/kind/finite.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { cannotCluster } from "../../src/learn/cluster/cannot-cluster.ts"
import { kCriteria, type KPicks } from "../../src/learn/cluster/k-criteria.ts"
import { Random } from "../../src/math/random.ts"
import { descentParams } from "../row/descent-params.ts"
import { KCriterion, KPicked } from "../row/k-criterion.ts"

const Params = Schema.Struct({
  kMax: Param.several,
  ...descentParams,
  /** Data sets without clusters that the gap statistic compares with. */
  references: Param.positiveInt,
  /** Pairs of subsamples whose clusterings are compared. */
  repetitions: Param.positiveInt,
  /** Of the tracks in each subsample. */
  share: Schema.Finite.check(Schema.isBetween({ minimum: 0.5, maximum: 1 }))
})

/** The number picked most often, the smallest when tied. */
const commonest = (picks: KPicks): number => {
  const votes = [...Map.groupBy(Object.values(picks), (k) => k)]
  return votes.sort(([a, forA], [b, forB]) => forB.length - forA.length || a - b)[0]![0]
}

/**
 * @example
 * ```ts
 * import { chooseK } from "partita/nodes/cluster"
 * function* part({ vectors }: Parameters<typeof chooseK>[0]) {
 *   const { criteria, picks } = yield* chooseK({ vectors }, {
 *     kMax: 15, restarts: 5, maxIterations: 300, tolerance: 0, references: 10, repetitions: 10, share: 0.8
 *   })
 *   return { criteria, picks }
 * }
 * ```
 */
export const chooseK = /*#__PURE__*/ Node.make("choose-k", {
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: { criteria: table(KCriterion), picks: json(KPicked) },
  run: Effect.fnUntraced(function*({ inputs, params: { kMax, ...params }, report, seed }) {
    const { matrix } = yield* finite("the choice of k", inputs.vectors)
    // cut to what each subsample holds, as K-Means cuts its range to the tracks there are
    const allowed = Math.floor(params.share * matrix.rows)
    const largest = Math.max(2, Math.min(kMax, matrix.rows - 1, allowed))
    const options = { ...params, largest, random: new Random(seed) }
    const { picks, rows } = yield* attempt(
      () => kCriteria(matrix, options),
      RangeError,
      cannotCluster("the choice of k", matrix.rows)
    )
    const most = commonest(picks)
    const range = largest < kMax ? `up to ${largest}, for want of tracks: ` : ""
    report.summary(`${range}k = ${most}; ${Object.entries(picks).map(([name, k]) => `${name} ${k}`).join(", ")}`)
    return { criteria: rows, picks: { ...picks, most } }
  })
})
