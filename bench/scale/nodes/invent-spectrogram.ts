/** A log-mel picture for every track, a product of two waves in noise, and its 512 statistics, as extract.ts gives both. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { TrackFile } from "../../../nodes/row/track-file.ts"
import * as Node from "../../../src/dataflow/dsl/node.ts"
import { table } from "../../../src/dataflow/kind/table.ts"
import { tensor } from "../../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../../src/dataflow/kind/vectors.ts"
import type { Matrix } from "../../../src/math/matrix.ts"
import { Random } from "../../../src/math/random.ts"
import { MEL_STATISTIC_NAMES, melStatistics } from "../../../src/music/audio/mel-statistics.ts"

const size = 128
const periods = 8

const wave = (period: number, phase: number) =>
  Float64Array.from({ length: size }, (_, i) => Math.sin(i / (2 + period) + phase))

/** Shapes: [mel, frame]. Units: dB. */
const draw = (random: Random): Matrix => {
  const mels = wave(random.int(periods), random.uniform())
  const frames = wave(random.int(periods), 0)
  const data = Float64Array.from(
    { length: size * size },
    (_, i) => -60 + 25 * mels[Math.floor(i / size)]! * frames[i % size]! + 10 * (random.uniform() - 0.5)
  )
  return { rows: size, cols: size, data }
}

export const inventSpectrogram = /*#__PURE__*/ Node.map("invent-spectrogram", {
  over: "tracks",
  seeded: true,
  itemKey: (track) => track.id,
  itemName: (track) => track.id,
  itemNoun: "track",
  params: Schema.Struct({}),
  inputs: { tracks: table(TrackFile) },
  outputs: { features: vectors("feature"), logMel: tensor(["track", "mel", "frame"]) },
  run: ({ item, seed }) =>
    Effect.sync(() => {
      const picture = draw(new Random(seed))
      return {
        features: { id: item.id, names: MEL_STATISTIC_NAMES, values: melStatistics(picture) },
        logMel: { shape: [size, size] as const, data: Float32Array.from(picture.data) }
      }
    })
})
