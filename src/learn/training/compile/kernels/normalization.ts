/** Kernels that bring numbers to a mean of 0 and a variance of 1. */
import type { Kernel, Kernels } from "../kernel.ts"
import { broadcasting } from "./broadcasting.ts"

/** Source: Ioffe & Szegedy 2015 (arXiv:1502.03167), algorithm 1; `mean` and `variance` are given. */
const batchNormalization: Kernel = (graph, { mean, offset, scale, variance, x }, { varianceEpsilon }) => {
  const padded = broadcasting(graph, "Add", variance!, graph.float(varianceEpsilon as number))
  const factor = graph.map("Reciprocal", graph.map("Sqrt", padded))
  const scaled = scale === undefined ? factor : broadcasting(graph, "Mul", factor, scale)
  const centred = broadcasting(graph, "Mul", broadcasting(graph, "Sub", x!, mean!), scaled)
  return offset === undefined ? centred : broadcasting(graph, "Add", centred, offset)
}

export const normalizations: Kernels = { FusedBatchNorm: batchNormalization }
