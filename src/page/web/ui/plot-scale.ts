/** Ranges, ticks and the nearest point of a plot, as plain functions. */
import type { Line } from "./answers.ts"

/** The least and the most of some numbers, a little apart where they are one. */
export const rangeOf = (values: ReadonlyArray<number>): readonly [low: number, high: number] => {
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity])
  return low < high ? [low, high] : [low - 0.5, high + 0.5]
}

/** Round numbers within a range, at least `count` of them. */
export const ticksIn = ([low, high]: readonly [number, number], count: number): ReadonlyArray<number> => {
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [5, 2, 1].map((factor) => factor * power).find((each) => each <= rough)!
  const first = Math.ceil(low / step - 1e-9)
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step)
}

/** The place of the point nearest to `x` in points that are in order. */
export const nearestAt = (points: Line["points"], x: number): number => {
  let [low, high] = [0, points.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (points[middle]![0] <= x) low = middle
    else high = middle
  }
  return x - points[low]![0] <= points[high]![0] - x ? low : high
}
