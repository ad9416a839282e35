/**
 * The weighted graph that UMAP draws.
 * Source: McInnes, Healy & Melville 2018 (arXiv:1802.03426), §3.1 and algorithm 1.
 */
import type { Neighbours } from "../../math/nearest-neighbours.ts"
import { type SparseMatrix, transposeSparse } from "../../math/sparse-matrix.ts"
import { neighbourStrengths } from "./neighbour-strengths.ts"

/** Point i's strengths to its neighbours in row i. */
const directedGraph = (neighbours: Neighbours): SparseMatrix => {
  const { count, indices } = neighbours
  const rows = indices.length / count
  return {
    rows,
    cols: rows,
    starts: Int32Array.from({ length: rows + 1 }, (_, i) => i * count),
    columns: indices, // nearest first; two transpositions sort them
    values: neighbourStrengths(neighbours)
  }
}

/** a + b − a ∘ b: the chance that one of two independent edges exists. */
const fuzzyUnion = (a: SparseMatrix, b: SparseMatrix): SparseMatrix => {
  const starts = new Int32Array(a.rows + 1)
  const columns = new Int32Array(a.columns.length + b.columns.length)
  const values = new Float64Array(columns.length)
  let size = 0
  for (let i = 0; i < a.rows; i++) {
    let inA = a.starts[i]!
    let inB = b.starts[i]!
    const [endA, endB] = [a.starts[i + 1]!, b.starts[i + 1]!]
    while (inA < endA || inB < endB) {
      const columnA = inA < endA ? a.columns[inA]! : Infinity
      const columnB = inB < endB ? b.columns[inB]! : Infinity
      const valueA = columnA <= columnB ? a.values[inA++]! : 0
      const valueB = columnB <= columnA ? b.values[inB++]! : 0
      columns[size] = Math.min(columnA, columnB)
      values[size++] = valueA + valueB - valueA * valueB
    }
    starts[i + 1] = size
  }
  return { ...a, starts, columns: columns.subarray(0, size), values: values.subarray(0, size) }
}

/** The entries of at least `least` that are not 0. */
const strongerThan = (graph: SparseMatrix, least: number): SparseMatrix => {
  const starts = new Int32Array(graph.rows + 1)
  const isKept = (value: number): boolean => value > 0 && value >= least
  for (let i = 0; i < graph.rows; i++) {
    starts[i + 1] = starts[i]!
    for (let at = graph.starts[i]!; at < graph.starts[i + 1]!; at++) if (isKept(graph.values[at]!)) starts[i + 1]!++
  }
  return {
    ...graph,
    starts,
    columns: graph.columns.filter((_, at) => isKept(graph.values[at]!)),
    values: graph.values.filter(isKept)
  }
}

/** The largest entry, or 0. */
export const strongest = (graph: SparseMatrix): number =>
  graph.values.reduce((most, value) => value > most ? value : most, 0)

/**
 * A symmetric graph: how surely two points are neighbours, when either may say so. Edges too weak to be drawn once in
 * `epochs` are left out. Shapes: [point, point], `neighbours` [point, neighbour].
 */
export const fuzzyGraph = (neighbours: Neighbours, epochs: number): SparseMatrix => {
  const backward = transposeSparse(directedGraph(neighbours))
  const union = fuzzyUnion(transposeSparse(backward), backward)
  return strongerThan(union, strongest(union) / epochs)
}
