/** A section of a report, which every node may emit. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { type Json, json } from "../../src/dataflow/kind/json.ts"
import { chapters } from "../../src/page/report/chapter.ts"

const [first, ...others] = chapters.map(({ id }) => id)

/** The chapter a part of a report stands in. */
export const ChapterName = Schema.Literals([first!, ...others])

const anchor = /^[a-z][a-z0-9-]*$/

const base64 = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9+/]+={0,2}$/))

const Block = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("text"), paragraphs: Schema.Array(Schema.String) }),
  Schema.Struct({
    kind: Schema.Literal("table"),
    columns: Schema.Array(Schema.String),
    rows: Schema.Array(Schema.Array(Schema.NullOr(Schema.Union([Schema.String, Schema.Finite])))),
    digits: Schema.Int
  }),
  Schema.Struct({
    kind: Schema.Literal("chart"),
    title: Schema.NonEmptyString,
    caption: Schema.String,
    /** Vega-Lite with its data inside. */
    spec: Schema.Record(Schema.String, Schema.Json)
  }),
  Schema.Struct({
    kind: Schema.Literal("cards"),
    cards: Schema.Array(Schema.Struct({ title: Schema.NonEmptyString, lines: Schema.Array(Schema.String) }))
  }),
  Schema.Struct({
    kind: Schema.Literal("audio"),
    groups: Schema.Array(Schema.Struct({
      title: Schema.String,
      note: Schema.String,
      /** Ogg Opus and WebP. */
      sounds: Schema.Array(Schema.Struct({ name: Schema.NonEmptyString, opus: base64, picture: base64 }))
    }))
  })
])

/** What src/page/report/report-section.ts shows; ids are small letters, digits and hyphens. */
export const Section = Schema.Struct({
  id: Schema.String.check(Schema.isPattern(anchor)),
  chapter: ChapterName,
  title: Schema.NonEmptyString,
  finding: Schema.NonEmptyString,
  key: Schema.optionalKey(Schema.NonEmptyString),
  blocks: Schema.Array(Block)
})
export type Section = typeof Section.Type

/**
 * The kind of a section: an output of a node that has something to say, an input of a report as `many(section)`.
 *
 * @example
 * ```ts
 * import { Node, table } from "partita"
 * import { section, Track } from "partita/nodes/row"
 * export const longTitles = Node.fn({
 *   labels: "evaluates", // the table of tracks has labels
 *   inputs: { tracks: table(Track) },
 *   outputs: { section },
 *   run: ({ inputs }) => ({
 *     section: {
 *       id: "titles", chapter: "data" as const, title: "Titles", finding: `${inputs.tracks.length} titles.`, blocks: []
 *     }
 *   })
 * })
 * ```
 */
export const section = json(Section)

/** Two sections of a report have one id, which is an anchor and the name of files. */
export class SectionsAlike extends Schema.TaggedError<SectionsAlike>()("SectionsAlike", {
  id: Schema.String,
  titles: Schema.Array(Schema.String)
}) {
  get hint() {
    return "give each section of a report an id of its own"
  }
  override get message() {
    return `Two sections have the id "${this.id}": ${this.titles.map((title) => `"${title}"`).join(" and ")}.`
  }
}

/** The sections that a report is given, in the order of its wires. Fails where two have one id. */
export const readSections = Effect.fnUntraced(function*(given: ReadonlyArray<Json<Section>>) {
  const sections = yield* Effect.forEach(given, (each) => each.value)
  for (const [id, alike] of Map.groupBy(sections, (each) => each.id)) {
    if (alike.length > 1) return yield* new SectionsAlike({ id, titles: alike.map(({ title }) => title) })
  }
  return sections
})
