/**
 * The smallest FastTracker II module: one channel, one pattern of 64 rows, one looped 32-sample square wave whose note
 * C-4 (middle C of the format: 8363 Hz) starts on the first row. Source: "The XM module format", Triton 1994.
 */
export const xmOneNote = (): Uint8Array => {
  const header = Buffer.alloc(60 + 276)
  header.write("Extended Module: one note           \x1a", 0, "latin1")
  header[37] = 0x1a
  header.write("by hand             ", 38, "latin1")
  header.writeUInt16LE(0x0104, 58)
  header.writeUInt32LE(276, 60)
  header.writeUInt16LE(1, 64) // song length
  header.writeUInt16LE(1, 68) // channels
  header.writeUInt16LE(1, 70) // patterns
  header.writeUInt16LE(1, 72) // instruments
  header.writeUInt16LE(1, 74) // linear frequencies
  header.writeUInt16LE(6, 76) // speed
  header.writeUInt16LE(125, 78) // beats per minute
  const rows = [0x83, 49, 1, ...Array.from({ length: 63 }, () => 0x80)] // note C-4 with instrument 1, then empty rows
  const pattern = Buffer.alloc(9)
  pattern.writeUInt32LE(9, 0)
  pattern.writeUInt16LE(64, 5)
  pattern.writeUInt16LE(rows.length, 7)
  const instrument = Buffer.alloc(263)
  instrument.writeUInt32LE(263, 0)
  instrument.writeUInt16LE(1, 27) // samples
  instrument.writeUInt32LE(40, 29)
  const sample = Buffer.alloc(40)
  sample.writeUInt32LE(32, 0)
  sample.writeUInt32LE(32, 8) // loop length
  sample[12] = 64 // volume
  sample[14] = 1 // forward loop
  sample[15] = 128 // panning: middle
  const wave = Array.from({ length: 32 }, (_, i) => (i < 16 ? 64 : -64))
  const steps = wave.map((value, i) => (value - (wave[i - 1] ?? 0)) & 255) // stored as differences
  return Buffer.concat([header, pattern, Buffer.from(rows), instrument, sample, Buffer.from(steps)])
}
