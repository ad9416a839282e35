/** Tables between booktabs' rules, set so that none is wider than the page and none longer is cut. */
import { latexText } from "./latex-text.ts"
import type { ManuscriptTable } from "./manuscript.ts"

/** Sizes of type and how many letters of a table fit into a line of each, columns' gaps counted as three. */
const sizes = [["small", 86], ["footnotesize", 99], ["scriptsize", 116]] as const

const lineMm = 160
const longest = 34 // rows on a page beside a caption
const gap = 3

const lengthOf = (text: string): number => Array.from(text).length

/** Where a heading may go on to another line: after its spaces and dashes. */
const wordsOf = (heading: string): ReadonlyArray<string> => heading.split(/(?<=[ –])/)

/** Words of a heading on lines that are no longer than what stands below, or than its longest word. */
const folded = (heading: string, width: number): ReadonlyArray<string> =>
  wordsOf(heading).reduce<ReadonlyArray<string>>((lines, word) => {
    const last = lines.at(-1)
    return last !== undefined && lengthOf(`${last}${word}`.trimEnd()) <= width
      ? [...lines.slice(0, -1), `${last}${word}`]
      : [...lines, word]
  }, []).map((line) => line.trimEnd())

const headingCell = (
  heading: string,
  { isNumeric, width }: { readonly isNumeric: boolean; readonly width: number }
) => {
  const lines = folded(heading, width)
  return lines.length < 2
    ? latexText(heading)
    : `\\shortstack[${isNumeric ? "r" : "l"}]{${lines.map(latexText).join("\\\\")}}`
}

/** Widths of columns in letters, those of text made narrower where a line would not hold all; `isFolded` are such. */
const layout = (natural: ReadonlyArray<number>, numeric: ReadonlyArray<boolean>, room: number) => {
  const least = 14
  const widths = [...natural]
  const spare = () => room - widths.reduce((sum, width) => sum + width + gap, -gap)
  while (spare() < 0) {
    const widest = widths.reduce(
      (best, width, i) => !numeric[i] && width > least && (best < 0 || width > widths[best]!) ? i : best,
      -1
    )
    if (widest < 0) return undefined
    widths[widest]!--
  }
  return widths.map((width, i) => ({ width, isFolded: width < natural[i]! }))
}

const columnOf = (
  { isFolded, width }: { readonly width: number; readonly isFolded: boolean },
  isNumeric: boolean,
  room: number
): string =>
  isFolded
    ? `>{\\raggedright\\arraybackslash}p{${(lineMm * width / room).toFixed(1)}mm}`
    : isNumeric
    ? "r"
    : "l"

/** Whether columns are set to their full width in the smallest type that takes them, and folded where none does. */
const sized = (natural: ReadonlyArray<number>, numeric: ReadonlyArray<boolean>) => {
  const whole = natural.reduce((sum, width) => sum + width + gap, -gap)
  const [size, room] = sizes.find(([, letters]) => whole <= letters) ?? sizes[1]
  const columns = layout(natural, numeric, room)
  if (columns !== undefined) return { size, room, columns }
  const [smallest, most] = sizes[2]
  const all = layout(natural, numeric, most) ?? layout(natural, numeric.map(() => false), most)
  return { size: smallest, room: most, columns: all ?? natural.map((width) => ({ width, isFolded: false })) }
}

/** A table with its caption above, referred to by `label`; one of many rows goes on over pages. */
export const latexTable = ({ caption, columns, numeric, rows }: ManuscriptTable, label: string): string => {
  const bodies = columns.map((_, i) => Math.max(1, ...rows.map((row) => lengthOf(row[i] ?? ""))))
  const natural = columns.map((heading, i) =>
    Math.max(bodies[i]!, ...wordsOf(heading).map((word) => lengthOf(word.trimEnd())))
  )
  const { columns: shapes, room, size } = sized(natural, numeric)
  const format = shapes.map((shape, i) => columnOf(shape, numeric[i] === true, room)).join("")
  const head = `${
    columns.map((heading, i) => headingCell(heading, { isNumeric: numeric[i] === true, width: shapes[i]!.width })).join(
      " & "
    )
  } \\\\`
  const body = rows.map((row) => `${row.map(latexText).join(" & ")} \\\\`)
  const title = `\\caption{${latexText(caption)}}\\label{${label}}`
  if (rows.length > longest) {
    return [
      `\\begingroup\\${size}`,
      `\\begin{longtable}{@{}${format}@{}}`,
      `${title}\\\\`,
      "\\toprule",
      head,
      "\\midrule\\endfirsthead",
      `\\multicolumn{${columns.length}}{@{}l}{\\emph{Table \\thetable, continued}}\\\\`,
      "\\toprule",
      head,
      "\\midrule\\endhead",
      "\\bottomrule\\endfoot",
      ...body,
      "\\end{longtable}",
      "\\endgroup"
    ].join("\n")
  }
  return [
    "\\begin{table}[!htbp]",
    "\\centering",
    title,
    "\\medskip",
    `\\${size}`,
    `\\begin{tabular}{@{}${format}@{}}`,
    "\\toprule",
    head,
    "\\midrule",
    ...body,
    "\\bottomrule",
    "\\end{tabular}",
    "\\end{table}"
  ].join("\n")
}
