/** Tracks of eight kinds that exist only as numbers. Next: invent-spectrogram.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Track } from "../../../nodes/row/track.ts"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { table } from "../../../src/dataflow/kind/table.ts"

const kinds = 8

const unknown = { artist: null, path: "", digest: "", language: null, lyrics: null, group: null, split: null }

export const inventTracks = /*#__PURE__*/ Node.make("invent-tracks", {
  labels: "carries",
  params: Schema.Struct({ tracks: Schema.Int }),
  inputs: {},
  outputs: { tracks: table(Track) },
  run: ({ params: { tracks } }) =>
    Effect.sync(() => ({
      tracks: Array.from({ length: tracks }, (_, i) => ({
        ...unknown,
        id: `track${i}`,
        title: `Track ${i}`,
        label: `kind ${i % kinds}`
      }))
    }))
})
