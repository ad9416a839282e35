/** One RIFF chunk: id, size, body, and a pad byte after an odd body unless the writer forgot it. */
export const chunk = (
  id: string,
  body: ReadonlyArray<number>,
  options: { size?: number; pad?: boolean } = {}
): Array<number> => {
  const size = options.size ?? body.length
  const bytes = [...Buffer.from(id), size & 255, (size >>> 8) & 255, (size >>> 16) & 255, size >>> 24, ...body]
  return body.length % 2 === 1 && options.pad !== false ? [...bytes, 0] : bytes
}

/** The body of a format chunk. */
export const format = (tag: number, channels: number, bits: number, sampleRateHz = 8000): Array<number> => {
  const body = Buffer.alloc(16)
  body.writeUInt16LE(tag, 0)
  body.writeUInt16LE(channels, 2)
  body.writeUInt32LE(sampleRateHz, 4)
  body.writeUInt32LE((sampleRateHz * channels * bits) / 8, 8)
  body.writeUInt16LE((channels * bits) / 8, 12)
  body.writeUInt16LE(bits, 14)
  return [...body]
}

/** A WAV file of the given chunks. */
export const wav = (...chunks: ReadonlyArray<Array<number>>): Uint8Array => {
  const body = chunks.flat()
  return Uint8Array.from([
    ...chunk("RIFF", []).slice(0, 4),
    ...chunk("", [], { size: body.length + 4 }),
    ...Buffer.from("WAVE"),
    ...body
  ])
}

/** Little-endian 16-bit samples. */
export const int16 = (...samples: ReadonlyArray<number>): Array<number> =>
  samples.flatMap((s) => [s & 255, (s >> 8) & 255])
