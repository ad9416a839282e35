/** Order of strings by Unicode code point: Python's order, where JavaScript compares UTF-16 units. */

const rank = (unit: number): number => unit >= 0xD800 && unit <= 0xDFFF ? unit + 0x10000 : unit

/** Negative when `a` comes first; characters beyond U+FFFF come after all others. Whole characters only. */
export const compareCodePoints = (a: string, b: string): number => {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}
