/** How thoroughly disentanglement is measured: parameters of every node that does. */
import * as Param from "../../src/dataflow/dsl/param.ts"

/** Fields of a node's parameter schema. */
export const disentanglementParams = {
  /** Equal widths that each latent is cut into for MIG and modularity. */
  bins: Param.several,
  /** Penalty of the lasso whose weights are DCI's importances. */
  lassoPenalty: Param.positive,
  /** Of the linear reader behind explicitness, as in probe.ts. */
  folds: Param.several,
  penalty: Param.positive,
  maxIterations: Param.positiveInt,
  tolerance: Param.positive
}
