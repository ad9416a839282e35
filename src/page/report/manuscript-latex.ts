/** A paper as LaTeX: article class, tables between booktabs' rules, figures as files beside it, sources in a .bib. */
import { latexPreamble } from "./latex-preamble.ts"
import { latexTable } from "./latex-table.ts"
import { latexCode, latexText } from "./latex-text.ts"
import { anchorsOf } from "./manuscript-anchors.ts"
import {
  blocksOf,
  type Inline,
  type Manuscript,
  type ManuscriptBlock,
  type ManuscriptFigure,
  type ManuscriptPart,
  type Words
} from "./manuscript.ts"

/** Where the file of a figure lies beside the paper, and how large it is drawn. Units: pixels of a screen. */
export interface FigureFile {
  readonly path: string
  readonly widthPx: number
  readonly heightPx: number
}

/** The file of each figure by id; a figure without one is left out. */
export type FigureFiles = ReadonlyMap<string, FigureFile>

interface Known {
  readonly files: FigureFiles
  /** Table or figure by id, as \ref names it. */
  readonly labels: ReadonlyMap<string, string>
}

const inline = (word: Inline, { labels }: Known): string => {
  if (typeof word === "string") return latexText(word)
  if ("code" in word) return `\\texttt{${latexCode(word.code)}}`
  if ("cite" in word) return `~\\cite{${word.cite.join(",")}}`
  const label = labels.get(word.see)
  return label === undefined ? "" : `${label.startsWith("fig:") ? "Figure" : "Table"}~\\ref{${label}}`
}

/** Spaces before a citation are its own. */
const text = (words: Words, known: Known): string =>
  words.map((word) => inline(word, known)).join("").replaceAll(" ~\\cite", "~\\cite").trim()

const mmPerPx = 0.2 // 800 px across the text
const textMm = 162
const pageMm = 225

const figure = ({ caption, id, title }: ManuscriptFigure, { files, labels }: Known): string => {
  const file = files.get(id)
  if (file === undefined) return ""
  const scale = Math.min(mmPerPx, textMm / file.widthPx, pageMm / file.heightPx)
  return [
    "\\begin{figure}[!htbp]",
    "\\centering",
    `\\includegraphics[width=${(file.widthPx * scale).toFixed(0)}mm]{${file.path}}`,
    `\\caption{${latexText(caption === "" ? title : `${title}. ${caption}`)}}\\label{${labels.get(id)}}`,
    "\\end{figure}"
  ].join("\n")
}

const block = (each: ManuscriptBlock, known: Known): string => {
  switch (each.kind) {
    case "words":
      return text(each.words, known)
    case "list":
      return ["\\begin{itemize}", ...each.items.map((item) => `\\item ${text(item, known)}`), "\\end{itemize}"].join(
        "\n"
      )
    case "commands":
      return [
        "\\begin{quote}\\raggedright\\ttfamily\\small",
        each.lines.map(latexCode).join("\\\\\n"),
        "\\end{quote}"
      ].join("\n")
    case "table":
      return latexTable(each, known.labels.get(each.id)!)
    case "figure":
      return figure(each, known)
  }
}

const floatsTogether = 8 // LaTeX holds back a limited number of floats

/** Blocks one after another, held-back floats set down before there are too many. */
const blocks = (all: ReadonlyArray<ManuscriptBlock>, known: Known): ReadonlyArray<string> => {
  let floats = 0
  return all.flatMap((each) => {
    const set = block(each, known)
    if (set === "") return []
    if (each.kind !== "figure" && each.kind !== "table") return [set]
    floats++
    return floats % floatsTogether === 0 ? [set, "\\clearpage"] : [set]
  })
}

const part = (command: string, { blocks: own, title }: ManuscriptPart, known: Known): ReadonlyArray<string> => [
  `\\${command}{${latexText(title)}}`,
  ...blocks(own, known)
]

const labelsOf = (manuscript: Manuscript, files: FigureFiles): ReadonlyMap<string, string> => {
  const shown = blocksOf(manuscript).flatMap((each) =>
    each.kind === "table" || (each.kind === "figure" && files.has(each.id)) ? [each] : []
  )
  const anchors = anchorsOf(shown.map(({ id }) => id))
  return new Map(shown.map(({ id, kind }) => [id, `${kind === "table" ? "tab" : "fig"}:${anchors.get(id)!}`]))
}

/** The comment that the file begins with: how it becomes a page, and what is left for its authors. */
const head = String.raw`% pdflatex paper && bibtex paper && pdflatex paper && pdflatex paper
% (or lualatex, or xelatex, which also show titles in scripts that pdfLaTeX's fonts lack)
% Numbers, and sentences about numbers, are computed from the artifacts of a run: change the run, not the file.`

/**
 * The paper; its sources lie in `references.bib` beside it. Equal manuscripts give equal bytes.
 */
export const manuscriptLatex = (manuscript: Manuscript, files: FigureFiles): string => {
  const known: Known = { files, labels: labelsOf(manuscript, files) }
  const { abstract, chapters, origin, references, title } = manuscript
  const chapter = ({ parts = [], ...own }: Manuscript["chapters"][number]) => [
    ...part("section", own, known),
    ...parts.flatMap((each) => part("subsection", each, known))
  ]
  const main = chapters.filter(({ isAppendix }) => isAppendix !== true).flatMap(chapter)
  const appendix = chapters.filter(({ isAppendix }) => isAppendix === true).flatMap(chapter)
  const body = [
    "\\begin{document}",
    "\\maketitle",
    `\\begin{abstract}\n${text(abstract, known)}\n\\end{abstract}`,
    text(origin, known),
    ...main,
    ...(references.length === 0 ? [] : ["\\bibliographystyle{plain}\n\\bibliography{references}"]),
    ...(appendix.length === 0 ? [] : ["\\clearpage\n\\appendix", ...appendix]),
    "\\end{document}"
  ].join("\n\n")
  const scripts = new Set(Array.from(`${latexText(title)}${body}`.matchAll(/\\script\{(\w+)\}/g), ([, name]) => name!))
  return `${
    [
      head,
      "\\documentclass[10pt]{article}",
      latexPreamble(scripts),
      `\\title{${latexText(title)}}\n\\author{} % yours to write\n\\date{}`,
      body
    ].join("\n\n")
  }\n`
}
