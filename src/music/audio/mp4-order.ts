/** An MP4 whose tables stand behind its sound, in the other order: who reads it as it comes needs the tables first. */
import { fourLetters } from "./four-letters.ts"
import { inMemory, joined, partOf, type SoundFile } from "./sound-file.ts"

/** A box of an MP4: where it begins, and how long it is with its head. */
export interface Box {
  readonly type: string
  readonly at: number
  readonly sizeBytes: number
}

/** The box at `at`, or undefined where none begins. Source: ISO/IEC 14496-12 §4.2. */
const boxAt = (file: SoundFile, at: number): Box | undefined => {
  const head = file.read(at, 16)
  if (head.length < 8) return undefined
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  const declared = view.getUint32(0)
  if (declared === 1 && head.length < 16) return undefined
  const sizeBytes = declared === 0
    ? file.sizeBytes - at
    : declared === 1
    ? Number(view.getBigUint64(8))
    : declared
  return sizeBytes < 8 ? undefined : { type: fourLetters(head, 4), at, sizeBytes }
}

/** The boxes of a file, or of what a box holds, as far as each begins where the last one ends. */
export const boxesOf = (file: SoundFile): ReadonlyArray<Box> => {
  const boxes: Array<Box> = []
  for (let box = boxAt(file, 0); box !== undefined; box = boxAt(file, box.at + box.sizeBytes)) boxes.push(box)
  return boxes
}

const containers = /*#__PURE__*/ new Set(["moov", "trak", "mdia", "minf", "stbl"])

/** Adds `shift` to every place in the file that the tables of a box name below `end`. */
export const shiftOffsets = (bytes: Uint8Array, end: number, shift: number): void => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (const { at, sizeBytes, type } of boxesOf(inMemory(bytes))) {
    if (containers.has(type)) shiftOffsets(bytes.subarray(at + 8, at + sizeBytes), end, shift)
    if (type !== "stco" && type !== "co64") continue
    const entryBytes = type === "stco" ? 4 : 8
    const last = Math.min(at + sizeBytes, bytes.length) - entryBytes
    for (let entry = at + 16; entry <= last; entry += entryBytes) {
      const offset = entryBytes === 4 ? view.getUint32(entry) : Number(view.getBigUint64(entry))
      if (offset >= end) continue
      if (entryBytes === 4) view.setUint32(entry, offset + shift)
      else view.setBigUint64(entry, BigInt(offset + shift))
    }
  }
}

/** An MP4 without its sound: what says what it is. */
export const withoutSound = (file: SoundFile): SoundFile =>
  joined(boxesOf(file).filter(({ type }) => type !== "mdat").map(({ at, sizeBytes }) => partOf(file, at, sizeBytes)))

const mostTableBytes = 2 ** 26

/** The same file with its tables in front of its sound; what is in that order already, or is not understood, as it is. */
export const tablesFirst = (file: SoundFile): SoundFile => {
  const boxes = boxesOf(file)
  const sound = boxes.find(({ type }) => type === "mdat")
  const tables = boxes.find(({ type }) => type === "moov")
  if (sound === undefined || tables === undefined || tables.at < sound.at || tables.sizeBytes > mostTableBytes) {
    return file
  }
  const moved = Uint8Array.from(file.read(tables.at, tables.sizeBytes))
  shiftOffsets(moved, tables.at, moved.length)
  return joined([
    partOf(file, 0, sound.at),
    inMemory(moved),
    partOf(file, sound.at, tables.at - sound.at),
    partOf(file, tables.at + tables.sizeBytes)
  ])
}
