/** New audio as points of a run's latent space: measured, standardised and encoded as the library was. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { measureTrack } from "../../nodes/features/measure-track.ts"
import { ModelConfig } from "../../nodes/train/model-config.ts"
import { trainedModel } from "../../nodes/train/trained-model.ts"
import { json } from "../engine/kind/json.ts"
import { model } from "../engine/kind/model.ts"
import { type Matrix, zeros } from "../math/matrix.ts"
import type { Store } from "../store/store.ts"
import { onlyFeatures, rowsOf, type TrainingData } from "../training/data.ts"
import { peakScaled } from "../training/row-sources.ts"
import { CannotAssign } from "./cannot-assign.ts"
import { requireIntact } from "./require-intact.ts"
import type { EncoderTrace } from "./trace-encoder.ts"

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

/** Measures one file and encodes many. Shapes: `encode` [track] → [track, latent], posterior means. */
export interface AudioEncoder {
  /** Rejects with BadAudio for bytes that are no music; `name` is quoted. */
  readonly measure: (bytes: Uint8Array, name: string) => Promise<Measured>
  readonly encode: (tracks: ReadonlyArray<Measured>) => Promise<Matrix>
}

const stacked = (tracks: ReadonlyArray<Measured>): Matrix => {
  const cols = tracks[0]?.values.length ?? 0
  const rows = zeros(tracks.length, cols)
  tracks.forEach(({ values }, i) => rows.data.set(Array.from(values), i * cols))
  return rows
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
  const { standardize } = yield* Effect.promise(() => import("../projection/standard-scaler.ts"))
  const { embed } = yield* Effect.promise(() => import("../training/embed.ts"))
  const fit = (rows: Matrix): TrainingData => {
    if (prepared.kind === "spectrogram") {
      return {
        x: peakScaled(rowsOf(rows), prepared.floorDb),
        condition: null,
        presence: null,
        groups: null,
        blockRows: null
      }
    }
    if (scaler === null) return onlyFeatures(rows)
    return onlyFeatures(
      standardize(rows, { mean: Float64Array.from(scaler.mean), scale: Float64Array.from(scaler.scale) })
    )
  }
  const encoder: AudioEncoder = {
    measure: async (bytes, name) => {
      const { features, square } = await measureTrack(bytes, name, extract)
      if (prepared.kind === "spectrogram") return { names: [], values: square.data }
      if (features.names.join() !== loaded.config.features.join()) {
        throw new CannotAssign({
          message:
            `Audio is measured by ${features.names.length} features now, not by those of pipeline "${pipeline}".`,
          hint: `pipeline run ${pipeline}   brings it up to date`
        })
      }
      return features
    },
    encode: async (tracks) => {
      const { latents } = loaded.config.architecture
      if (tracks.length === 0) return zeros(0, latents)
      const { mean } = await embed(trainedModel(loaded), fit(stacked(tracks)))
      return { rows: tracks.length, cols: latents, data: Float64Array.from(mean) }
    }
  }
  return encoder
})
