/** Which encoding a text has that is no UTF-8 and whose letters leave no doubt: Cyrillic, Japanese, Chinese, Korean. */

/** Encodings told by their letters; each a name that TextDecoder knows. */
export const toldEncodings = ["windows-1251", "koi8-r", "shift_jis", "euc-jp", "euc-kr", "gbk"] as const
/** One of `toldEncodings`. */
export type ToldEncoding = typeof toldEncodings[number]

const isAsciiLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)

/** Runs of bytes above 127, with whether a Latin letter stands beside one: then it is an accent within a word. */
const highRuns = (bytes: Uint8Array): ReadonlyArray<{ readonly run: Uint8Array; readonly isWithin: boolean }> => {
  const runs: Array<{ readonly run: Uint8Array; readonly isWithin: boolean }> = []
  for (let at = 0; at < bytes.length;) {
    let end = at
    while (end < bytes.length && bytes[end]! > 127) end++
    if (end > at) {
      const isWithin = isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[end])
      runs.push({ run: bytes.subarray(at, end), isWithin })
    }
    at = Math.max(end, at + 1)
  }
  return runs
}

const shareOf = <A>(items: ReadonlyArray<A>, isSo: (item: A) => boolean): number =>
  items.length === 0 ? 0 : items.filter(isSo).length / items.length

const fewestLetters = 12
const fewestPairs = 10

// о, е, а, и in both cases: four letters of ten in Russian, two of ten in a text read under the other encoding
const vowels = {
  "windows-1251": new Set([0xee, 0xe5, 0xe0, 0xe8, 0xce, 0xc5, 0xc0, 0xc8]),
  "koi8-r": new Set([0xcf, 0xc5, 0xc1, 0xc9, 0xef, 0xe5, 0xe1, 0xe9])
} as const

/** Words of nothing but letters of the upper half, of which every third and more is a usual vowel of one encoding. */
const cyrillic = (runs: ReturnType<typeof highRuns>): ToldEncoding | undefined => {
  const all = runs.flatMap(({ run }) => [...run])
  const letters = all.filter((byte) => byte >= 0xc0 || byte === 0xb8 || byte === 0xa3) // without quotes and dashes
  if (letters.length < fewestLetters || letters.length < 0.7 * all.length || letters.length < 3 * runs.length) {
    return undefined
  }
  if (shareOf(runs, ({ isWithin }) => isWithin) > 0.05) return undefined
  const [win, koi] = (["windows-1251", "koi8-r"] as const).map((name) =>
    shareOf(letters, (byte) => vowels[name].has(byte))
  )
  if (win! >= 0.27 && win! > 1.5 * koi!) return "windows-1251"
  return koi! >= 0.27 && koi! > 1.5 * win! ? "koi8-r" : undefined
}

/** Pairs of bytes that are both above 160, as EUC and GB 2312 write them, where all runs are made of such. */
const pairsOf = (runs: ReturnType<typeof highRuns>): ReadonlyArray<number> | undefined => {
  if (shareOf(runs, ({ isWithin }) => isWithin) > 0.5) return undefined // as the ÇÃ of CANÇÃO does
  if (runs.some(({ run }) => run.length % 2 === 1 || run.some((byte) => byte < 0xa1 || byte === 0xff))) return undefined
  return runs.flatMap(({ run }) => [...run].filter((_, i) => i % 2 === 0))
}

/** By the first bytes of pairs: kana stand in two rows, Hangul in 25, usual Chinese characters in 40 of which those are a part. */
const paired = (leads: ReadonlyArray<number>): ToldEncoding | undefined => {
  const letters = leads.filter((lead) => lead > 0xa3) // without punctuation and full-width Latin
  if (letters.length < fewestPairs) return undefined
  if (shareOf(letters, (lead) => lead === 0xa4 || lead === 0xa5) >= 0.3) return "euc-jp"
  if (letters.every((lead) => lead >= 0xb0 && lead <= 0xc8)) return "euc-kr"
  return shareOf(letters, (lead) => lead >= 0xb0 && lead <= 0xd7) >= 0.85 ? "gbk" : undefined
}

/** A text as an encoding reads it; undefined where it holds what no such text does. */
const decoded = (bytes: Uint8Array, encoding: ToldEncoding): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return undefined
  }
}

const isKnown = (letter: string): boolean => /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/.test(letter)

/** Valid Shift-JIS of which three letters in ten are kana in two bytes: no other text is so by chance. */
const shiftJis = (bytes: Uint8Array): ToldEncoding | undefined => {
  const text = decoded(bytes, "shift_jis")
  if (text === undefined) return undefined
  const letters = Array.from(text).filter((letter) => letter > "\u007f")
  if (letters.length < fewestPairs) return undefined
  const kana = shareOf(letters, (letter) => /[\u3041-\u30fc]/.test(letter))
  return kana >= 0.3 && shareOf(letters, isKnown) >= 0.95 ? "shift_jis" : undefined
}

/** The encoding of a text that is no UTF-8; undefined where its bytes leave a doubt, as those of a few letters do. */
export const toldEncoding = (bytes: Uint8Array): ToldEncoding | undefined => {
  const runs = highRuns(bytes)
  const pairs = pairsOf(runs)
  return cyrillic(runs) ?? shiftJis(bytes) ?? (pairs === undefined ? undefined : paired(pairs))
}

/** Words of which no letter above 127 stands within Latin ones, and not all of those stand alone as accents do. */
const isCyrillic = (bytes: Uint8Array): boolean => {
  const runs = highRuns(bytes)
  return runs.every(({ isWithin }) => !isWithin) && runs.some(({ run }) => run.length > 1)
}

/** No single character beside a Latin letter: an accent and the letter behind it may look like one. */
const isJapanese = (text: string): boolean =>
  Array.from(text).every((letter) => letter < "\u0080" || isKnown(letter)) &&
  !/[a-z][^\0-\u007f](?![^\0-\u007f])|(?<![^\0-\u007f])[^\0-\u007f][a-z]/i.test(text)

/**
 * One of several short texts in the encoding that was told from all of them; undefined where it may be a Latin one with accents
 * all the same.
 */
export const readAs = (bytes: Uint8Array, encoding: ToldEncoding): string | undefined => {
  const text = decoded(bytes, encoding)
  if (text === undefined) return undefined
  if (encoding === "windows-1251" || encoding === "koi8-r") return isCyrillic(bytes) ? text : undefined
  if (encoding === "shift_jis") return isJapanese(text) ? text : undefined
  const runs = highRuns(bytes)
  return pairsOf(runs) === undefined || runs.some(({ isWithin }) => isWithin) ? undefined : text
}

const lineFeed = Uint8Array.of(10)

/** The encoding of several short texts, told from all of them but those that it cannot be of. */
export const toldOfAll = (texts: ReadonlyArray<Uint8Array>): ToldEncoding | undefined => {
  for (const kind of ["windows-1251", "gbk", "shift_jis"] as const) { // one for each way of telling
    const kept = texts.filter((text) => readAs(text, kind) !== undefined)
    const told = toldEncoding(Buffer.concat(kept.flatMap((text) => [text, lineFeed])))
    if (told !== undefined) return told
  }
  return undefined
}
