/**
 * A paper as data: chapters of words, lists, tables and figures, with citations and references still to be numbered.
 * Written by: paper.ts for a study, report-manuscript.ts for a run. Read by: manuscript-markdown.ts, manuscript-latex.ts.
 */

/** Text as it is, sources by their keys, a table or figure by its id, or a word of a program. */
export type Inline =
  | string
  | { readonly cite: ReadonlyArray<string> }
  | { readonly see: string }
  | { readonly code: string }

/** A running text. */
export type Words = ReadonlyArray<Inline>

/** Rows of finished text under columns; columns of numbers are set to the right. */
export interface ManuscriptTable {
  readonly kind: "table"
  readonly id: string
  readonly caption: string
  readonly columns: ReadonlyArray<string>
  readonly numeric: ReadonlyArray<boolean>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

/** A figure that lies in the same document as `figures/<id>.svg`. */
export interface ManuscriptFigure {
  readonly kind: "figure"
  readonly id: string
  readonly title: string
  readonly caption: string
}

/** What a chapter is made of. */
export type ManuscriptBlock =
  | { readonly kind: "words"; readonly words: Words }
  | { readonly kind: "list"; readonly items: ReadonlyArray<Words> }
  | { readonly kind: "commands"; readonly lines: ReadonlyArray<string> }
  | ManuscriptTable
  | ManuscriptFigure

/** A heading with what stands below it. */
export interface ManuscriptPart {
  readonly title: string
  readonly blocks: ReadonlyArray<ManuscriptBlock>
}

/** A chapter; those of the appendix come last. */
export interface ManuscriptChapter extends ManuscriptPart {
  readonly parts?: ReadonlyArray<ManuscriptPart>
  readonly isAppendix?: boolean
}

/** What a source is printed in. */
export type ReferenceKind = "article" | "inproceedings" | "book" | "misc"

/**
 * A source. `authors` are "Family, G." parted by " and ", "others" for the rest; `venue` is a journal, the proceedings or a
 * publisher; `eprint` a number of arXiv. `words` stands for all fields of one that somebody wrote by hand.
 */
export interface Reference {
  readonly key: string
  readonly kind: ReferenceKind
  readonly authors?: string
  readonly year?: number
  readonly title?: string
  readonly venue?: string
  readonly volume?: string
  readonly pages?: string
  readonly eprint?: string
  readonly words?: string
}

/** A paper. Every citation is of one of `references`, and every `see` of one of its tables or figures. */
export interface Manuscript {
  readonly title: string
  /** What wrote it, from what. */
  readonly origin: Words
  readonly abstract: Words
  readonly chapters: ReadonlyArray<ManuscriptChapter>
  readonly references: ReadonlyArray<Reference>
}

/** A paragraph. */
export const paragraph = (...words: Words): ManuscriptBlock => ({ kind: "words", words })

/** Items, nothing where there are none. */
export const list = (items: ReadonlyArray<Inline | Words>): ReadonlyArray<ManuscriptBlock> =>
  items.length === 0
    ? []
    : [{ kind: "list", items: items.map((item) => Array.isArray(item) ? item as Words : [item as Inline]) }]

/** All blocks, those of parts included. */
export const blocksOf = ({ chapters }: Pick<Manuscript, "chapters">): ReadonlyArray<ManuscriptBlock> =>
  chapters.flatMap(({ blocks, parts = [] }) => [...blocks, ...parts.flatMap((part) => part.blocks)])

const wordsOf = (block: ManuscriptBlock): ReadonlyArray<Words> =>
  block.kind === "words" ? [block.words] : block.kind === "list" ? block.items : []

/** Keys of the sources that some chapter or the abstract cites. */
export const citedIn = (manuscript: Pick<Manuscript, "abstract" | "chapters">): ReadonlySet<string> =>
  new Set(
    [manuscript.abstract, ...blocksOf(manuscript).flatMap(wordsOf)].flat()
      .flatMap((inline) => typeof inline === "object" && "cite" in inline ? inline.cite : [])
  )
