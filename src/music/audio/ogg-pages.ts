/** Packets of a codec laid out as an Ogg stream. Source: RFC 3533, section 6. */

/** One packet; `granule` is the position of its last sample, by which players seek. */
export interface OggPacket {
  readonly bytes: Uint8Array
  readonly granule: number
}

const table = /*#__PURE__*/ Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24
  for (let bit = 0; bit < 8; bit++) rest = rest << 1 ^ (rest < 0 ? 0x04c11db7 : 0)
  return rest
})

/** The checksum of a page whose own field for it is 0. */
export const oggChecksum = (page: Uint8Array): number => {
  let sum = 0
  for (let i = 0; i < page.length; i++) sum = sum << 8 ^ table[(sum >>> 24) ^ page[i]!]!
  return sum >>> 0
}

/** Lengths of segments of 255 bytes and one of less, which ends the packet. */
const lacing = ({ bytes: { length } }: OggPacket): ReadonlyArray<number> => [
  ...Array.from({ length: Math.floor(length / 255) }, () => 255),
  length % 255
]

const pageOf = (packets: ReadonlyArray<OggPacket>, sequence: number, isLast: boolean): Uint8Array => {
  const segments = packets.flatMap(lacing)
  const header = Buffer.alloc(27 + segments.length)
  header.write("OggS", 0, "latin1")
  header.writeUInt8((sequence === 0 ? 2 : 0) | (isLast ? 4 : 0), 5)
  header.writeBigInt64LE(BigInt(packets.at(-1)!.granule), 6)
  header.writeUInt32LE(1, 14) // the stream's serial number: it is alone in its file
  header.writeUInt32LE(sequence, 18)
  header.writeUInt8(segments.length, 26)
  header.set(segments, 27)
  const page = Buffer.concat([header, ...packets.map(({ bytes }) => bytes)])
  page.writeUInt32LE(oggChecksum(page), 22)
  return page
}

/** As many packets from the first on as one page holds, at most `most`. */
const fitting = (packets: ReadonlyArray<OggPacket>, most: number): number => {
  let segments = 0
  const over = packets.findIndex((packet) => (segments += lacing(packet).length) > 255)
  return Math.min(most, over < 0 ? packets.length : over)
}

/** The stream, the same bytes for the same packets; the first two have a page of their own, as headers must. */
export const oggPages = (packets: ReadonlyArray<OggPacket>): Uint8Array => {
  const pages: Array<Uint8Array> = []
  for (let at = 0; at < packets.length;) {
    const count = fitting(packets.slice(at), at < 2 ? 1 : 50)
    pages.push(pageOf(packets.slice(at, at + count), pages.length, at + count === packets.length))
    at += count
  }
  return Buffer.concat(pages)
}
