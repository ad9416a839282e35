/** Median of a sliding window: the kernel of hpss.ts. */

const width = 31 // Fitzgerald 2010; librosa kernel_size
const half = (width - 1) / 2
const largest = 0x7fffffff

/** Values `runningMedian` writes before and after the data. */
export const MEDIAN_MARGIN = half

/**
 * Median of the 31 values around each of `count` values; beyond the ends the values repeat mirrored, ends doubled.
 *
 * Shapes: `from` [margin + count + margin], data at MEDIAN_MARGIN, the margins are overwritten → `to` [count].
 * Units: both hold the bits of float32 values ≥ 0, whose order as integers is their order as numbers.
 *
 * One value leaves the window and one enters, so the median moves by one place at most, and only when the two lie on
 * different sides of it: most steps cost two comparisons, the others one pass over the window.
 * Source: scipy.ndimage.median_filter(mode="reflect").
 */
export const runningMedian = (from: Int32Array, count: number, to: Int32Array): void => {
  for (let i = 0; i < half; i++) {
    from[half - 1 - i] = from[half + mirrored(i, count)]!
    from[half + count + i] = from[half + mirrored(count - 1 - i, count)]!
  }
  let median = from.slice(0, width).sort()[half]!
  to[0] = median
  for (let i = 1; i < count; i++) {
    const gone = from[i - 1]!
    const come = from[i - 1 + width]!
    if (come > median && gone <= median) median = raised(from, i, median)
    else if (come < median && gone >= median) median = lowered(from, i, median)
    to[i] = median
  }
}

const mirrored = (i: number, count: number): number => {
  const period = 2 * count
  const within = ((i % period) + period) % period
  return within < count ? within : period - 1 - within
}

/** The old median if more than half the window is still ≤ it, else the smallest value above. Sign bits, no branches. */
const raised = (values: Int32Array, at: number, median: number): number => {
  const beyond = median + 1
  let above = width
  let next = largest
  for (let i = at; i < at + width; i++) {
    const value = values[i]!
    const isNotAbove = (value - beyond) >> 31 // all ones or zero
    above += isNotAbove
    const closer = (value | (isNotAbove >>> 1)) - next
    next += closer & (closer >> 31)
  }
  return above > half ? next : median
}

/** The old median if at least half the window is still ≥ it, else the largest value below. */
const lowered = (values: Int32Array, at: number, median: number): number => {
  let below = 0
  let next = 0
  for (let i = at; i < at + width; i++) {
    const value = values[i]!
    const isBelow = (value - median) >> 31
    below -= isBelow
    const closer = next - (value & isBelow)
    next -= closer & (closer >> 31)
  }
  return below > half ? next : median
}
