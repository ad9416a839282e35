/** New audio as points of a run's latent space: measured, standardised and encoded as the library was. */
import * as Effect from "effect/Effect"
import { trainedModel } from "../../../nodes/row/model-config.ts"
import { models } from "../../../nodes/row/models.ts"
import { Scaler } from "../../../nodes/row/scaler.ts"
import { json } from "../../dataflow/kind/json.ts"
import type { OutputRecord } from "../../dataflow/store/action.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { applyScaling } from "../../learn/projection/scaling.ts"
import { onlyFeatures, rowsOf, type TrainingData } from "../../learn/training/data.ts"
import { peakScaled } from "../../learn/training/row-sources.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import type { Cut } from "../../music/audio/cut.ts"
import { SYSTEM_FFMPEG } from "../../music/audio/ffmpeg.ts"
import { measureTrack } from "../../music/audio/measure-track.ts"
import type { SoundFile } from "../../music/audio/sound-file.ts"
import { soundOf } from "../../music/audio/sound-of.ts"
import { CannotAssign } from "./cannot-assign.ts"
import { requireIntact } from "./require-intact.ts"
import type { EncoderTrace, Prepared } from "./trace-encoder.ts"

/** What the model reads of one track, scaled as the library was. */
export interface Measured {
  readonly names: ReadonlyArray<string>
  readonly values: ArrayLike<number>
}

/** Measures one file and encodes many; `encode` rejects with BackendUnavailable. Shapes: `encode` [track] → [track, latent], posterior means. */
export interface AudioEncoder {
  /** Rejects with BadAudio for a file, or a cut of one, that is no music; `name` is quoted. */
  readonly measure: (file: SoundFile, name: string, cut?: Cut | null) => Promise<Measured>
  readonly encode: (tracks: ReadonlyArray<Measured>) => Promise<Matrix>
}

/** Rows side by side, the columns from `values` on 0: what a model of audio and lyrics expects of absent lyrics. */
const stacked = (tracks: ReadonlyArray<Measured>, cols: number): Matrix => {
  const rows = zeros(tracks.length, cols)
  tracks.forEach(({ values }, i) => rows.data.set(Array.from(values), i * cols))
  return rows
}

const scaled = ({ names, values }: Measured, scaler: Scaler | null): Measured => {
  if (scaler === null) return { names, values }
  const track = { rows: 1, cols: values.length, data: Float64Array.from(values) }
  return { names, values: applyScaling(track, scaler).data }
}

/** Tracks as the model was trained on. `cols` is how many numbers it reads of each. */
const prepare = (
  tracks: ReadonlyArray<Measured>,
  cols: number,
  prepared: Prepared
): TrainingData => {
  const rows = onlyFeatures(stacked(tracks, cols))
  if (prepared.kind === "spectrogram") {
    return prepared.floorDb === null ? rows : { ...rows, x: peakScaled(rows.x, prepared.floorDb) }
  }
  if (!prepared.lacksLyrics) return rows
  const onlyAudio = Float64Array.from({ length: 2 * tracks.length }, (_, i) => i % 2 === 0 ? 1 : 0)
  return { ...rows, presence: rowsOf({ rows: tracks.length, cols: 2, data: onlyAudio }) }
}

/** What is intact and yet no scaler was written before scalers named their method. */
const readScaler = (store: Store, pipeline: string, record: OutputRecord) =>
  json(Scaler).open(store, record).value.pipe(
    Effect.mapError(() =>
      new CannotAssign({
        message: `How pipeline "${pipeline}" scales features was written by another version of this program.`,
        hint: `pipeline run ${pipeline}   writes it anew`
      })
    )
  )

/** Opens the encoder of a run. Fails with CannotAssign when its model or scaler has been collected or cannot be read. */
export const openEncoder = Effect.fnUntraced(function*(
  store: Store,
  pipeline: string,
  { extract, model: weights, prepared }: EncoderTrace
) {
  const scaling = prepared.kind === "features" ? prepared.scaler : null
  yield* requireIntact(store, pipeline, [weights, scaling])
  const scaler = scaling === null ? null : yield* readScaler(store, pipeline, scaling)
  const loaded = yield* trainedModel.open(store, weights).load
  const { features: expected } = loaded.config
  const isExpected = (names: ReadonlyArray<string>): boolean => {
    const isWhole = names.length === expected.length || (prepared.kind === "features" && prepared.lacksLyrics)
    return isWhole && names.every((name, i) => name === expected[i])
  }
  const encoder: AudioEncoder = {
    measure: async (file, name, cut = null) => {
      const { features, square } = await measureTrack(soundOf(file), name, {
        ...extract,
        cut,
        ffmpeg: process.env["PIPELINE_FFMPEG"] ?? SYSTEM_FFMPEG
      })
      if (prepared.kind === "spectrogram") return { names: [], values: square.data }
      if (isExpected(features.names)) return scaled(features, scaler)
      throw new CannotAssign({
        message: `Audio is measured by ${features.names.length} features now, not by those of pipeline "${pipeline}".`,
        hint: `pipeline run ${pipeline}   brings it up to date`
      })
    },
    encode: async (tracks) => {
      const { latents } = loaded.config.architecture
      if (tracks.length === 0) return zeros(0, latents)
      const { rebuildModel } = await import("../../learn/training/rebuild-model.ts")
      const { embed } = await import("../../learn/training/embed.ts")
      const trained = await rebuildModel(loaded, models)
      const { features } = trained.model
      const { mean } = await embed(trained, prepare(tracks, features, prepared))
      return { rows: tracks.length, cols: latents, data: Float64Array.from(mean) }
    }
  }
  return encoder
})
