/** Spectral clustering on any vectors, k given or by the eigengap. Maths: src/learn/cluster/spectral.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { spectral as cluster } from "../../src/learn/cluster/spectral.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment, assignmentsOf } from "../row/assignment.ts"
import { clustersByRule, KChoice } from "../row/k-choice.ts"
import { clustering } from "./cannot-cluster.ts"
import { finiteVectors } from "./finite-vectors.ts"
import { byPlaces, possibleK } from "./possible-k.ts"

const Params = Schema.Struct({
  /** Null chooses k between `kMin` and `kMax` where the eigenvalues' widest gap is. */
  k: Schema.NullOr(Schema.Int.check(Schema.isGreaterThan(0))),
  kMin: Schema.Int.check(Schema.isGreaterThan(1)),
  kMax: Schema.Int.check(Schema.isGreaterThan(1)),
  /** `neighbours` counts the track itself, as scikit-learn's n_neighbors does. */
  affinity: Schema.Union([
    Schema.Struct({
      kind: Schema.Literal("neighbours"),
      neighbours: Schema.Int.check(Schema.isGreaterThan(1))
    }),
    Schema.Struct({ kind: Schema.Literal("gaussian"), gamma: Schema.Finite.check(Schema.isGreaterThan(0)) })
  ]),
  restarts: Schema.Int.check(Schema.isGreaterThan(0))
})

export const spectral = /*#__PURE__*/ Node.make("spectral", {
  seeded: true,
  params: Params,
  inputs: { vectors: vectors<string>("vector") },
  outputs: {
    assignments: table(Assignment),
    choice: json(KChoice),
    /** Of the normalised Laplacian, smallest first. */
    eigenvalues: json(Schema.Array(Schema.Number))
  },
  run: Effect.fnUntraced(function*({ inputs, params, report, seed }) {
    const { ids, matrix } = yield* finiteVectors("spectral clustering", inputs.vectors)
    const { affinity, restarts } = params
    const { isLowered, k, kMax, kMin } = possibleK(matrix, params)
    const found = yield* clustering("spectral clustering", matrix.rows, () =>
      cluster(matrix, {
        k: k ?? { smallest: kMin, largest: kMax },
        affinity,
        restarts,
        random: new Random(seed)
      }))
    const rule = isLowered ? byPlaces : k === null ? "the widest eigengap" : "given"
    report.summary(clustersByRule(found.k, rule))
    return {
      assignments: assignmentsOf(ids, found.labels),
      choice: { k: found.k, rule, inertia: inertiaOf(matrix, found.labels), candidates: [] },
      eigenvalues: Array.from(found.eigenvalues)
    }
  })
})
