/** New audio as points of a run's latent space: measured, standardised and encoded as the library was. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { measureTrack } from "../../nodes/features/measure-track.ts"
import { ModelConfig } from "../../nodes/train/model-config.ts"
import { trainedModel } from "../../nodes/train/trained-model.ts"
import { json } from "../engine/kind/json.ts"
import { model } from "../engine/kind/model.ts"
import { type Matrix, zeros } from "../math/matrix.ts"
import { standardize } from "../projection/standard-scaler.ts"
import type { Store } from "../store/store.ts"
import { onlyFeatures, rowsOf, type TrainingData } from "../training/data.ts"
import { peakScaled } from "../training/row-sources.ts"
import { CannotAssign } from "./cannot-assign.ts"
import { requireIntact } from "./require-intact.ts"
import type { EncoderTrace, Prepared } from "./trace-encoder.ts"

/** What nodes/features/standardize.ts writes. */
const Scaler = Schema.Struct({
  names: Schema.Array(Schema.String),
  mean: Schema.Array(Schema.Number),
  scale: Schema.Array(Schema.Number)
})

/** What the model reads of one track. */
export interface Measured {
  readonly names: ReadonlyArray<string>
  readonly values: ArrayLike<number>
}

/** Measures one file and encodes many; `encode` rejects with BackendUnavailable. Shapes: `encode` [track] → [track, latent], posterior means. */
export interface AudioEncoder {
  /** Rejects with BadAudio for bytes that are no music; `name` is quoted. */
  readonly measure: (bytes: Uint8Array, name: string) => Promise<Measured>
  readonly encode: (tracks: ReadonlyArray<Measured>) => Promise<Matrix>
}

/** Rows side by side, the columns from `values` on 0: what a model of audio and lyrics expects of absent lyrics. */
const stacked = (tracks: ReadonlyArray<Measured>, cols: number): Matrix => {
  const rows = zeros(tracks.length, cols)
  tracks.forEach(({ values }, i) => rows.data.set(Array.from(values), i * cols))
  return rows
}

const scaled = (tracks: ReadonlyArray<Measured>, scaler: typeof Scaler.Type | null): ReadonlyArray<Measured> => {
  if (scaler === null) return tracks
  const fitted = { mean: Float64Array.from(scaler.mean), scale: Float64Array.from(scaler.scale) }
  const { cols, data } = standardize(stacked(tracks, fitted.mean.length), fitted)
  return tracks.map(({ names }, i) => ({ names, values: data.subarray(i * cols, (i + 1) * cols) }))
}

/** Tracks as the model was trained on. `cols` is how many numbers it reads of each. */
const prepare = (
  tracks: ReadonlyArray<Measured>,
  cols: number,
  { prepared, scaler }: { readonly prepared: Prepared; readonly scaler: typeof Scaler.Type | null }
): TrainingData => {
  if (prepared.kind === "spectrogram") {
    const rows = onlyFeatures(stacked(tracks, cols))
    return { ...rows, x: peakScaled(rows.x, prepared.floorDb) }
  }
  const rows = onlyFeatures(stacked(scaled(tracks, scaler), cols))
  if (!prepared.lacksLyrics) return rows
  const onlyAudio = Float64Array.from({ length: 2 * tracks.length }, (_, i) => i % 2 === 0 ? 1 : 0)
  return { ...rows, presence: rowsOf({ rows: tracks.length, cols: 2, data: onlyAudio }) }
}

/** Opens the encoder of a run. Fails with CannotAssign when its model or scaler has been collected. */
export const openEncoder = Effect.fnUntraced(function*(
  store: Store,
  pipeline: string,
  { extract, model: weights, prepared }: EncoderTrace
) {
  const scaling = prepared.kind === "features" ? prepared.scaler : null
  yield* requireIntact(store, pipeline, [weights, scaling])
  const loaded = yield* model("autoencoder", ModelConfig).open(store, weights).load
  const scaler = scaling === null ? null : yield* json(Scaler).open(store, scaling).value
  const { features: expected } = loaded.config
  const isExpected = (names: ReadonlyArray<string>): boolean => {
    const isWhole = names.length === expected.length || (prepared.kind === "features" && prepared.lacksLyrics)
    return isWhole && names.every((name, i) => name === expected[i])
  }
  const encoder: AudioEncoder = {
    measure: async (bytes, name) => {
      const { features, square } = await measureTrack(bytes, name, extract)
      if (prepared.kind === "spectrogram") return { names: [], values: square.data }
      if (isExpected(features.names)) return features
      throw new CannotAssign({
        message: `Audio is measured by ${features.names.length} features now, not by those of pipeline "${pipeline}".`,
        hint: `pipeline run ${pipeline}   brings it up to date`
      })
    },
    encode: async (tracks) => {
      const trained = trainedModel(loaded)
      const { features, latents } = trained.model
      if (tracks.length === 0) return zeros(0, latents)
      const { embed } = await import("../training/embed.ts")
      const { mean } = await embed(trained, prepare(tracks, features, { prepared, scaler }))
      return { rows: tracks.length, cols: latents, data: Float64Array.from(mean) }
    }
  }
  return encoder
})
