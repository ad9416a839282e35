/** A paper as Markdown that GitHub shows: numbered references, tables, figures beside it. */
import { markdownText } from "../../format/markdown-text.ts"
import { visible } from "../../format/visible.ts"
import { referenceText } from "./bibtex.ts"
import {
  blocksOf,
  type Inline,
  type Manuscript,
  type ManuscriptBlock,
  type ManuscriptPart,
  type ManuscriptTable,
  type Words
} from "./manuscript.ts"

/** Text as it is; GitHub takes what stands between dollars for mathematics. */
const plain = (text: string): string => markdownText(text).replaceAll("$", "\\$")

interface Known {
  readonly numbers: ReadonlyMap<string, number>
  readonly captions: ReadonlyMap<string, string>
  readonly figurePath: (id: string) => string | undefined
}

/** Text between as many backticks as it does not hold in a row. */
const fenced = (text: string, least: number, parting: string): string => {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = "`".repeat(Math.max(least, longest + 1))
  return `${fence}${parting}${text}${parting}${fence}`
}

const codeSpan = (text: string): string =>
  fenced(visible(text), 1, text.startsWith("`") || text.endsWith("`") ? " " : "")

const inline = (word: Inline, { captions, numbers }: Known): string => {
  if (typeof word === "string") return plain(word)
  if ("code" in word) return codeSpan(word.code)
  if ("cite" in word) return plain(` [${word.cite.map((key) => numbers.get(key) ?? "?").join(", ")}]`)
  return captions.get(word.see) ?? ""
}

/** A citation brings its own space. */
const text = (words: Words, known: Known): string =>
  words.map((word) => inline(word, known)).join("").replaceAll(/ {2,}\\\[/g, " \\[").trim()

const table = ({ caption, columns, numeric, rows }: ManuscriptTable, name: string): string => {
  const line = (cells: ReadonlyArray<string>) => `| ${cells.join(" | ")} |`
  return [
    `**${name}.** ${plain(caption)}`,
    "",
    line(columns.map(plain)),
    line(numeric.map((isNumeric) => isNumeric ? "--:" : "---")),
    ...rows.map((row) => line(row.map(plain)))
  ].join("\n")
}

const block = (each: ManuscriptBlock, known: Known): string => {
  switch (each.kind) {
    case "words":
      return text(each.words, known)
    case "list":
      return each.items.map((item) => `- ${text(item, known)}`).join("\n")
    case "commands":
      return fenced(each.lines.map(visible).join("\n"), 3, "\n")
    case "table":
      return table(each, known.captions.get(each.id)!)
    case "figure": {
      const path = known.figurePath(each.id)
      if (path === undefined) return ""
      const said = each.caption === "" ? "" : ` ${plain(each.caption)}`
      return `![${plain(each.title)}](${encodeURI(path)})\n\n**${known.captions.get(each.id)}.** *${
        plain(each.title)
      }.*${said}`
    }
  }
}

const part = (level: string, { blocks, title }: ManuscriptPart, known: Known): ReadonlyArray<string> => [
  `${level} ${plain(title)}`,
  ...blocks.map((each) => block(each, known)).filter((set) => set !== "")
]

/** "Table 2", "Figure 1", counted as they come; a figure without a file has none. */
const captionsOf = (manuscript: Manuscript, figurePath: Known["figurePath"]): ReadonlyMap<string, string> => {
  const counts = { table: 0, figure: 0 }
  return new Map(
    blocksOf(manuscript).flatMap((each) => {
      if (each.kind !== "table" && each.kind !== "figure") return []
      if (each.kind === "figure" && figurePath(each.id) === undefined) return []
      counts[each.kind]++
      return [[each.id, `${each.kind === "table" ? "Table" : "Figure"} ${counts[each.kind]}`] as const]
    })
  )
}

/** The paper; `figurePath` says where the file of a figure lies beside it. Equal manuscripts give equal bytes. */
export const manuscriptMarkdown = (manuscript: Manuscript, figurePath: Known["figurePath"]): string => {
  const { abstract, chapters, origin, references, title } = manuscript
  const known: Known = {
    numbers: new Map(references.map(({ key }, i) => [key, i + 1])),
    captions: captionsOf(manuscript, figurePath),
    figurePath
  }
  const main = chapters.filter(({ isAppendix }) => isAppendix !== true)
  const appendix = chapters.filter(({ isAppendix }) => isAppendix === true)
  const chapter = ({ parts = [], title: name, ...own }: Manuscript["chapters"][number], number: string) => [
    ...part("##", { title: `${number} ${name}`, ...own }, known),
    ...parts.flatMap((each) => part("###", each, known))
  ]
  const cited = references.map((each, i) => `${i + 1}. ${plain(referenceText(each))}`)
  return `${
    [
      `# ${plain(title)}`,
      text(origin, known),
      "## Abstract",
      text(abstract, known),
      ...main.flatMap((each, i) => chapter(each, String(i + 1))),
      ...(cited.length === 0 ? [] : ["## References", cited.join("\n")]),
      ...appendix.flatMap((each, i) => chapter(each, String.fromCodePoint(65 + i)))
    ].join("\n\n")
  }\n`
}
