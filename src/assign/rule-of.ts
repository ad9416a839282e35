/** By which rule new tracks join the clusters of each method. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { json } from "../engine/kind/json.ts"
import type { Store } from "../store/store.ts"
import type { Rule } from "./place-tracks.ts"
import { requireIntact } from "./require-intact.ts"
import type { ClusteringTrace } from "./trace-clustering.ts"

/** Methods whose clusters lie around their centres. */
const centred = ["k-means", "gaussian-mixture", "prior-components"]
const neighbours = 5
const Density = Schema.Struct({ eps: Schema.Number })

/** The nearest centre where clusters have one; else a vote of the nearest tracks, for DBSCAN of those within its radius. */
export const ruleOf = Effect.fnUntraced(function*(store: Store, { clustering, pipeline }: ClusteringTrace) {
  if (centred.includes(clustering.node)) return { by: "centre" } satisfies Rule
  const density = clustering.outputs["density"]
  if (density === undefined) return { by: "neighbours", neighbours, reach: Infinity } satisfies Rule
  yield* requireIntact(store, pipeline, [density])
  const { eps } = yield* json(Density).open(store, density).value
  return { by: "neighbours", neighbours, reach: eps } satisfies Rule
})
