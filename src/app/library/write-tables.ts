/** The clusters and latents of a library as plain tables, for a spreadsheet or a notebook. */
import * as path from "node:path"
import { atomicWrite } from "../../dataflow/store/atomic-write.ts"
import { csvText } from "../../format/csv-text.ts"
import { type Column, type Row, writeTable } from "../../format/parquet.ts"
import type { ClusterCaption } from "./cluster-captions.ts"
import type { Library } from "./library.ts"
import { makeFolder } from "./make-folder.ts"

/** A table to be written as `<name>.csv` or `<name>.parquet`. */
export interface PlainTable {
  readonly name: string
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<Row>
}

/**
 * "assignments": id, title, cluster as artifacts count it (−1 for noise), its name as reports write it, and confidence,
 * empty where the clustering states none; "latents": id and the point that was clustered.
 */
export const libraryTables = (
  { axes, labels, points, tracks }: Library,
  captions: ReadonlyArray<ClusterCaption>,
  confidence: ReadonlyArray<number> | null
): ReadonlyArray<PlainTable> => {
  const nameOf = new Map(captions.map(({ cluster, name }) => [cluster, name]))
  return [
    {
      name: "assignments",
      columns: [
        { name: "id", type: "string" },
        { name: "title", type: "string" },
        { name: "cluster", type: "int" },
        { name: "cluster_name", type: "string" },
        { name: "confidence", type: "number" }
      ],
      rows: tracks.map(({ id, title }, i) => ({
        id,
        title,
        cluster: labels[i]!,
        cluster_name: nameOf.get(labels[i]!),
        confidence: confidence?.[i] ?? null
      }))
    },
    {
      name: "latents",
      columns: [{ name: "id", type: "string" }, ...axes.map((name) => ({ name, type: "number" as const }))],
      rows: tracks.map(({ id }, i) => ({
        id,
        ...Object.fromEntries(axes.map((axis, j) => [axis, points.data[i * points.cols + j]]))
      }))
    }
  ]
}

/** Writes every table in one format and answers with the files. */
export const writeTables = async (
  tables: ReadonlyArray<PlainTable>,
  folder: string,
  format: "csv" | "parquet"
): Promise<ReadonlyArray<string>> => {
  makeFolder(folder)
  const files: Array<string> = []
  for (const table of tables) {
    const file = path.join(folder, `${table.name}.${format}`)
    if (format === "csv") atomicWrite(file, csvText(table), { fsync: false })
    else await writeTable(table.columns, table.rows, file)
    files.push(file)
  }
  return files
}
