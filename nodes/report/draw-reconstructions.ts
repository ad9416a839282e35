/** Spectrograms of chosen tracks above what a model makes of them. Chosen by: nodes/embed/choose-examples.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { TensorFile } from "../../src/format/npy-file.ts"
import { spectrogramFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import type { SpectrogramPanel } from "../../src/page/report/spectrogram-svg.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { floorDbParam } from "../row/floor-db.ts"
import { TrackError } from "../row/track-error.ts"
import { TrackTitle } from "../row/track-title.ts"
import { picturesOf, view } from "../row/view.ts"

const longest = 24 // characters that fit above a panel

/** Decibels below the loudest point. */
const belowPeak = (levels: ArrayLike<number>): ArrayLike<number> => {
  const all = Array.from(levels)
  const peak = all.reduce((most, level) => Math.max(most, level), -Infinity)
  return all.map((level) => level - peak)
}

/**
 * @example
 * ```ts
 * import { drawReconstructions } from "partita/nodes/report"
 * function* part({ tracks, features, logMel, points, decoded, errors }: Parameters<typeof drawReconstructions>[0]) {
 *   const { figure } = yield* drawReconstructions({ tracks, features, logMel, points, decoded, errors }, {
 *     floorDb: -80
 *   })
 *   return { figure }
 * }
 * ```
 */
export const drawReconstructions = /*#__PURE__*/ Node.make("draw-reconstructions", {
  assets: chartFonts,
  params: Schema.Struct({ floorDb: floorDbParam }),
  /** `features` lends the names of the tracks in the order of `logMel`. */
  inputs: {
    tracks: table(TrackTitle),
    features: vectors("feature"),
    logMel: tensor(["track", "mel", "frame"]),
    points: vectors("latent"),
    decoded: view("pictures"),
    errors: table(TrackError)
  },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { floorDb } }) {
    const { features: { ids }, logMel } = yield* aligned({ features: inputs.features, logMel: inputs.logMel })
    const { errors, points: { ids: chosen }, tracks } = yield* aligned({
      points: inputs.points,
      tracks: inputs.tracks,
      errors: inputs.errors
    }, { wider: ["tracks", "errors"] })
    const { path } = yield* logMel.file
    const original = yield* Effect.acquireRelease(
      Effect.sync(() => TensorFile.open(path)),
      (file) => Effect.sync(() => file.close())
    )
    const decoded = yield* picturesOf(inputs.decoded)
    const [, height = 0, width = 0] = original.shape
    const size = height * width
    const panelOf = ({ title }: typeof TrackTitle.Type, note: string, levels: ArrayLike<number>): SpectrogramPanel => {
      const short = title.length > longest ? `${title.slice(0, longest - 1)}…` : title
      return { title: short, note, height, width, levels }
    }
    const rows = [
      tracks.map((track, i) => panelOf(track, "as measured", belowPeak(original.read(ids.indexOf(chosen[i]!), 1)))),
      tracks.map((track, i) =>
        panelOf(track, `error ${errors[i]!.error.toFixed(0)}`, decoded.data.subarray(i * size, (i + 1) * size))
      )
    ]
    return { figure: yield* saving("figure", () => spectrogramFiles("reconstructions", rows, floorDb, bundledFonts())) }
  }, Effect.scoped)
})
