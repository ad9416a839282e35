/** MPEG audio that was joined of several: where the kind of its frames changes, a decoder has to begin anew. Next: codecs.ts. */
import { chainKind, frameBytesAt } from "./mpeg-frame.ts"
import { partOf, type SoundFile } from "./sound-file.ts"

const windowBytes = 1 << 18
const mostChainBytes = 1 << 14 // four frames, the longest of 1,729 bytes in layer III

/**
 * Stretches of a file whose frames are of one version, layer and sample rate; the file itself where all are, and where there are
 * none. Another kind counts from where four frames of it follow each other: one may stand in a tag between by chance.
 */
export const mpegStretches = (file: SoundFile): ReadonlyArray<SoundFile> => {
  const starts: Array<number> = []
  let kind: number | undefined
  for (let from = 0, at = 0; at < file.sizeBytes; from = at) {
    const bytes = file.read(from, windowBytes + mostChainBytes)
    if (bytes.length === 0) break
    let next = 0 // of the window
    while (next < Math.min(windowBytes, bytes.length)) {
      const size = frameBytesAt(bytes, next)
      const isNext = size > 0 && kind !== undefined && chainKind(bytes, next, 1) === kind
      const found = isNext ? kind : size > 0 ? chainKind(bytes, next, 4) : undefined
      if (found === undefined) {
        const sync = bytes.indexOf(0xff, next + 1)
        next = sync < 0 ? bytes.length : sync
        continue
      }
      if (kind !== undefined && found !== kind) starts.push(from + next)
      kind = found
      next += size
    }
    at = from + next
  }
  if (starts.length === 0) return [file]
  return [0, ...starts].map((start, i) => partOf(file, start, (starts[i] ?? file.sizeBytes) - start))
}
