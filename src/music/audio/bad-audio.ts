/** The one failure of `src/music/audio`: a file or clip that cannot become features, and why. */

const problems = {
  "empty-file": ["the file holds no bytes", "Copy it again from its source, or remove it."],
  "not-audio": ["its first bytes match no known audio format", "Remove it, or convert it to WAV, FLAC, MP3 or Ogg."],
  unsupported: ["its encoding cannot be decoded", "Convert it to WAV, FLAC, MP3 or Ogg."],
  "no-decoder": ["no decoder of its format is installed", "Or convert it to WAV, FLAC, MP3 or Ogg."],
  truncated: ["it ends before the first complete piece of sound", "Copy it again from its source, or remove it."],
  damaged: ["the decoder refused its contents", "Copy it again from its source, or remove it."],
  "no-channels": ["it declares no channels", "Export it again as mono or stereo."],
  "no-samples": ["it holds no samples", "Export it again, or remove it."],
  "behind-end": ["it lies behind the end of its file", "Mend the CUE sheet, or remove it."],
  "bad-rate": ["its sample rate makes no sense", "Export it again at 8 to 192 kHz."],
  "not-finite": ["it holds samples that are NaN or infinite", "Export it again as integer PCM."],
  "too-loud": ["its samples are no sound", "Export it again as integer PCM, or as floats within ±1."],
  silent: ["it is silent", "Remove it, or check the export."],
  cancels: [
    "its channels cancel each other when they are mixed to mono",
    "Turn one channel's polarity, or export one channel alone."
  ],
  "too-long": ["it is longer than twelve hours", "Cut it into tracks."],
  "too-large": ["a file of its format this large cannot be decoded", "Convert it to WAV, FLAC, MP3 or Ogg."],
  "no-features": ["what is measured of it are no numbers", "Export it again as integer PCM, or remove it."],
  "too-short": ["it is too short to describe", "Use a longer excerpt, or remove it."]
} as const

/** Why a sound was refused. */
export type BadAudioReason = keyof typeof problems

/**
 * A sound that cannot be used; a caller quarantines the track and counts the `reason`.
 * `where` is the file name or a word such as "the clip"; `detail` is what was found, in numbers where there are any.
 *
 * @example
 * ```ts
 * import { BadAudio, decodeAudio } from "partita/audio"
 * const reason = await decodeAudio(new TextEncoder().encode("no sound"), "song.mp3")
 *   .catch((error) => error instanceof BadAudio ? error.reason : "another error")
 * reason // → "not-audio"
 * ```
 */
export class BadAudio extends Error {
  readonly _tag = "BadAudio"
  readonly reason: BadAudioReason
  readonly where: string
  readonly detail: string
  constructor(reason: BadAudioReason, where: string, detail = "", options?: ErrorOptions) {
    const [what, next] = problems[reason]
    super(`${where} cannot be used: ${what}${detail === "" ? "" : ` (${detail})`}. ${next}`, options)
    this.name = "BadAudio"
    this.reason = reason
    this.where = where
    this.detail = detail
  }
}
