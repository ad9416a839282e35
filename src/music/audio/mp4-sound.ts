/** An MP4 without its tags, its boxes in one order. Source: ISO/IEC 14496-12. */
import { type Box, boxesOf, shiftOffsets } from "./mp4-order.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

const known = new Set(["ftyp", "moov", "mdat", "free", "skip", "wide", "udta", "meta", "uuid"])
const asides = new Set(["free", "skip", "udta", "meta", "uuid"])
const mostTableBytes = 2 ** 26

/** A box's bytes without the boxes in it that are asides, down to those of its tracks. */
const pruned = (file: SoundFile, { at, sizeBytes, type }: Box): Uint8Array | undefined => {
  if (type !== "moov" && type !== "trak") return Uint8Array.from(file.read(at, sizeBytes))
  const inside = partOf(file, at + 8, sizeBytes - 8)
  const boxes = boxesOf(inside)
  const last = boxes.at(-1)
  if (last === undefined || last.at + last.sizeBytes !== inside.sizeBytes) return undefined
  const parts = boxes.filter((box) => !asides.has(box.type)).map((box) => pruned(inside, box))
  if (parts.some((part) => part === undefined)) return undefined
  const content = Buffer.concat(parts as ReadonlyArray<Uint8Array>)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length)
  head.write(type, 4, "latin1")
  return Buffer.concat([head, content])
}

/** Tables, then sound, and nothing else; undefined for fragments, several boxes of sound, and boxes nobody here knows. */
export const mp4Sound = (file: SoundFile): SoundFile | undefined => {
  const boxes = boxesOf(file)
  const last = boxes.at(-1)
  if (last === undefined || last.at + last.sizeBytes !== file.sizeBytes) return undefined
  if (boxes.some(({ type }) => !known.has(type))) return undefined
  const only = (type: string): Box | undefined => {
    const found = boxes.filter((box) => box.type === type)
    return found.length === 1 ? found[0] : undefined
  }
  const [brand, tables, sound] = [only("ftyp"), only("moov"), only("mdat")]
  if (brand === undefined || tables === undefined || sound === undefined) return undefined
  const isLong = new DataView(Uint8Array.from(file.read(tables.at, 4)).buffer).getUint32(0) < 8
  if (isLong || tables.sizeBytes > mostTableBytes) return undefined
  const moov = pruned(file, tables)
  if (moov === undefined) return undefined
  const shift = brand.sizeBytes + moov.length - sound.at
  shiftOffsets(moov, Number.MAX_SAFE_INTEGER, shift)
  return joined([
    partOf(file, brand.at, brand.sizeBytes),
    inMemory(moov),
    partOf(file, sound.at, sound.sizeBytes)
  ])
}
