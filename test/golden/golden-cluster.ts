/** The golden data sets and results as matrices. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Matrix } from "../../src/math/matrix.ts"

const read = (name: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "cluster", `${name}.json`), "utf8"))

interface DataSet {
  readonly n: number
  readonly d: number
  readonly X: ReadonlyArray<number>
  readonly y: ReadonlyArray<number>
}

/** Names of the golden data sets. */
export const sets = ["blobs", "moons", "digits_like"] as const

/** A data set: its points and true labels. */
export const dataSet = (name: typeof sets[number]): { readonly x: Matrix; readonly y: ReadonlyArray<number> } => {
  const { X, d, n, y } = (read("data") as Record<string, DataSet>)[name]!
  return { x: { rows: n, cols: d, data: Float64Array.from(X) }, y }
}

/** scikit-learn's results on a data set. */
export const results = <T>(name: typeof sets[number]): T => (read("clustering") as Record<string, T>)[name]!

/** External metrics of small labellings. */
export const edges = <T>(): ReadonlyArray<T> => read("metric_edges") as ReadonlyArray<T>

/** What projections reach. */
export const projections = <T>(): T => read("projection_quality") as T

/** Disentanglement of five codes of three factors. */
export const disentanglement = <T>(): T => read("disentanglement") as T

/** Nested rows as a matrix. */
export const fromRows = (rows: ReadonlyArray<ReadonlyArray<number>>): Matrix => ({
  rows: rows.length,
  cols: rows[0]?.length ?? 0,
  data: Float64Array.from(rows.flat())
})
