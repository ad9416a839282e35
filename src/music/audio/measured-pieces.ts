/** A compressed file in pieces as large as their sound is small: of silence a kibibyte may hold an hour. Next: codecs.ts. */
import type { SoundFile } from "./sound-file.ts"

const sizes = { first: 1 << 12, least: 1 << 9, most: 1 << 16 } // bytes
const few = 1 << 18 // samples of a piece, over all channels, below which the next one is larger
const many = 1 << 20 // and above which it is smaller

/** The pieces of a file, each taken after the sound of the one before was told with `heard`. */
export class MeasuredPieces {
  private sizeBytes = sizes.first
  private readonly file: SoundFile

  constructor(file: SoundFile) {
    this.file = file
  }

  /** How many samples the last piece held, over all channels. */
  heard(samples: number): void {
    if (samples < few) this.sizeBytes = Math.min(sizes.most, 2 * this.sizeBytes)
    else if (samples > many) this.sizeBytes = Math.max(sizes.least, this.sizeBytes / 2)
  }

  *[Symbol.iterator](): Generator<Uint8Array> {
    for (let at = 0; at < this.file.sizeBytes;) {
      const piece = this.file.read(at, this.sizeBytes)
      if (piece.length === 0) return // it has become shorter
      yield piece
      at += piece.length
    }
  }
}
