/** The first rows of an artifact, by its kind. */
import type { OutputRecord } from "../../dataflow/store/action.ts"
import { rowFiles } from "../../dataflow/store/chunks.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { readManifest } from "../../format/manifest.ts"
import { readTensor } from "../../format/npy.ts"
import { readTable } from "../../format/parquet.ts"
import { alignColumns } from "./render/columns.ts"
import { truncateDisplay } from "./render/display-width.ts"
import { formatBytes } from "./render/format-bytes.ts"
import { formatCount, formatValue } from "./render/format-number.ts"

const rowsShown = 5
const columnsShown = 8
const linesShown = 20
const cellWidth = 24

const cell = (value: unknown): string => {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : formatValue(value)
  if (Array.isArray(value)) return `[${value.length} numbers]`
  return truncateDisplay(String(value), cellWidth)
}

const more = (count: number, noun: string): ReadonlyArray<string> =>
  count > 0 ? [`… ${formatCount(count)} more ${noun}`] : []

const tablePreview = async (files: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const rows = await readTable(files)
  const names = Object.keys(rows[0] ?? {})
  const shown = names.slice(0, columnsShown)
  return [
    ...alignColumns([shown, ...rows.slice(0, rowsShown).map((row) => shown.map((name) => cell(row[name])))], 1),
    ...more(rows.length - rowsShown, "rows"),
    ...more(names.length - columnsShown, "columns")
  ]
}

const tensorPreview = (bytes: Uint8Array): ReadonlyArray<string> => {
  const { data, shape } = readTensor(bytes)
  const first = Array.from(data.subarray(0, columnsShown), (value) => formatValue(value))
  return [`shape ${shape.join(" × ")}`, `${first.join("  ")}${data.length > columnsShown ? "  …" : ""}`]
}

const jsonPreview = (bytes: Uint8Array): ReadonlyArray<string> => {
  const lines = JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), undefined, 2).split("\n")
  return [...lines.slice(0, linesShown), ...more(lines.length - linesShown, "lines")]
}

const filesPreview = (bytes: Uint8Array): ReadonlyArray<string> => {
  const { entries } = readManifest(bytes)
  const rows = entries.slice(0, linesShown).map(({ path, sizeBytes }) => [path, formatBytes(sizeBytes)])
  return [...alignColumns(rows), ...more(entries.length - linesShown, "files")]
}

/** A few lines of an artifact whose object is intact; none for kinds that have no readable beginning. */
export const previewLines = async (store: Store, output: OutputRecord): Promise<ReadonlyArray<string>> => {
  switch (output.kind) {
    case "table":
      return tablePreview(rowFiles(store, output.digest))
    case "tensor":
      return tensorPreview(store.readObject(output.digest))
    case "json":
    case "view":
      return jsonPreview(store.readObject(output.digest))
    case "files":
    case "figure":
    case "document":
      return filesPreview(store.readObject(output.digest))
    default:
      return []
  }
}
