/** How thoroughly K-Means looks for its clusters: parameters of every node that runs it. */
import * as Param from "../../src/dataflow/dsl/param.ts"

/** Fields of a node's parameter schema; the best of `restarts` descents counts. */
export const descentParams = {
  restarts: Param.positiveInt,
  maxIterations: Param.positiveInt,
  /** Relative to the mean variance of the columns. */
  tolerance: Param.amount
}
