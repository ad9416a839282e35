/** Spectrograms of chosen tracks above what a model makes of them. Chosen by: nodes/embed/choose-examples.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { figure } from "../../src/engine/kind/files.ts"
import { table } from "../../src/engine/kind/table.ts"
import { tensor } from "../../src/engine/kind/tensor.ts"
import { vectors } from "../../src/engine/kind/vectors.ts"
import * as Node from "../../src/engine/node.ts"
import { TrackError } from "../embed/track-error.ts"
import { TrackTitle } from "../ingest/track-title.ts"
import { spectrogramParams } from "../train/spectrogram-params.ts"
import { chartFonts } from "./chart-files.ts"
import { spectrogramFiles } from "./spectrogram-files.ts"

const longest = 24 // characters that fit above a panel

export const drawReconstructions = /*#__PURE__*/ Node.make("draw-reconstructions", {
  assets: chartFonts,
  params: Schema.Struct({ floorDb: spectrogramParams.floorDb }),
  /** `features` lends the names of the tracks in the order of `logMel`. */
  inputs: {
    tracks: table(TrackTitle),
    features: vectors("feature"),
    logMel: tensor(["track", "mel", "frame"]),
    points: vectors("latent"),
    decoded: tensor(["track", "mel", "frame"]),
    errors: table(TrackError)
  },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { floorDb } }) {
    const { ids } = yield* inputs.features.load
    const { ids: chosen } = yield* inputs.points.load
    const titles = new Map((yield* inputs.tracks.rows).map(({ id, title }) => [id, title]))
    const errors = new Map((yield* inputs.errors.rows).map(({ error, id }) => [id, error]))
    const original = yield* inputs.logMel.load
    const decoded = yield* inputs.decoded.load
    const [, height = 0, width = 0] = original.shape
    const size = height * width
    const panels = (
      levels: ArrayLike<number> & { subarray: (a: number, b: number) => ArrayLike<number> },
      rows: ReadonlyArray<number>,
      noteOf: (id: string) => string
    ) =>
      chosen.map((id, i) => {
        const title = titles.get(id) ?? id
        return {
          title: title.length > longest ? `${title.slice(0, longest - 1)}…` : title,
          note: noteOf(id),
          height,
          width,
          levels: levels.subarray(rows[i]! * size, (rows[i]! + 1) * size)
        }
      })
    const rows = [
      panels(original.data, chosen.map((id) => ids.indexOf(id)), () => "as measured"),
      panels(decoded.data, chosen.map((_, i) => i), (id) => `error ${errors.get(id)?.toFixed(0) ?? "unknown"}`)
    ]
    return { figure: yield* spectrogramFiles("reconstructions", rows, floorDb) }
  })
})
