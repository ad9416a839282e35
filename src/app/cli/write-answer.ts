/** The answer of a query as a file, by the ending of its name. */
import * as fs from "node:fs"
import * as path from "node:path"
import type { Answer, Cell } from "../../dataflow/history/query.ts"
import { inertCell } from "../../format/csv-cell.ts"
import { quotedCell } from "../../format/csv-text.ts"
import { identifier, literal, startDuckdb } from "../../format/duckdb.ts"

/** Endings that are understood. */
export const answerEndings = [".csv", ".json", ".parquet", ".arrow"] as const

const quoted = (value: Cell): string =>
  quotedCell(value === null ? "" : inertCell(typeof value === "object" ? JSON.stringify(value) : String(value)))

/** An answer as CSV, cells that spreadsheets take for formulas made inert. */
export const answerCsv = ({ columns, rows }: Answer): string =>
  [columns.map(({ name }) => quoted(name)), ...rows.map((row) => row.map(quoted))]
    .map((cells) => `${cells.join(",")}\n`).join("")

/** One object a row. */
export const answerObjects = ({ columns, rows }: Answer): ReadonlyArray<Readonly<Record<string, Cell>>> =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]!])))

/** DuckDB's own types are kept; the instance is another than the one that was shut off from files. */
const writeParquet = async ({ chunks, columns }: Answer, file: string): Promise<void> => {
  const connection = await (await startDuckdb()).connect()
  try {
    await connection.run(
      `CREATE TEMP TABLE answer (${columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(", ")})`
    )
    const appender = await connection.createAppender("answer")
    for (const chunk of chunks) appender.appendDataChunk(chunk)
    appender.closeSync()
    await connection.run(`COPY answer TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd)`)
  } finally {
    connection.closeSync()
  }
}

/** Writes an answer to a file whose ending is one of `answerEndings`. */
export const writeAnswer = async (answer: Answer, file: string): Promise<void> => {
  switch (path.extname(file)) {
    case ".csv":
      return fs.writeFileSync(file, answerCsv(answer))
    case ".json":
      return fs.writeFileSync(file, `${JSON.stringify(answerObjects(answer), undefined, 2)}\n`)
    case ".parquet":
      return writeParquet(answer, file)
    case ".arrow":
      return fs.writeFileSync(file, (await import("./arrow-answer.ts")).arrowOf(answer)) // 50 ms that no other ending needs
  }
}
