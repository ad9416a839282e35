/**
 * UMAP in the plane, by umap-js. Source: McInnes, Healy & Melville 2018 (arXiv:1802.03426).
 * Ours are the exact neighbours and the start from principal components (umap-js: approximate ones and a random start),
 * which Kobak & Linderman 2021 find to matter more than the choice of algorithm.
 */
import { assertFinite } from "../../math/assert-finite.ts"
import { type Matrix, zeros } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"
import type { Random } from "../../math/random.ts"
import { pca } from "./pca.ts"

/** `neighbours` counts the point itself, as in umap-learn; `minimumDistance` is that of close points in the map. */
export interface UmapOptions {
  readonly neighbours: number
  readonly minimumDistance: number
  readonly random: Random
  readonly onEpoch?: (epoch: number, epochs: number) => void
}

/** A map of points. Shapes: `embedding` [point, 2]. `neighbours` is the number used. */
export interface Umap {
  readonly embedding: Matrix
  readonly neighbours: number
}

const halfWidth = 10 // of the start, as in umap-learn
const startNoise = 1e-4 // parts equal points

/** Principal components scaled to ±10. */
const startLayout = (x: Matrix, random: Random): Matrix => {
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

const nestedRows = (data: ArrayLike<number>, rows: number, lead: (i: number) => number): Array<Array<number>> => {
  const cols = data.length / rows
  return Array.from(
    { length: rows },
    (_, i) => [lead(i), ...Array.from({ length: cols }, (_, k) => data[i * cols + k]!)]
  )
}

/**
 * A map of points to the plane that keeps neighbours together; distances between groups mean little.
 *
 * More neighbours than there are points less one are reduced to that.
 * Shapes: `x` [point, feature]. Throws a RangeError for fewer than 4 points, fewer than 2 neighbours or data that are
 * not finite.
 *
 * @example
 * ```ts
 * import { matrix, Random } from "partita/math"
 * import { umap } from "partita/projection"
 * const x = matrix([[0, 0], [0, 1], [1, 0], [9, 9], [9, 8], [8, 9]])
 * const { embedding } = await umap(x, { neighbours: 3, minimumDistance: 0.1, random: new Random(7) })
 * embedding.rows // → 6
 * ```
 */
export const umap = async (x: Matrix, options: UmapOptions): Promise<Umap> => {
  if (x.rows < 4) throw new RangeError(`UMAP of ${x.rows} points; give it at least 4`)
  if (options.neighbours < 2) throw new RangeError(`UMAP with ${options.neighbours} neighbours; choose at least 2`)
  assertFinite(x, "UMAP")
  const neighbours = Math.min(options.neighbours, x.rows - 1)
  const near = nearestNeighbours(x, neighbours - 1)
  const { UMAP } = await import("umap-js")
  const model = new UMAP({
    nComponents: 2,
    nNeighbors: neighbours,
    minDist: options.minimumDistance,
    random: () => options.random.uniform()
  })
  model.setPrecomputedKNN(nestedRows(near.indices, x.rows, (i) => i), nestedRows(near.distances, x.rows, () => 0))
  const epochs = model.initializeFit(Array.from({ length: x.rows }, () => []))
  const start = startLayout(x, options.random)
  model.getEmbedding().forEach((point, i) => point.splice(0, 2, start.data[2 * i]!, start.data[2 * i + 1]!))
  for (let epoch = 1; epoch <= epochs; epoch++) {
    model.step()
    options.onEpoch?.(epoch, epochs)
  }
  return { embedding: { ...start, data: Float64Array.from(model.getEmbedding().flat()) }, neighbours }
}
