/** Sources as BibTeX entries and as lines of a list of references. */
import { latexText } from "./latex-text.ts"
import type { Reference } from "./manuscript.ts"

const venueField = { article: "journal", inproceedings: "booktitle", book: "publisher", misc: "howpublished" } as const

/** Text within a field, whose braces BibTeX counts even after a backslash. */
const fieldText = (text: string): string =>
  latexText(text).replaceAll("\\{", "\\textbraceleft{}").replaceAll("\\}", "\\textbraceright{}")

/** Names between " and " as BibTeX parts them; what else is in them is text. */
const authorField = (authors: string): string => authors.split(" and ").map(fieldText).join(" and ")

const entry = ({ key, kind, words, ...source }: Reference): string => {
  if (words !== undefined) return `@misc{${key},\n  key = {${key}},\n  note = {${fieldText(words)}}\n}`
  const { authors, eprint, pages, title, venue, volume, year } = source
  const fields: ReadonlyArray<readonly [string, string | undefined]> = [
    ["author", authors === undefined ? undefined : authorField(authors)],
    ["title", title === undefined ? undefined : `{${fieldText(title)}}`], // inner braces keep its capitals
    [venueField[kind], venue === undefined ? undefined : fieldText(venue)],
    ["volume", volume],
    ["pages", pages?.replace("–", "--")],
    ["year", year === undefined ? undefined : String(year)],
    ["eprint", eprint],
    ["archiveprefix", eprint === undefined ? undefined : "arXiv"],
    ["note", eprint === undefined ? undefined : `arXiv:${eprint}`]
  ]
  const lines = fields.flatMap(([name, value]) => value === undefined ? [] : [`  ${name} = {${value}}`])
  return `@${kind}{${key},\n${lines.join(",\n")}\n}`
}

/** A BibTeX file of these sources, in their order. */
export const bibtex = (references: ReadonlyArray<Reference>): string => `${references.map(entry).join("\n\n")}\n`

/** "Ward, J. H.", "A, & B", "A, B, & C", "A, B, et al." */
const authorText = (authors: string): string => {
  const names = authors.split(" and ")
  if (names.at(-1) === "others") return `${names.slice(0, -1).join(", ")}, et al.`
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(", ")}, & ${names.at(-1)}`
}

/** A source in one line, as a list of references has it. */
export const referenceText = ({ words, ...source }: Reference): string => {
  if (words !== undefined) return words
  const { authors = "", eprint, pages, title = "", venue, volume, year } = source
  const place = venue === undefined
    ? ""
    : ` ${venue}${volume === undefined ? "" : `, ${volume}`}${pages === undefined ? "" : `, ${pages}`}.`
  const closed = /[.?!]$/.test(title) ? title : `${title}.`
  return `${authorText(authors)} (${year}). ${closed}${place}${eprint === undefined ? "" : ` arXiv:${eprint}.`}`
}
