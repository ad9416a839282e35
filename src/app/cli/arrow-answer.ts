/** The answer of a query as an Arrow file. */
import { Bool, Field, Float64, List, Table, tableToIPC, Utf8, type Vector, vectorFromArray } from "apache-arrow"
import type { Answer, Cell } from "../../dataflow/history/query.ts"

const isNumbers = (value: Cell): value is ReadonlyArray<number> =>
  Array.isArray(value) && value.every((each) => typeof each === "number")

/** Numbers, truths and lists of numbers as they are, all else as text; a column has the type of all its values. */
const arrowVector = (cells: ReadonlyArray<Cell>): Vector => {
  const known = cells.filter((cell) => cell !== null)
  if (known.length > 0 && known.every((cell) => typeof cell === "number")) return vectorFromArray(cells, new Float64())
  if (known.length > 0 && known.every((cell) => typeof cell === "boolean")) return vectorFromArray(cells, new Bool())
  if (known.length > 0 && known.every(isNumbers)) {
    return vectorFromArray(cells, new List(new Field("item", new Float64(), true)))
  }
  const texts = cells.map((cell) => cell === null || typeof cell === "string" ? cell : JSON.stringify(cell))
  return vectorFromArray(texts, new Utf8())
}

/** An answer as the bytes of an Arrow file. */
export const arrowOf = ({ columns, rows }: Answer): Uint8Array =>
  tableToIPC(
    new Table(Object.fromEntries(columns.map(({ name }, i) => [name, arrowVector(rows.map((row) => row[i]!))]))),
    "file"
  )
