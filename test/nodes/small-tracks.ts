/** A node for tests: small tracks of two kinds with features, lyrics features and pictures. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { LyricsPresence } from "../../nodes/row/lyrics-presence.ts"
import { Track } from "../../nodes/row/track.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { Random } from "../../src/math/random.ts"

const height = 12
const width = 10

/** `poisoned` is the track whose first feature is no number; null for none. */
export const smallTracks = /*#__PURE__*/ Node.make("small-tracks", {
  params: Schema.Struct({ tracks: Schema.Int, poisoned: Schema.NullOr(Schema.Int) }),
  inputs: {},
  outputs: {
    tracks: table(Track),
    features: vectors("feature"),
    lyrics: vectors("lyrics feature"),
    words: table(LyricsPresence),
    logMel: tensor(["track", "mel", "frame"])
  },
  run: ({ params: { poisoned, tracks } }) =>
    Effect.sync(() => {
      const random = new Random(3)
      const ids = Array.from({ length: tracks }, (_, i) => `track${i}`)
      const kinds = ids.map((_, i) => i % 2)
      const around = (cols: number) =>
        Float64Array.from({ length: tracks * cols }, (_, i) => {
          const kind = kinds[Math.floor(i / cols)]!
          return (kind === 0 ? 1 : -1) * Math.cos(i % cols) + 0.3 * random.normal()
        })
      const features = around(6)
      if (poisoned !== null) features[poisoned * 6] = Number.NaN
      return {
        tracks: ids.map((id, i) => ({
          id,
          title: id,
          artist: null,
          path: "",
          digest: "",
          label: ["calm", "loud"][kinds[i]!]!,
          language: null,
          lyrics: null,
          group: null,
          split: null
        })),
        features: {
          ids,
          names: ["a", "b", "c", "d", "e", "f"],
          matrix: { rows: tracks, cols: 6, data: features }
        },
        lyrics: { ids, names: ["l1", "l2", "l3"], matrix: { rows: tracks, cols: 3, data: around(3) } },
        words: ids.map((id, i) => ({ id, state: i === 3 ? "missing" as const : "present" as const })),
        logMel: {
          shape: [tracks, height, width] as const,
          data: Float32Array.from({ length: tracks * height * width }, (_, i) => {
            const kind = kinds[Math.floor(i / (height * width))]!
            return -80 * random.uniform() * (kind === 0 ? 1 : 0.4)
          })
        }
      }
    })
})
