/** Who needs what takes the space: by pipeline, node and sweep. */
import type { Share, Shares } from "../../dataflow/store/usage.ts"
import { alignColumns } from "./render/columns.ts"
import { padDisplay } from "./render/display-width.ts"
import { formatBytes } from "./render/format-bytes.ts"
import { plural } from "./render/plural.ts"
import type { Style } from "./render/style.ts"

const most = 12 // of a kind; --json has all

const rowsOf = (title: string, shares: ReadonlyArray<Share>): ReadonlyArray<ReadonlyArray<string>> => {
  if (shares.length === 0) return []
  const shown = shares.slice(0, most)
  const rest = shares.length - shown.length
  return [
    [title, "runs", "needs", "alone"],
    ...shown.map(({ bytes, name, onlyBytes, runs }) => [
      `  ${name}`,
      String(runs),
      formatBytes(bytes),
      onlyBytes === 0 ? "–" : formatBytes(onlyBytes)
    ]),
    ...(rest === 0 ? [] : [[`  and ${plural(rest, "other")}`]])
  ]
}

/** Three tables of one layout: runs, bytes that they need, and those that nobody else does. */
export const sharesLines = ({ nodes, pipelines, sweeps }: Shares, style: Style): ReadonlyArray<string> => {
  const groups = [rowsOf("pipeline", pipelines), rowsOf("node", nodes), rowsOf("sweep", sweeps)]
    .filter((rows) => rows.length > 0)
  const rows = groups.flat()
  const widths = [1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? "").length)))
  const right = (row: ReadonlyArray<string>) => [
    row[0]!,
    ...widths.map((width, i) => padDisplay("", width - (row[i + 1] ?? "").length) + (row[i + 1] ?? ""))
  ]
  const headers = new Set(groups.map(([header]) => rows.indexOf(header!)))
  return alignColumns(rows.map(right)).flatMap((line, i) => headers.has(i) ? ["", style.quiet(line)] : [line])
}
