/**
 * Where UMAP's points start: on principal components, which Kobak & Linderman 2021 find to matter more than the choice of
 * algorithm.
 */
import { type Matrix, zeros } from "../../math/matrix.ts"
import type { Random } from "../../math/random.ts"
import { pca } from "./pca.ts"

const halfWidth = 10 // of the start, as in umap-learn
const startNoise = 1e-4 // parts equal points

/** The first two principal components scaled to ±10; noise where there are fewer. Shapes: [point, feature] → [point, 2]. */
export const umapStart = (x: Matrix, random: Random): Matrix => {
  const { cols, data } = pca(x, Math.min(2, x.cols)).scores
  const largest = data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const scale = largest > 0 ? halfWidth / largest : 0
  const layout = zeros(x.rows, 2)
  for (let at = 0; at < layout.data.length; at++) {
    const component = at % 2
    const score = component < cols ? data[(at >> 1) * cols + component]! * scale : random.normal()
    layout.data[at] = score + random.normal() * startNoise
  }
  return layout
}
