/** The ways of scaling features, by name; each is fitted to some tracks and may be applied to others. */
import type { Matrix } from "../../math/matrix.ts"
import { applyQuantileNormal, fitQuantileNormal, type QuantileNormal } from "./quantile-normal.ts"
import { fitRobustScaler, type RobustScaler, scaleRobustly } from "./robust-scaler.ts"
import { fitStandardScaler, standardize } from "./standard-scaler.ts"
import { applyYeoJohnson, fitYeoJohnson, type YeoJohnson } from "./yeo-johnson.ts"

/**
 * `none` leaves features as they are, `z` gives them mean 0 and variance 1; the others are files of their own.
 *
 * @example
 * ```ts
 * import { scalingMethods } from "partita/projection"
 * scalingMethods // → ["none", "z", "robust", "yeo-johnson", "quantile-normal"]
 * ```
 */
export const scalingMethods = ["none", "z", "robust", "yeo-johnson", "quantile-normal"] as const

/** Name of a way of scaling. */
export type ScalingMethod = typeof scalingMethods[number]

/** A fitted way of scaling, as plain data. */
export type Scaling =
  | { readonly method: "none" }
  | { readonly method: "z"; readonly mean: ReadonlyArray<number>; readonly scale: ReadonlyArray<number> }
  | { readonly method: "robust" } & RobustScaler
  | { readonly method: "yeo-johnson" } & YeoJohnson
  | { readonly method: "quantile-normal" } & QuantileNormal

/**
 * Fits to the finite entries of every column; what no finite entry tells is left as it is.
 * Throws a RangeError for no rows.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { fitScaling } from "partita/projection"
 * fitScaling(matrix([[0], [10]]), "z") // → { method: "z", mean: [5], scale: [5] }
 * ```
 */
export const fitScaling = (x: Matrix, method: ScalingMethod): Scaling => {
  if (x.rows === 0) throw new RangeError("scaling: a table without tracks has no spread; read at least one track")
  switch (method) {
    case "none":
      return { method }
    case "z": {
      const { mean, scale } = fitStandardScaler(x)
      return { method, mean: Array.from(mean), scale: Array.from(scale) }
    }
    case "robust":
      return { method, ...fitRobustScaler(x) }
    case "yeo-johnson":
      return { method, ...fitYeoJohnson(x) }
    case "quantile-normal":
      return { method, ...fitQuantileNormal(x, 1000) } // scikit-learn's number
  }
}

/**
 * Scales tracks, those it was fitted to or others with the same columns; what is no finite number stays so.
 *
 * @example
 * ```ts
 * import { matrix } from "partita/math"
 * import { applyScaling, fitScaling } from "partita/projection"
 * const scaling = fitScaling(matrix([[0], [10]]), "z")
 * applyScaling(matrix([[5], [15]]), scaling).data // → [0, 2]
 * ```
 */
export const applyScaling = (x: Matrix, scaling: Scaling): Matrix => {
  switch (scaling.method) {
    case "none":
      return x
    case "z":
      return standardize(x, scaling)
    case "robust":
      return scaleRobustly(x, scaling)
    case "yeo-johnson":
      return applyYeoJohnson(x, scaling)
    case "quantile-normal":
      return applyQuantileNormal(x, scaling)
  }
}
