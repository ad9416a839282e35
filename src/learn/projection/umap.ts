/**
 * UMAP in the plane. Source: McInnes, Healy & Melville 2018 (arXiv:1802.03426).
 * Neighbours are exact and the start is principal components (umap-js: approximate ones and a random start). From the same
 * neighbours, start and random numbers the map is that of umap-js 1.4.0 to the last bit.
 */
import { assertFinite } from "../../math/assert-finite.ts"
import type { Matrix } from "../../math/matrix.ts"
import { nearestNeighbours } from "../../math/nearest-neighbours.ts"
import type { Random } from "../../math/random.ts"
import { fuzzyGraph } from "./fuzzy-graph.ts"
import { umapCurve } from "./umap-curve.ts"
import { layOut } from "./umap-layout.ts"
import { umapStart } from "./umap-start.ts"

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

// umap-js draws a start of its own first: its words a point are skipped, so that maps stay what they were by umap-js.
const wordsOfRandomStart = 4

/** Few points can afford more of them. */
const epochsOf = (points: number): number => points <= 2500 ? 500 : points <= 5000 ? 400 : points <= 7500 ? 300 : 200

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
  const { onEpoch, random } = options
  const epochs = epochsOf(x.rows)
  const graph = fuzzyGraph(nearestNeighbours(x, neighbours - 1), epochs)
  random.seek(random.position + wordsOfRandomStart * x.rows)
  const embedding = umapStart(x, random)
  layOut(graph, embedding.data, { curve: umapCurve(options.minimumDistance), epochs, random, onEpoch })
  return { embedding, neighbours }
}
