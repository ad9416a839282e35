/** Sound that is decoded piece by piece. Next: listen.ts. */
import type { Audio } from "./audio.ts"
import { PCM_BYTES, type PcmLayout, readPcm } from "./pcm.ts"
import type { SoundFile } from "./sound-file.ts"

/** The pieces of a sound in order, from its beginning each time it is called. Rejects with BadAudio. */
export type Blocks = () => AsyncIterable<Audio>

const blockFrames = 1 << 16

/** Samples that lie in a file as they are; `layout.offsetBytes` counts from the file's beginning. */
export const pcmBlocks = (file: SoundFile, layout: PcmLayout, sampleRateHz: number): Blocks =>
  async function*() {
    const frameBytes = PCM_BYTES[layout.encoding] * layout.channels
    const end = layout.offsetBytes + layout.sizeBytes
    for (let at = layout.offsetBytes; at + frameBytes <= end;) {
      const bytes = file.read(at, Math.min(blockFrames * frameBytes, end - at))
      const sizeBytes = bytes.length - bytes.length % frameBytes
      if (sizeBytes === 0) return
      yield { channels: readPcm(bytes, { ...layout, offsetBytes: 0, sizeBytes }), sampleRateHz }
      at += sizeBytes
    }
  }
