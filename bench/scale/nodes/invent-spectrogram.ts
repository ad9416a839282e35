/** A made-up log-mel picture of 128 × 128 for every track, and 512 numbers about it: a pattern of its kind in noise. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { table } from "../../../src/engine/kind/table.ts"
import { tensor } from "../../../src/engine/kind/tensor.ts"
import { vectors } from "../../../src/engine/kind/vectors.ts"
import * as Node from "../../../src/engine/node.ts"
import { Random } from "../../../src/math/random.ts"
import { Invented } from "./invent-tracks.ts"

const size = 128
const names = Array.from({ length: 4 * size }, (_, i) => `f${i + 1}`)

const draw = (kind: number, random: Random): Float32Array => {
  const phase = random.uniform()
  return Float32Array.from({ length: size * size }, (_, i) => {
    const [mel, frame] = [Math.floor(i / size), i % size]
    const pattern = Math.sin(mel / (3 + kind) + phase) * Math.cos(frame / (2 + kind))
    return -60 + 25 * pattern + 10 * (random.uniform() - 0.5)
  })
}

export const inventSpectrogram = /*#__PURE__*/ Node.map("invent-spectrogram", {
  over: "tracks",
  seeded: true,
  itemKey: (track) => track.id,
  itemName: (track) => track.id,
  params: Schema.Struct({}),
  inputs: { tracks: table(Invented) },
  outputs: { features: vectors("feature"), logMel: tensor(["track", "mel", "frame"]) },
  run: ({ item, seed }) =>
    Effect.sync(() => {
      const picture = draw(item.kind, new Random(seed))
      const values = Float64Array.from({ length: 4 * size }, (_, f) => picture[f * 32]! + picture[f * 32 + 7]!)
      return {
        features: { id: item.id, names, values },
        logMel: { shape: [size, size] as const, data: picture }
      }
    })
})
