/** Artifacts as Apache Arrow tables, for DuckDB, polars, pandas and Observable. The package is loaded when asked for. */
import type { Table as ArrowTable } from "apache-arrow"
import type { TensorData } from "../../format/npy.ts"
import type { VectorData } from "../kind/vectors.ts"

/** One Arrow column per field, types taken from the values. */
export const rowsToArrow = async (rows: ReadonlyArray<Readonly<Record<string, unknown>>>): Promise<ArrowTable> => {
  const { tableFromArrays } = await import("apache-arrow")
  const names = Object.keys(rows[0] ?? {})
  return tableFromArrays(Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])))
}

/** A column `id`, then one float64 column per name. */
export const vectorsToArrow = async ({ ids, matrix, names }: VectorData): Promise<ArrowTable> => {
  const { tableFromArrays } = await import("apache-arrow")
  const column = (at: number) =>
    Float64Array.from({ length: matrix.rows }, (_, row) => matrix.data[row * matrix.cols + at]!)
  return tableFromArrays({ id: ids, ...Object.fromEntries(names.map((name, at) => [name, column(at)])) })
}

/** One column `value` in row-major order; the shape is the schema's metadata, as JSON. */
export const tensorToArrow = async ({ data, shape }: TensorData): Promise<ArrowTable> => {
  const { Schema, Table, tableFromArrays } = await import("apache-arrow")
  const flat = tableFromArrays({ value: data })
  return new Table(new Schema(flat.schema.fields, new Map([["shape", JSON.stringify(shape)]])), flat.batches)
}
