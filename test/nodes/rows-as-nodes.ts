/** Nodes for tests: tracks, vectors and clusterings exactly as written in the pipeline. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Assignment } from "../../nodes/row/assignment.ts"
import { RankedRow } from "../../nodes/row/ranking.ts"
import { Track } from "../../nodes/row/track.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { rankedOf } from "./ranked-of.ts"

const idOf = (i: number): string => `track${i}`

/** One vector, one label and one text per track. */
export const givenTracks = /*#__PURE__*/ Node.make("given-tracks", {
  params: Schema.Struct({
    vectors: Schema.Array(Schema.Array(Schema.Number)),
    labels: Schema.Array(Schema.NullOr(Schema.String)),
    lyrics: Schema.Array(Schema.NullOr(Schema.String))
  }),
  inputs: {},
  outputs: { tracks: table(Track), features: vectors("feature") },
  run: ({ params }) =>
    Effect.sync(() => {
      const cols = params.vectors[0]!.length
      const ids = params.vectors.map((_, i) => idOf(i))
      return {
        tracks: ids.map((id, i) => ({
          id,
          title: id,
          artist: null,
          path: "",
          digest: "",
          label: params.labels[i] ?? null,
          language: null,
          lyrics: params.lyrics[i] ?? null,
          group: null,
          split: null
        })),
        features: {
          ids,
          names: Array.from({ length: cols }, (_, j) => `f${j}`),
          matrix: { rows: ids.length, cols, data: Float64Array.from(params.vectors.flat()) }
        }
      }
    })
})

/** A clustering of such tracks. */
export const givenClusters = /*#__PURE__*/ Node.make("given-clusters", {
  params: Schema.Struct({ clusters: Schema.Array(Schema.Int) }),
  inputs: {},
  outputs: { assignments: table(Assignment) },
  run: ({ params }) =>
    Effect.sync(() => ({ assignments: params.clusters.map((cluster, i) => ({ id: idOf(i), cluster })) }))
})

/** A number of clusters. */
export const givenChoice = /*#__PURE__*/ Node.make("given-choice", {
  params: Schema.Struct({ k: Schema.Int }),
  inputs: {},
  outputs: { choice: json(Schema.Struct({ k: Schema.Int })) },
  run: ({ params }) => Effect.succeed({ choice: params })
})

const ranked = (space: string, rank: number, ari: number) =>
  rankedOf(space, rank, ari, { tracksLow: ari - 0.1, tracksHigh: ari + 0.1 })

/** A ranking of two methods. */
export const givenRanking = /*#__PURE__*/ Node.make("given-ranking", {
  params: Schema.Struct({}),
  inputs: {},
  outputs: { ranking: table(RankedRow) },
  run: () => Effect.succeed({ ranking: [ranked("VAE", 1, 0.6), ranked("PCA", 2, 0.2)] })
})
