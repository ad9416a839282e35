/** Which encoding a text has that is no UTF-8 and whose letters leave no doubt: Cyrillic, Japanese, Chinese, Korean. */

/** Encodings told by their letters; each a name that TextDecoder knows. */
export type ToldEncoding = "windows-1251" | "koi8-r" | "shift_jis" | "euc-jp" | "euc-kr" | "gbk"

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

/** Valid Shift-JIS of which three letters in ten are kana in two bytes: no other text is so by chance. */
const shiftJis = (bytes: Uint8Array): ToldEncoding | undefined => {
  let text: string
  try {
    text = new TextDecoder("shift_jis", { fatal: true }).decode(bytes)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return undefined
  }
  const letters = Array.from(text).filter((letter) => letter > "\u007f")
  if (letters.length < fewestPairs) return undefined
  const kana = shareOf(letters, (letter) => /[\u3041-\u30fc]/.test(letter))
  const known = shareOf(letters, (letter) => /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/.test(letter))
  return kana >= 0.3 && known >= 0.95 ? "shift_jis" : undefined
}

/** The encoding of a text that is no UTF-8; undefined where its bytes leave a doubt, as those of a few letters do. */
export const toldEncoding = (bytes: Uint8Array): ToldEncoding | undefined => {
  const runs = highRuns(bytes)
  const pairs = pairsOf(runs)
  return cyrillic(runs) ?? shiftJis(bytes) ?? (pairs === undefined ? undefined : paired(pairs))
}
