/** The beginning of every track as a picture of fixed size. How: src/music/audio/first-frames.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { attempt } from "../../src/dataflow/dsl/attempt.ts"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { BadAudio } from "../../src/music/audio/bad-audio.ts"
import { type Cut, cutOf, soundKey, soundName } from "../../src/music/audio/cut.ts"
import { hear } from "../../src/music/audio/decode.ts"
import { SYSTEM_FFMPEG } from "../../src/music/audio/ffmpeg.ts"
import { firstLogMel, firstMfcc } from "../../src/music/audio/first-frames.ts"
import { MEL_BANDS, MFCC_COEFFICIENTS } from "../../src/music/audio/profile.ts"
import { toMono } from "../../src/music/audio/resample.ts"
import type { SoundFile } from "../../src/music/audio/sound-file.ts"
import { Track } from "../row/track.ts"

const sampleRateHz = 22_050
const heardSec = 300 // a clip of a study is shorter; of what is longer no more is held

const pictureOf = async (
  file: SoundFile,
  { cut, ffmpeg, frames, of }: typeof Params.Type & { readonly cut: Cut | null; readonly ffmpeg: string | undefined }
) => {
  const samples = toMono(
    (await hear(file, "the file", { excerptSec: heardSec, isFromStart: true, cut, ffmpeg })).audio,
    sampleRateHz
  )
  return of === "mfcc"
    ? { shape: [MFCC_COEFFICIENTS, frames] as const, data: firstMfcc(samples, frames) }
    : { shape: [MEL_BANDS, frames] as const, data: firstLogMel(samples, frames) }
}

const Params = Schema.Struct({
  of: Schema.Literals(["mfcc", "log-mel"]),
  /** How many, of 512 samples each. */
  frames: Param.positiveInt
})

/**
 * @example
 * ```ts
 * import { extractFrames } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof extractFrames>[0]) { // tracks, audio
 *   const { pictures, tracks } = yield* extractFrames(wires, { of: "log-mel", frames: 32 })
 *   return { pictures, tracks }
 * }
 * ```
 */
export const extractFrames = /*#__PURE__*/ Node.map("extract-frames", {
  labels: "carries",
  over: "tracks",
  itemKey: soundKey,
  itemName: soundName,
  itemNoun: "track",
  byReference: ["audio"],
  attach: Struct.keys(Track.fields),
  quarantine: ["BadAudio", "FileChanged"],
  params: Params,
  /** Decodes AAC, M4A, AC-3, WebM, AVI and what else is not understood; set to nothing, it decodes none of it. */
  env: ["PIPELINE_FFMPEG?"],
  inputs: { tracks: table(Track), audio: files },
  outputs: {
    /** Rows are mel bands or coefficients. */
    pictures: tensor(["track", "mel", "frame"]),
    /** The tracks that have a picture. */
    tracks: table(Track)
  },
  run: Effect.fnUntraced(function*({ env, inputs, item, params }) {
    const file = yield* inputs.audio.openByDigest(item.digest)
    const pictures = yield* attempt(
      () => pictureOf(file, { ...params, cut: cutOf(item), ffmpeg: env.PIPELINE_FFMPEG ?? SYSTEM_FFMPEG }),
      BadAudio
    )
    return { pictures, tracks: [{}] }
  })
})
