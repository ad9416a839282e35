/** The names that chunks and boxes of sound files begin with. */

/** The four letters at `offset`, fewer where the bytes end. */
export const fourLetters = (bytes: Uint8Array, offset = 0): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + 4))
