/** FLAC files made byte by byte. Source: RFC 9639 §8 and §9. */

/** A cyclic redundancy check, bit by bit. */
export const crc = (bytes: Iterable<number>, bits: number, polynomial: number): number => {
  let rest = 0
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const out = (rest >> (bits - 1)) ^ ((byte >> bit) & 1)
      rest = ((rest << 1) & (2 ** bits - 1)) ^ (out & 1 ? polynomial : 0)
    }
  }
  return rest
}

/** The head of a mono file of 16 bits and 22,050 Hz, whose frames have 256 samples. */
export const streamInfo = (frames: number): Buffer => {
  const head = Buffer.alloc(42)
  head.write("fLaC\x80\0\0\x22\x01\0\x01\0", "latin1")
  head.writeUInt32BE(22_050 * 4096 + 0xf0, 18)
  head.writeUInt32BE(frames * 256, 22)
  return head
}

/** The frame of 256 samples of one value that has this number. */
export const frameOf = (value: number, number: number): Buffer => {
  const head = [0xff, 0xf8, 0x86, 0x08, number]
  const frame = [...head, crc(head, 8, 0x07), 0, value >> 8 & 255, value & 255]
  const checksum = crc(frame, 16, 0x8005)
  return Buffer.from([...frame, checksum >> 8, checksum & 255])
}
