/** Sound that is decoded piece by piece. Next: listen.ts. */
import type { Audio } from "./audio.ts"
import { PCM_BYTES, type PcmLayout, readPcm } from "./pcm.ts"
import type { SoundFile } from "./sound-file.ts"

/**
 * The pieces of a sound in order, from its beginning each time it is called, or, where the decoder can, `after` so many
 * seconds, to the sample. Rejects with BadAudio.
 */
export interface Blocks {
  (): AsyncIterable<Audio>
  readonly after?: (sec: number) => AsyncIterable<Audio>
}

/** How many samples lie in front of a time. */
export const samplesOf = (sec: number, sampleRateHz: number): number => Math.round(sec * sampleRateHz)

/** Plain samples within a file. */
export interface FoundPcm {
  readonly layout: PcmLayout
  readonly sampleRateHz: number
}

const blockFrames = 1 << 16

/** Samples that lie in a file as they are; `layout.offsetBytes` counts from the file's beginning. */
export const pcmBlocks = (file: SoundFile, layout: PcmLayout, sampleRateHz: number): Blocks => {
  const after = async function*(sec: number): AsyncGenerator<Audio> {
    const frameBytes = PCM_BYTES[layout.encoding] * layout.channels
    const end = layout.offsetBytes + layout.sizeBytes
    for (let at = layout.offsetBytes + samplesOf(sec, sampleRateHz) * frameBytes; at + frameBytes <= end;) {
      const bytes = file.read(at, Math.min(blockFrames * frameBytes, end - at))
      const sizeBytes = bytes.length - bytes.length % frameBytes
      if (sizeBytes === 0) return
      yield { channels: readPcm(bytes, { ...layout, offsetBytes: 0, sizeBytes }), sampleRateHz }
      at += sizeBytes
    }
  }
  return Object.assign(() => after(0), { after })
}
