/** Tables of one JSON object a line, as metadata.jsonl of an audio folder is. */
import type { Csv } from "./csv.ts"
import { UnusableInput } from "./unusable-input.ts"

const bad = (source: string, line: number, what: string): UnusableInput =>
  new UnusableInput({
    what,
    where: `${source}, line ${line}`,
    hint: "every line is one JSON object, such as {\"file_name\": \"a.wav\", \"genre\": \"rock\"}"
  })

/** A value as a cell: text and numbers as they are, the path of an audio object, other values as JSON. */
const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  if (typeof value === "string") return value
  const path = typeof value === "object" && "path" in value ? value.path : undefined
  return typeof path === "string" ? path : JSON.stringify(value)
}

const objectOf = (text: string, source: string, line: number): object => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw bad(source, line, `it is no JSON (${cause.message})`)
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value
  throw bad(source, line, "it is no JSON object")
}

/**
 * Reads a table of JSON objects, its columns in the order in which they first come. Blank lines are left out.
 *
 * Failure: UnusableInput names the line that is no object.
 *
 * @example
 * ```ts
 * import { parseJsonLines } from "partita/ingest"
 * parseJsonLines(`{"file_name":"a.wav","genre":"rock"}\n`, "metadata.jsonl").rows // → [["a.wav", "rock"]]
 * ```
 */
export const parseJsonLines = (text: string, source: string): Csv => {
  const read = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/).flatMap((line, i) =>
    line.trim() === ""
      ? []
      : [{ line: i + 1, cells: new Map<string, unknown>(Object.entries(objectOf(line, source, i + 1))) }]
  )
  if (read.length === 0) throw bad(source, 1, "it is empty")
  const columns = [...new Set(read.flatMap(({ cells }) => [...cells.keys()]))]
  return {
    columns,
    rows: read.map(({ cells }) => columns.map((column) => cellOf(cells.get(column)))),
    lines: read.map(({ line }) => line),
    delimiter: ",",
    above: [],
    repeated: [],
    levels: 1,
    uneven: []
  }
}
