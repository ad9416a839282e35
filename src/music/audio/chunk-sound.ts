/** WAV and AIFF without what says whose sound it is. Sources: RIFF specification 1991; Audio Interchange File Format 1989. */
import { fourLetters } from "./four-letters.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

const asides = new Set(
  ("LIST|id3 |ID3 |bext|iXML|_PMX|cue |smpl|inst|DISP|JUNK|junk|PAD |FLLR|PEAK|" + // WAV
    "NAME|AUTH|(c) |ANNO|COMT") // AIFF
    .split("|")
)

/**
 * The file without chunks that no decoder needs, its size as it is then; a file without any as it is. Undefined where its chunks
 * do not lie one behind another to its end.
 */
export const withoutAsides = (file: SoundFile): SoundFile | undefined => {
  const head = file.read(0, 12)
  const form = fourLetters(head)
  if (form !== "RIFF" && form !== "FORM") return undefined
  const littleEndian = form === "RIFF"
  const kept: Array<SoundFile> = []
  const seen = new Set<string>()
  for (let at = 12; at < file.sizeBytes;) {
    const bytes = file.read(at, 8)
    if (bytes.length < 8) return undefined
    const id = fourLetters(bytes)
    const size = new DataView(bytes.buffer, bytes.byteOffset, 8).getUint32(4, littleEndian)
    const next = at + 8 + size + size % 2
    const isLast = next >= file.sizeBytes
    if (!/^[\x20-\x7e]{4}$/.test(id) || seen.has(id) && !asides.has(id) || at + 8 + size > file.sizeBytes) {
      return undefined
    }
    if (!asides.has(id)) kept.push(partOf(file, at, isLast ? file.sizeBytes - at : next - at))
    seen.add(id)
    at = next
  }
  const needed = littleEndian ? ["fmt ", "data"] : ["COMM", "SSND"]
  if (!needed.every((id) => seen.has(id))) return undefined
  if (![...seen].some((id) => asides.has(id))) return file
  const sizeBytes = kept.reduce((sum, part) => sum + part.sizeBytes, 4)
  const start = Uint8Array.from(head)
  new DataView(start.buffer).setUint32(4, sizeBytes, littleEndian)
  return joined([inMemory(start), ...kept])
}
