/** Reads every sound of a folder and measures how loud it is, frame by frame. */
import { Node, Schema, table } from "partita"
import { decodeAudio, toMono } from "partita/audio"

/** Level of a stretch of samples in decibels; 0 is a full-scale square wave. */
export const levelDb = (samples: Float32Array): number => {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  return 10 * Math.log10(power + 1e-10) // silence is −100 dB
}

/** One frame of one file. */
export const Frame = Schema.Struct({ file: Schema.String, atSec: Schema.Finite, levelDb: Schema.Finite })

export const loudness = Node.fn({
  params: { folder: Schema.String, frameSec: Schema.Finite },
  sources: { sounds: (params) => params.folder },
  outputs: { frames: table(Frame) },
  run: async ({ inputs, params, report }) => {
    const frames: Array<typeof Frame.Type> = []
    const { entries, read } = inputs.sounds
    for (const { path } of entries) {
      const audio = await decodeAudio(await read(path), path)
      const samples = toMono(audio, audio.sampleRateHz)
      const size = Math.round(params.frameSec * audio.sampleRateHz)
      for (let start = 0; start + size <= samples.length; start += size) {
        const atSec = start / audio.sampleRateHz
        frames.push({ file: path, atSec, levelDb: levelDb(samples.subarray(start, start + size)) })
      }
    }
    report.summary(`${entries.length} ${entries.length === 1 ? "sound" : "sounds"}, ${frames.length} frames`)
    return { frames }
  }
})
