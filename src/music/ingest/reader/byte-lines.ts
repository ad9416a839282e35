/** Text files larger than a string may be. */

/** The lines of a UTF-8 text one by one, without their ends; only one is ever decoded. */
export function* byteLines(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder()
  let start = 0
  while (start < bytes.length) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    yield decoder.decode(bytes.subarray(start, bytes[end - 1] === 13 ? end - 1 : end))
    start = end + 1
  }
}
