/** The metrics a clustering is judged by, under the names tables show. */
import type { Matrix } from "../../../math/matrix.ts"
import { adjustedRand } from "./adjusted-rand.ts"
import { calinskiHarabasz } from "./calinski-harabasz.ts"
import { daviesBouldin } from "./davies-bouldin.ts"
import type { InternalMetric } from "./internal-null.ts"
import { adjustedMutualInformation, normalizedMutualInformation } from "./mutual-information.ts"
import { purity } from "./purity.ts"
import { silhouette } from "./silhouette.ts"

/** Agreement with labels; all are better when higher. */
export const externalMetrics = {
  ARI: adjustedRand,
  NMI: normalizedMutualInformation,
  AMI: adjustedMutualInformation,
  purity
} as const satisfies Record<string, (truth: ArrayLike<number>, labels: ArrayLike<number>) => number>

/** Separation in a space; these need no labels. */
export const internalMetrics = [
  { metric: "silhouette", name: "silhouette", measure: silhouette, better: "higher" },
  { metric: "calinski-harabasz", name: "Calinski–Harabasz", measure: calinskiHarabasz, better: "higher" },
  { metric: "davies-bouldin", name: "Davies–Bouldin", measure: daviesBouldin, better: "lower" }
] as const satisfies ReadonlyArray<{
  metric: InternalMetric
  name: string
  measure: (x: Matrix, labels: ArrayLike<number>) => number
  better: "higher" | "lower"
}>
