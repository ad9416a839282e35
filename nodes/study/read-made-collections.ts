/** Datasets that a pipeline laid out itself, read as those on disk are: by the same rules as read-collections.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { collectionsIn, CollectionsParam, collectionsSentence } from "../row/collection-files.ts"
import { Problem } from "../row/problem.ts"
import { Track } from "../row/track.ts"

/**
 * @example
 * ```ts
 * import { readMadeCollections } from "partita/nodes/study"
 * function* part({ made }: Parameters<typeof readMadeCollections>[0]) {
 *   const { tracks, audio, problems } = yield* readMadeCollections({ made }, {
 *     collections: [{ layout: "merge", within: "merge" }, { layout: "banglabeats", within: "banglabeats" }]
 *   })
 *   return { tracks, audio, problems }
 * }
 * ```
 */
export const readMadeCollections = /*#__PURE__*/ Node.make("read-made-collections", {
  labels: "carries",
  params: Schema.Struct({ collections: CollectionsParam }),
  inputs: { made: files },
  outputs: { tracks: table(Track), audio: files, problems: table(Problem) },
  run: Effect.fnUntraced(function*({ inputs, params: { collections }, report }) {
    const found = yield* collectionsIn(inputs.made, "the files made", collections)
    report.summary(collectionsSentence(found.tracks))
    return found
  })
})
