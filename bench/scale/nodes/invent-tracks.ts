/** Numbers of tracks, to be made up by invent-spectrogram.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { table } from "../../../src/engine/kind/table.ts"
import * as Node from "../../../src/engine/node.ts"

export const Invented = Schema.Struct({ id: Schema.String, kind: Schema.Int })

export const inventTracks = /*#__PURE__*/ Node.make("invent-tracks", {
  params: Schema.Struct({ tracks: Schema.Int }),
  inputs: {},
  outputs: { tracks: table(Invented) },
  run: ({ params: { tracks } }) =>
    Effect.sync(() => ({
      tracks: Array.from({ length: tracks }, (_, i) => ({ id: `track${String(i).padStart(6, "0")}`, kind: i % 8 }))
    }))
})
