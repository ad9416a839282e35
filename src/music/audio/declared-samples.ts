/** How long a sound is by the head of its file, for formats whose decoders hold all of it. Next: decode.ts. */
import type { SoundFormat } from "./sniff.ts"
import type { SoundFile } from "./sound-file.ts"

const headBytes = 32
const musepackFrame = 1152

/**
 * Samples of all channels together, as far as the head says; 0 where it does not. Sources: WavPack 4 & 5 binary file format; TTA1
 * format; Musepack SV7; QOA specification.
 */
export const declaredSamples = (file: SoundFile, format: SoundFormat): number => {
  const head = file.read(0, headBytes)
  if (head.length < headBytes) return 0
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  switch (format) {
    case "wavpack": {
      const isMono = (view.getUint32(24, true) & 4) !== 0
      const samples = view.getUint32(12, true)
      return samples === 0xffffffff ? 0 : (samples + head[11]! * 2 ** 32) * (isMono ? 1 : 2)
    }
    case "tta":
      return view.getUint32(14, true) * view.getUint16(6, true)
    case "musepack":
      return head[0] === 0x4d && head[1] === 0x50 && head[2] === 0x2b ? view.getUint32(4, true) * musepackFrame * 2 : 0
    case "qoa":
      return view.getUint32(4) * head[8]!
    case "amr":
      return Math.max(0, file.sizeBytes - headBytes) / 6 * 160 // frames of a few bytes are comfort noise
    default:
      return 0
  }
}
