/** Audio and lyrics side by side in one space, optionally reduced to its main axes. Maths: src/learn/projection/fuse-modalities.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { fuseModalities } from "../../src/learn/projection/fuse-modalities.ts"
import { pca } from "../../src/learn/projection/pca.ts"
import { LyricsPresence } from "../row/lyrics-presence.ts"

/**
 * @example
 * ```ts
 * import { concatenate } from "partita/nodes/fuse"
 * function* part({ audio, embedding, lyrics }: Parameters<typeof concatenate>[0]) {
 *   const { fused } = yield* concatenate({ audio, embedding, lyrics }, {
 *     scaling: "blocks", audioWeight: 1, lyricsWeight: 1, components: null
 *   })
 *   return { fused }
 * }
 * ```
 */
export const concatenate = /*#__PURE__*/ Node.make("concatenate", {
  params: Schema.Struct({
    /** `none`: as they are; `columns`: unit variance each; `blocks`: unit variance per modality. */
    scaling: Schema.Literals(["none", "columns", "blocks"]),
    audioWeight: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
    lyricsWeight: Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0)),
    /** Principal axes kept of the joint space; null keeps all of it. */
    components: Schema.NullOr(Schema.Int.check(Schema.isGreaterThan(0)))
  }),
  inputs: {
    audio: vectors<string>("vector"),
    embedding: vectors("lyrics feature"),
    lyrics: table(LyricsPresence)
  },
  outputs: { fused: vectors("fused") },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { audio, embedding: words, lyrics: states } = yield* aligned({
      audio: inputs.audio,
      embedding: inputs.embedding,
      lyrics: inputs.lyrics
    })
    const isPresent = states.map(({ state }) => state === "present")
    const joint = fuseModalities([
      { matrix: audio.matrix, isPresent: isPresent.map(() => true), weight: params.audioWeight },
      { matrix: words.matrix, isPresent, weight: params.lyricsWeight }
    ], params.scaling)
    const names = [...audio.names.map((name) => `audio ${name}`), ...words.names.map((name) => `lyrics ${name}`)]
    const sung = isPresent.filter((is) => is).length
    const kept = params.components === null ? joint.cols : Math.min(params.components, joint.cols, joint.rows)
    report.summary(`${kept} columns, ${sung} of ${audio.ids.length} tracks with lyrics`)
    if (params.components === null) return { fused: { ids: audio.ids, names, matrix: joint } }
    const { scores } = pca(joint, kept)
    return { fused: { ids: audio.ids, names: Array.from({ length: kept }, (_, i) => `pc${i + 1}`), matrix: scores } }
  })
})
