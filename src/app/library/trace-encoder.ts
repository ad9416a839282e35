/** The way back from latents to the audio: which model made them, what it was given, and how that was measured. */
import * as Schema from "effect/Schema"
import { ExtractParams } from "../../../nodes/row/extract-params.ts"
import type { OutputRecord } from "../../dataflow/store/action.ts"
import { type MadeStep, makersOf } from "./run-records.ts"

/**
 * What a model takes from a track: features, standardised where there is a scaler, or a spectrogram from `floorDb` up.
 * `lacksLyrics` marks a model of audio and lyrics that does without the lyrics of a track that has none.
 */
export type Prepared =
  | { readonly kind: "features"; readonly scaler: OutputRecord | null; readonly lacksLyrics: boolean }
  | { readonly kind: "spectrogram"; readonly floorDb: number }

/**
 * All that is needed to encode a new track as the library's were; `steps` did to the library what is now done to it.
 */
export interface EncoderTrace {
  readonly model: OutputRecord
  readonly prepared: Prepared
  readonly extract: typeof ExtractParams.Type
  readonly steps: ReadonlyArray<MadeStep>
}

/** The words for where the way back ends. */
export interface Lost {
  readonly lost: string
}

/** Encoding nodes that do with audio, the input they read it from, and what is measured for it. */
const readers: Readonly<Record<string, { readonly port: string; readonly measured: "features" | "logMel" }>> = {
  "encode": { port: "features", measured: "features" },
  "encode-spectrograms": { port: "logMel", measured: "logMel" },
  "encode-present": { port: "audio", measured: "features" }
}
const FloorDb = Schema.Struct({ floorDb: Schema.Finite })
const decodeFloor = Schema.decodeUnknownSync(FloorDb)
const decodeExtract = Schema.decodeUnknownSync(ExtractParams)

/** Follows the step that made the clustered vectors back to the audio. */
export const traceEncoder = (steps: ReadonlyArray<MadeStep>, encoder: MadeStep): EncoderTrace | Lost => {
  if (encoder.inputs["model"] === undefined) {
    return { lost: `"${encoder.step}" made what was clustered, which is not the latent space of one model` }
  }
  const reader = readers[encoder.node]
  if (reader === undefined) return { lost: `the model behind it needs more than audio ("${encoder.step}")` }
  const model = makersOf(steps, encoder.inputs["model"])[0]
  const read = makersOf(steps, encoder.inputs[reader.port])
  const scaling = read.find(({ by }) => by.outputs["scaler"] !== undefined)?.by
  const raw = scaling === undefined ? read : makersOf(steps, scaling.inputs["features"])
  const measured = raw.find((made) => made.by.node === "extract" && made.port === reader.measured)?.by
  if (measured === undefined && raw[0] !== undefined) {
    return { lost: `its features come from "${raw[0].by.step}" and were not measured from audio here` }
  }
  if (model === undefined || measured === undefined) {
    return { lost: `some of what "${encoder.step}" was made from is no longer in the cache` }
  }
  return {
    model: model.output,
    prepared: reader.measured === "logMel"
      ? { kind: "spectrogram", ...decodeFloor(encoder.params) }
      : {
        kind: "features",
        scaler: scaling?.outputs["scaler"] ?? null,
        lacksLyrics: encoder.node === "encode-present"
      },
    extract: decodeExtract(measured.params),
    steps: [measured, ...(scaling === undefined ? [] : [scaling]), encoder]
  }
}
