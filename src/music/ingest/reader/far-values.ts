/** Numbers that stand for nothing measured: marks for an unknown value, and what is a million times all others. */

const marks = new Set([-999, -9999, -99_999, -999_999, 9999, 99_999, 999_999])
const farther = 10 // times as far from zero as anything else: a mark is far outside
const gap = 1e6
const mostShare = 0.25 // of a column's values: what many have is measured

const ascending = (values: Float64Array): Float64Array => values.map(Math.abs).sort()

/** The size from which on values are a million times as large as all below; Infinity where there is no such gap. */
const gapIn = (sizes: Float64Array): number => {
  for (let i = sizes.length - 1; i >= 1 && i >= (1 - mostShare) * sizes.length; i--) {
    if (sizes[i]! > gap * Math.max(1, sizes[i - 1]!)) return sizes[i]!
  }
  return Infinity
}

/** The values, NaN where one is no measurement. */
export const withoutFar = (values: Float64Array): Float64Array => {
  const finite = values.filter(Number.isFinite)
  const sizes = ascending(finite)
  const from = gapIn(sizes)
  const others = ascending(finite.filter((value) => !marks.has(value)))
  const largest = others.at(-1) ?? Infinity
  const isFar = (value: number): boolean =>
    Math.abs(value) >= from || marks.has(value) && Math.abs(value) > farther * largest
  return values.some(isFar) ? values.map((value) => isFar(value) ? Number.NaN : value) : values
}
