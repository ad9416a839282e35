/** Places tracks on maps whose axes mean nothing. */
import type { ChartSpec } from "./theme.ts"

/** Where one track lies on a map. */
export interface Place {
  readonly x: number
  readonly y: number
}

const padded = (values: ReadonlyArray<number>): readonly [number, number] => {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity)
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity)
  if (low > high) return [0, 1]
  const margin = high > low ? 0.04 * (high - low) : 1
  return [low - margin, high + margin]
}

/** The encoding of one coordinate: all places fit, with a margin. */
export const mapPosition = (field: "x" | "y", places: ReadonlyArray<Place>): ChartSpec => ({
  field,
  type: "quantitative",
  axis: null, // units of t-SNE and UMAP axes carry no meaning
  scale: { domain: padded(places.map((place) => place[field])), nice: false, zero: false }
})
