/** Datasets side by side in one folder, each of one language, as one table of tracks. The same of files that a pipeline made: read-made-collections.ts. */
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
 * import { readCollections } from "partita/nodes/study"
 * function* part() {
 *   const { tracks, audio, problems } = yield* readCollections({}, {
 *     folder: "music", collections: [{ layout: "merge", within: "merge" }, { layout: "banglabeats", within: "bangla" }]
 *   })
 *   return { tracks, audio, problems }
 * }
 * ```
 */
export const readCollections = /*#__PURE__*/ Node.make("read-collections", {
  params: Schema.Struct({ folder: Schema.NonEmptyString, collections: CollectionsParam }),
  sources: { data: (params) => params.folder },
  inputs: {},
  outputs: { tracks: table(Track), audio: files, problems: table(Problem) },
  run: Effect.fnUntraced(function*({ inputs, params: { collections, folder }, report }) {
    const found = yield* collectionsIn(inputs.data, folder, collections)
    report.summary(collectionsSentence(found.tracks))
    return found
  })
})
