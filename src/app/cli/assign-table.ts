/** Assigned tracks as a table that fits the terminal: one line each, or two where it is narrow. */
import { markdownText } from "../../format/markdown-text.ts"
import { alignColumns } from "./render/columns.ts"
import { displayWidth, truncateDisplay } from "./render/display-width.ts"
import { formatValue } from "./render/format-number.ts"
import type { Style } from "./render/style.ts"
import { safeText } from "./render/terminal-text.ts"

/** A new track, where it belongs, and the library tracks nearest to it. */
export interface AssignedRow {
  readonly file: string
  /** What its tags call it, "artist – title"; null where they do not. */
  readonly title: string | null
  readonly name: string
  readonly about: string
  readonly confidence: number
  readonly distance: number
  readonly nearest: ReadonlyArray<{ readonly title: string; readonly cluster: string; readonly distance: number }>
}

const between = "  "
const separator = " · "
const indent = "   "
const inlineRoom = 52 // below this, three titles on the same line are cut too short to be recognised
const figuresWidth = "confidence  distance".length + 2 * between.length
const fileWidth = (columns: number): number => Math.max(16, Math.floor(columns * 0.3))

/** "0.084 Blue Lantern · 0.12 Night Ferry" in `room` columns, long titles cut so that all have their share. */
const nearestText = ({ nearest }: AssignedRow, room: number): string => {
  const figures = nearest.map(({ distance }) => formatDistance(distance))
  const fixed = figures.reduce((sum, figure) => sum + figure.length + 1, separator.length * (nearest.length - 1))
  let left = room - fixed
  const shares = nearest.map(() => 0)
  // short titles first, so that what they do not need goes to the long ones
  const order = nearest.map((_, i) => i).sort((a, b) =>
    displayWidth(nearest[a]!.title) - displayWidth(nearest[b]!.title)
  )
  order.forEach((at, i) => {
    shares[at] = Math.min(displayWidth(nearest[at]!.title), Math.floor(left / (order.length - i)))
    left -= shares[at]
  })
  return nearest.map(({ title }, i) => `${figures[i]} ${truncateDisplay(title, shares[i]!)}`).join(separator)
}

/** A distance in three decimals, fewer from 10 on. */
export const formatDistance = (distance: number): string =>
  distance < 1e-3 ? "0" : distance < 10 ? distance.toFixed(2) : formatValue(distance)

const tint = (confidence: number, { active, bad, good }: Style): (text: string) => string =>
  confidence >= 0.5 ? good : confidence >= 0.2 ? active : bad

/** Lines of the table, in the order given. */
export const assignedLines = (
  rows: ReadonlyArray<AssignedRow>,
  { columns, style }: { readonly columns: number; readonly style: Style }
): ReadonlyArray<string> => {
  if (rows.length === 0) return []
  const head = ["file", "cluster", "confidence", "distance"]
  const files = withoutCommonFolder(rows.map(({ file }) => file)).map((file, i) => {
    const { title } = rows[i]!
    const width = fileWidth(columns)
    return title === null ? cutPath(safeText(file), width) : truncateDisplay(safeText(title), width)
  })
  const filesWidth = Math.max("file".length, ...files.map(displayWidth))
  const body = rows.map(({ about, confidence, distance, name }, i) => [
    files[i]!,
    truncateDisplay(about === "" ? name : `${name} ${about}`, columns - filesWidth - figuresWidth),
    confidence.toFixed(2),
    formatDistance(distance)
  ])
  const [title = "", ...lines] = alignColumns([head, ...body], 1)
  const room = columns - displayWidth(title) - between.length
  const isInline = room >= inlineRoom
  const painted = lines.map((line, i) => paint(line, rows[i]!, body[i]!, style))
  return [
    style.quiet(isInline ? `${title}${between}nearest tracks` : title),
    ...painted.flatMap((line, i) => {
      const near = nearestText(rows[i]!, isInline ? room : columns - indent.length - 5)
      return isInline
        ? [`${line}${between}${style.quiet(near)}`]
        : [line, `${indent}${style.quiet(`near ${near}`)}`]
    })
  ]
}

/** Colours the cluster and the confidence of an aligned line. */
const paint = (
  line: string,
  { confidence, name }: AssignedRow,
  [file, cluster, sure]: ReadonlyArray<string>,
  style: Style
) => {
  const at = line.indexOf(cluster!, file!.length)
  const after = line.slice(at + cluster!.length)
  const where = after.indexOf(sure!)
  return `${line.slice(0, at)}${style.accent(name)}${cluster!.slice(name.length)}${after.slice(0, where)}${
    tint(confidence, style)(sure!)
  }${after.slice(where + sure!.length)}`
}

/** Paths without the folder that all of them lie in. */
const withoutCommonFolder = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const folders = files.map((file) => file.split("/").slice(0, -1))
  let shared = 0
  while (folders[0]![shared] !== undefined && folders.every((each) => each[shared] === folders[0]![shared])) shared++
  return files.map((file) => file.split("/").slice(shared).join("/"))
}

/** A path cut from its beginning, where it says least. */
const cutPath = (file: string, width: number): string => {
  if (displayWidth(file) <= width) return file
  const parts = file.split("/")
  for (let from = 1; from < parts.length; from++) {
    const short = `…/${parts.slice(from).join("/")}`
    if (displayWidth(short) <= width) return short
  }
  return truncateDisplay(parts.at(-1)!, width)
}

/** The same as a Markdown table. */
export const assignedMarkdown = (rows: ReadonlyArray<AssignedRow>): ReadonlyArray<string> => {
  const line = (cells: ReadonlyArray<string>) => `| ${cells.map(markdownText).join(" | ")} |`
  return [
    line(["file", "cluster", "confidence", "distance", "nearest tracks"]),
    "| --- | --- | ---: | ---: | --- |",
    ...rows.map(({ about, confidence, distance, file, name, nearest }) =>
      line([
        file,
        `${name} ${about}`.trim(),
        confidence.toFixed(2),
        formatDistance(distance),
        nearest.map((near) => `${near.title} (${near.cluster}, ${formatDistance(near.distance)})`).join("; ")
      ])
    )
  ]
}
