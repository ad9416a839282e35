/** A paper as a document carries it, `report.json` or `paper.json`. What it says: src/page/report/manuscript.ts. */
import * as Schema from "effect/Schema"

const Words = Schema.Array(Schema.Union([
  Schema.String,
  Schema.Struct({ cite: Schema.Array(Schema.String) }),
  Schema.Struct({ see: Schema.String }),
  Schema.Struct({ code: Schema.String })
]))

const Block = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("words"), words: Words }),
  Schema.Struct({ kind: Schema.Literal("list"), items: Schema.Array(Words) }),
  Schema.Struct({ kind: Schema.Literal("commands"), lines: Schema.Array(Schema.String) }),
  Schema.Struct({
    kind: Schema.Literal("table"),
    id: Schema.String,
    caption: Schema.String,
    columns: Schema.Array(Schema.String),
    numeric: Schema.Array(Schema.Boolean),
    rows: Schema.Array(Schema.Array(Schema.String))
  }),
  Schema.Struct({
    kind: Schema.Literal("figure"),
    id: Schema.String,
    title: Schema.String,
    caption: Schema.String
  })
])

const Part = { title: Schema.String, blocks: Schema.Array(Block) }

/** The letters that a key of BibTeX may have, so that none ends an entry. */
const key = Schema.String.check(Schema.isPattern(/^[a-z][a-z0-9]*$/))

/** All of a paper but what only a run knows. */
export const Manuscript = Schema.Struct({
  title: Schema.String,
  origin: Words,
  abstract: Words,
  chapters: Schema.Array(Schema.Struct({
    ...Part,
    parts: Schema.optionalKey(Schema.Array(Schema.Struct(Part))),
    isAppendix: Schema.optionalKey(Schema.Boolean)
  })),
  references: Schema.Array(Schema.Struct({
    key,
    kind: Schema.Literals(["article", "inproceedings", "book", "misc"]),
    authors: Schema.optionalKey(Schema.String),
    year: Schema.optionalKey(Schema.Int),
    title: Schema.optionalKey(Schema.String),
    venue: Schema.optionalKey(Schema.String),
    volume: Schema.optionalKey(Schema.String),
    pages: Schema.optionalKey(Schema.String),
    eprint: Schema.optionalKey(Schema.String),
    words: Schema.optionalKey(Schema.String)
  }))
})
export type Manuscript = typeof Manuscript.Type
