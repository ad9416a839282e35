/** The chunks of AIFF files, one behind another. Next: aiff.ts, aiff-sizes.ts. Source: Audio Interchange File Format 1989. */
import { fourLetters } from "./four-letters.ts"
import type { SoundFile } from "./sound-file.ts"

/** Bytes in front of the first chunk. */
export const formBytes = 12
/** Bytes of a chunk in front of what it holds. */
export const chunkHeadBytes = 8
/** Offset and block size, in front of the samples. */
export const soundHeadBytes = 8

/** A chunk that begins at `at`. Units: bytes, without its head. */
export interface AiffChunk {
  readonly id: string
  readonly at: number
  /** As the chunk's head says. */
  readonly declared: number
  /** As far as the file goes. */
  readonly sizeBytes: number
}

/** The chunks, each read when it is asked for. */
export function* aiffChunks(file: SoundFile): Generator<AiffChunk> {
  for (let at = formBytes; at + chunkHeadBytes <= file.sizeBytes;) {
    const head = file.read(at, chunkHeadBytes)
    const declared = new DataView(head.buffer, head.byteOffset, head.length).getUint32(4)
    yield { id: fourLetters(head), at, declared, sizeBytes: Math.min(declared, file.sizeBytes - at - chunkHeadBytes) }
    at += chunkHeadBytes + declared + declared % 2
  }
}
