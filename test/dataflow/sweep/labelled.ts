/** A project whose clusters can be told from labels: tracks of two artists each, clustered by a threshold. */
const head = `import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { label } from "@src/dataflow/kind/label.ts"
import { table } from "@src/dataflow/kind/table.ts"
import { vectors } from "@src/dataflow/kind/vectors.ts"
import * as Node from "@src/dataflow/dsl/node.ts"
`

/**
 * 24 tracks of 12 artists. Of artists on the side of the selection "at" 3 is right, of the others "at" 6: what is chosen on
 * the one is wrong on the other. `SIDES` stands for the artists' sides.
 */
export const labelled = (isSelection: (artist: string) => boolean): Readonly<Record<string, string>> => ({
  "nodes/tracks.ts": `${head}
const tracks = ${
    JSON.stringify(
      Array.from({ length: 24 }, (_, i) => {
        const artist = `artist ${i % 12}`
        const x = i % 9
        return { id: `t${i}`, artist, x, label: x > (isSelection(artist) ? 3 : 6) ? "high" : "low" }
      })
    )
  }
export const source = /*#__PURE__*/ Node.make("source", {
  labels: "carries",
  outputs: {
    tracks: table({ id: Schema.String, artist: Schema.String, label: label(Schema.String) }),
    features: vectors("feature")
  },
  run: () => Effect.succeed({
    tracks,
    features: {
      ids: tracks.map(({ id }) => id),
      names: ["x"],
      matrix: { rows: 24, cols: 1, data: Float64Array.from(tracks, ({ x }) => x) }
    }
  })
})
export const split = /*#__PURE__*/ Node.make("split", {
  params: { at: Schema.Int },
  inputs: { features: vectors("feature") },
  outputs: { clusters: table({ id: Schema.String, cluster: Schema.Int }) },
  run: ({ inputs, params }) =>
    Effect.map(inputs.features.load, ({ ids, matrix }) => ({
      clusters: ids.map((id, i) => ({ id, cluster: matrix.data[i] > params.at ? 1 : 0 }))
    }))
})
export const score = /*#__PURE__*/ Node.make("score", {
  labels: "evaluates",
  inputs: {
    features: vectors("feature"),
    clusters: table({ id: Schema.String, cluster: Schema.Int }),
    tracks: table({ id: Schema.String, artist: Schema.String, label: label(Schema.String) })
  },
  outputs: { right: table({ id: Schema.String, isRight: Schema.Boolean }) },
  run: ({ inputs, report }) =>
    Effect.gen(function*() {
      const tracks = yield* inputs.tracks.rows
      const clusters = yield* inputs.clusters.rows
      const right = tracks.map(({ id, label }, i) => ({ id, isRight: (clusters[i].cluster === 1) === (label === "high") }))
      const share = (rows) => rows.filter(({ isRight }) => isRight).length / rows.length
      report.metric("accuracy", { value: share(right), better: "higher" })
      report.metric("balance (features)", { value: clusters.filter(({ cluster }) => cluster === 1).length, better: "higher" })
      report.metric("rows", { value: tracks.length, better: "higher", readsLabels: false })
      return { right }
    })
})
`,
  "pipelines/told.ts": `import * as Pipeline from "@src/dataflow/dsl/pipeline.ts"
import { score, source, split } from "../nodes/tracks.ts"
export default Pipeline.gen("told", { seed: 7, objectives: ["*.balance (features)"] }, function*() {
  const { features, tracks } = yield* source()
  const { clusters } = yield* split({ features }, { at: 4 })
  const { right } = yield* score({ features, clusters, tracks })
  const other = yield* split.as("other-split")({ features }, { at: 0 })
  yield* score.as("other-score")({ features, clusters: other.clusters, tracks })
  return { right }
})
`
})
