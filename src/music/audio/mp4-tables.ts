/** A check that must come before an MP4 is decoded: the decoder trusts its counts and allocates what they say. */

const containers = /*#__PURE__*/ new Set(["moov", "trak", "mdia", "minf", "stbl"])
/** Bytes before the entry count and bytes per entry of each table that has one. */
const tables: Readonly<Record<string, readonly [countAt: number, entryBytes: number]>> = {
  stts: [4, 8],
  ctts: [4, 8],
  stsc: [4, 12],
  stco: [4, 4],
  co64: [4, 8],
  stsz: [8, 4],
  elst: [4, 12]
}

/**
 * The first sample table of an MP4 file that claims more entries than it has room for, or undefined when all are sound.
 * Source: ISO/IEC 14496-12 §8.6–8.7.
 */
export const brokenMp4Table = (bytes: Uint8Array): string | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return brokenWithin(view, 0, bytes.length)
}

const brokenWithin = (view: DataView, from: number, end: number): string | undefined => {
  let at = from
  while (at + 8 <= end) {
    const declared = view.getUint32(at)
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)))
    const isLong = declared === 1 && at + 16 <= end
    const body = at + (isLong ? 16 : 8)
    const next = isLong ? at + Number(view.getBigUint64(at + 8)) : declared === 0 ? end : at + declared
    if (next < body) return undefined // the decoder stops at such a box as well
    const stop = Math.min(next, end)
    const broken = containers.has(type)
      ? brokenWithin(view, body, stop)
      : isBroken(view, type, body, stop)
      ? type
      : undefined
    if (broken !== undefined) return broken
    at = next
  }
  return undefined
}

const isBroken = (view: DataView, type: string, body: number, end: number): boolean => {
  const table = tables[type]
  if (table === undefined) return false
  const [countAt, entryBytes] = table
  if (body + countAt + 4 > end) return true
  const count = view.getUint32(body + countAt)
  const sampleBytes = type === "stsz" ? view.getUint32(body + 4) : 0 // not 0: all samples have this size, and none is listed
  return sampleBytes > 0 ? count * sampleBytes > view.byteLength : body + countAt + 4 + count * entryBytes > end
}
