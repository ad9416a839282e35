/** By which rule new tracks join the clusters of each method. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../../dataflow/kind/json.ts"
import { vectors } from "../../dataflow/kind/vectors.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { estimate, momentsOf } from "../../learn/cluster/gaussian-components.ts"
import type { Library } from "./library.ts"
import type { Rule } from "./place-tracks.ts"
import { requireIntact } from "./require-intact.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"

/** Methods whose clusters lie around their centres. */
const centred = ["k-means", "prior-components"]
const neighbours = 5
const Density = Schema.Struct({ eps: Schema.Number })
const Mixture = Schema.Struct({
  covariance: Schema.Literals(["full", "tied", "diag", "spherical"]),
  regularization: Schema.Finite
})
const decodeMixture = Schema.decodeUnknownSync(Mixture)

/**
 * The likeliest component of a mixture, fitted to the responsibilities it ended with; the nearest centre where clusters
 * have one; else a vote of the nearest tracks, for DBSCAN of those within its radius.
 */
export const ruleOf = Effect.fnUntraced(function*(
  store: Store,
  { clustering, pipeline }: ClusteringTrace,
  { points }: Library
) {
  const { density, responsibilities } = clustering.outputs
  if (clustering.node === "gaussian-mixture" && responsibilities !== undefined) {
    yield* requireIntact(store, pipeline, [responsibilities])
    const { matrix } = yield* vectors("component").open(store, responsibilities).load
    const options = decodeMixture(clustering.params)
    return {
      by: "mixture",
      components: estimate(momentsOf(points, options.covariance), matrix, options)
    } satisfies Rule
  }
  if (centred.includes(clustering.node)) return { by: "centre" } satisfies Rule
  if (density === undefined) return { by: "neighbours", neighbours, reach: Infinity } satisfies Rule
  yield* requireIntact(store, pipeline, [density])
  const { eps } = yield* json(Density).open(store, density).value
  return { by: "neighbours", neighbours, reach: eps } satisfies Rule
})
