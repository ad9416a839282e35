const tables = new Map<string, ReadonlyMap<string, ReadonlyArray<number>>>()

/** What TextDecoder makes of every one or two bytes, turned over. */
const tableOf = (encoding: string): ReadonlyMap<string, ReadonlyArray<number>> => {
  const decoder = new TextDecoder(encoding)
  const known = new Map<string, ReadonlyArray<number>>()
  for (let first = 0x80; first < 0x100; first++) {
    known.set(decoder.decode(Uint8Array.of(first)), [first])
    for (let second = 0x40; second < 0xff; second++) {
      const letters = decoder.decode(Uint8Array.of(first, second))
      if (Array.from(letters).length === 1) known.set(letters, [first, second])
    }
  }
  tables.set(encoding, known)
  return known
}

/** Bytes of a text in an encoding that TextDecoder knows. */
export const encoded = (text: string, encoding: string): Uint8Array => {
  const known = tables.get(encoding) ?? tableOf(encoding)
  return Uint8Array.from(
    Array.from(text).flatMap((letter) => letter < "\u0080" ? [letter.charCodeAt(0)] : known.get(letter)!)
  )
}
