/** The way back from latents to the audio: which model made them, what it was given, and how that was measured. */
import * as Schema from "effect/Schema"
import { ExtractParams } from "../../../nodes/row/extract-params.ts"
import { readView } from "../../../nodes/row/view.ts"
import type { OutputRecord } from "../../dataflow/store/action.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { type MadeStep, makersOf } from "./run-records.ts"

/**
 * What a model takes from a track: features, standardised where there is a scaler, or a spectrogram from `floorDb` up (as
 * it is where that is null).
 * `lacksLyrics` marks a model of audio and lyrics that does without the lyrics of a track that has none.
 */
export type Prepared =
  | { readonly kind: "features"; readonly scaler: OutputRecord | null; readonly lacksLyrics: boolean }
  | { readonly kind: "spectrogram"; readonly floorDb: number | null }

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

const decodeExtract = Schema.decodeUnknownSync(ExtractParams)

/** Follows the step that made the clustered vectors back to the audio, by what its model was shown. */
export const traceEncoder = (store: Store, steps: ReadonlyArray<MadeStep>, encoder: MadeStep): EncoderTrace | Lost => {
  if (encoder.inputs["model"] === undefined) {
    return { lost: `"${encoder.step}" made what was clustered, which is not the latent space of one model` }
  }
  const gone = { lost: `some of what "${encoder.step}" was made from is no longer in the cache` }
  const model = makersOf(steps, encoder.inputs["model"])[0]
  const shown = makersOf(steps, encoder.inputs["view"])[0]
  if (shown === undefined || store.check(shown.output.digest) !== "intact") return gone
  const { parts, value } = readView(store, shown.output)
  const lacksLyrics = parts.lyrics !== undefined && parts.presence !== undefined
  if (parts.condition !== undefined || (parts.lyrics !== undefined && !lacksLyrics)) {
    return { lost: `the model behind it needs more than audio ("${encoder.step}")` }
  }
  const port = parts.pictures === undefined ? "features" : "logMel"
  const read = makersOf(steps, (parts.pictures ?? parts.features)?.digest)
  const scaling = read.find(({ by }) => by.outputs["scaler"] !== undefined)?.by
  const raw = scaling === undefined ? read : makersOf(steps, scaling.inputs["features"])
  const measured = raw.find((made) => made.by.node === "extract" && made.port === port)?.by
  if (measured === undefined && raw[0] !== undefined) {
    return { lost: `its features come from "${raw[0].by.step}" and were not measured from audio here` }
  }
  if (model === undefined || measured === undefined) return gone
  return {
    model: model.output,
    prepared: port === "logMel"
      ? { kind: "spectrogram", floorDb: value.picture?.floorDb ?? null }
      : { kind: "features", scaler: scaling?.outputs["scaler"] ?? null, lacksLyrics },
    extract: decodeExtract(measured.params),
    steps: [measured, ...(scaling === undefined ? [] : [scaling]), shown.by, encoder]
  }
}
