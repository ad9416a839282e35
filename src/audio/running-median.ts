/** Median of a sliding window: the kernel of hpss.ts. */

const width = 31 // Fitzgerald 2010; librosa kernel_size
const half = (width - 1) / 2
const sorted = new Float64Array(width)

/**
 * Median of the 31 values around each of `count` values; beyond the ends the values repeat mirrored, ends doubled.
 *
 * Shapes: `from[0 … count)` → `to[0 … count)`, which must not overlap; `from` must offer room for
 * `count + 30` values and hold the data at index 15, because the mirrored ends are written around it.
 * Source: scipy.ndimage.median_filter(mode="reflect").
 */
export const runningMedian = (from: Float32Array, count: number, to: Float32Array): void => {
  for (let i = 0; i < half; i++) {
    from[half - 1 - i] = from[half + mirrored(i, count)]!
    from[half + count + i] = from[half + mirrored(count - 1 - i, count)]!
  }
  for (let i = 0; i < width; i++) sorted[i] = from[i]!
  sorted.sort()
  to[0] = sorted[half]!
  for (let i = 1; i < count; i++) {
    replace(from[i - 1]!, from[i - 1 + width]!)
    to[i] = sorted[half]!
  }
}
/** Number of values `runningMedian` writes before and after the data. */
export const MEDIAN_MARGIN = half

const mirrored = (i: number, count: number): number => {
  const period = 2 * count
  const within = ((i % period) + period) % period
  return within < count ? within : period - 1 - within
}

/** Takes one copy of `gone` out of the sorted window and puts `come` in, moving only what lies between. */
const replace = (gone: number, come: number): void => {
  if (gone === come) return
  let place = gone > sorted[half]! ? half + 1 : 0
  while (sorted[place]! < gone) place++
  if (come > gone) {
    while (place < width - 1 && sorted[place + 1]! < come) {
      sorted[place] = sorted[place + 1]!
      place++
    }
  } else {
    while (place > 0 && sorted[place - 1]! > come) {
      sorted[place] = sorted[place - 1]!
      place--
    }
  }
  sorted[place] = come
}
