/** Features of several modalities as one space. Source: Baltrušaitis et al. 2019, Multimodal machine learning, §6.1 (early fusion). */
import { type Matrix, zeros } from "../../math/matrix.ts"
import { fitStandardScaler, standardize } from "./standard-scaler.ts"

/**
 * `none` puts columns side by side as they are, so that the modality with the larger numbers decides; `columns` gives
 * every column unit variance, so that the one with more columns decides; `blocks` gives every modality unit variance in
 * all, so that neither does.
 */
export type FusionScaling = "none" | "columns" | "blocks"

/** One modality: [track, column], which tracks have it, and how much it counts. */
export interface Modality {
  readonly matrix: Matrix
  readonly isPresent: ReadonlyArray<boolean>
  readonly weight: number
}

const rowsWhere = ({ cols, data }: Matrix, chosen: ReadonlyArray<number>): Matrix => {
  const out = zeros(chosen.length, cols)
  chosen.forEach((i, at) => out.data.set(data.subarray(i * cols, (i + 1) * cols), at * cols))
  return out
}

/** A modality scaled by the tracks that have it; those that lack it lie at its centre. */
const scaled = ({ isPresent, matrix, weight }: Modality, scaling: FusionScaling): Matrix => {
  const present = isPresent.flatMap((is, i) => is ? [i] : [])
  const out = zeros(matrix.rows, matrix.cols)
  if (present.length === 0) return out
  const own = rowsWhere(matrix, present)
  const scaler = fitStandardScaler(own)
  const ready = scaling === "none" ? own : standardize(own, scaler)
  const factor = weight / (scaling === "blocks" ? Math.sqrt(Math.max(1, matrix.cols)) : 1)
  present.forEach((i, at) => {
    for (let j = 0; j < matrix.cols; j++) out.data[i * matrix.cols + j] = factor * ready.data[at * matrix.cols + j]!
  })
  if (scaling !== "none") return out
  const centre = scaler.mean.map((mean) => factor * mean)
  isPresent.forEach((is, i) => {
    if (!is) out.data.set(centre, i * matrix.cols)
  })
  return out
}

/**
 * Modalities side by side: [track, a], [track, b], … → [track, a + b + …].
 * Throws a RangeError when their tracks differ.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { fuseModalities } from "partita/projection"
 * const audio = { matrix: matrix([[1, 2], [3, 4]]), isPresent: [true, true], weight: 1 }
 * const lyrics = { matrix: matrix([[7], [9]]), isPresent: [true, true], weight: 1 }
 * fuseModalities([audio, lyrics], "none").data // → [1, 2, 7, 3, 4, 9]
 * ```
 */
export const fuseModalities = (modalities: ReadonlyArray<Modality>, scaling: FusionScaling): Matrix => {
  const rows = modalities[0]?.matrix.rows ?? 0
  const odd = modalities.find(({ matrix }) => matrix.rows !== rows)
  if (odd !== undefined) throw new RangeError(`modalities of ${rows} and ${odd.matrix.rows} tracks cannot be fused`)
  const blocks = modalities.map((modality) => scaled(modality, scaling))
  const cols = blocks.reduce((sum, block) => sum + block.cols, 0)
  const out = zeros(rows, cols)
  for (let i = 0; i < rows; i++) {
    let at = i * cols
    for (const { cols: width, data } of blocks) {
      out.data.set(data.subarray(i * width, (i + 1) * width), at)
      at += width
    }
  }
  return out
}
