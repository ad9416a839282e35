/** Which tracks have words to work with, and in which language. Rules: src/music/text/lyrics-state.ts, language.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { identifyLanguage } from "../../src/music/text/language.ts"
import { judgeLyrics as judge, type Lyrics, type LyricsState } from "../../src/music/text/lyrics-state.ts"
import { tokenize, wordPattern } from "../../src/music/text/tokenize.ts"
import { LyricsRow } from "../row/lyrics-row.ts"

const Coverage = Schema.Struct({
  tracks: Schema.Int,
  present: Schema.Int,
  instrumental: Schema.Int,
  missing: Schema.Int,
  doubtful: Schema.Int,
  /** Tracks with words per language; "undetermined" for those of none. */
  languages: Schema.Array(Schema.Struct({ language: Schema.String, count: Schema.Int }))
})

const asWritten = (lyrics: string | null): Lyrics =>
  lyrics === null || lyrics.trim() === ""
    ? { state: "missing", reason: "no lyrics", text: "" }
    : { state: "present", reason: null, text: lyrics }

const coverageOf = (rows: ReadonlyArray<LyricsRow>): typeof Coverage.Type => {
  const count = (state: LyricsState) => rows.filter((row) => row.state === state).length
  const named = rows.flatMap(({ language, state }) => state === "present" ? [language ?? "undetermined"] : [])
  return {
    tracks: rows.length,
    present: count("present"),
    instrumental: count("instrumental"),
    missing: count("missing"),
    doubtful: count("doubtful"),
    languages: [...Map.groupBy(named, (language) => language)]
      .map(([language, { length }]) => ({ language, count: length }))
      .sort((a, b) => b.count - a.count || (a.language < b.language ? -1 : 1))
  }
}

const sentence = ({ doubtful, instrumental, present, tracks }: typeof Coverage.Type): string => {
  if (present === 0) return `none of ${tracks} tracks has lyrics`
  const others = [[instrumental, "instrumental"], [doubtful, "doubtful"]].flatMap(([count, name]) =>
    count === 0 ? [] : [`${count} ${name}`]
  )
  return [`${present} of ${tracks} tracks have lyrics`, ...others].join(", ")
}

/**
 * @example
 * ```ts
 * import { judgeLyrics } from "partita/nodes/text"
 * function* part({ tracks }: Parameters<typeof judgeLyrics>[0]) {
 *   const { lyrics, coverage } = yield* judgeLyrics({ tracks }, {
 *     languages: ["en", "es", "pt", "bn", "fr", "de", "it"], minimumWords: 5, remarks: "states"
 *   })
 *   return { lyrics, coverage }
 * }
 * ```
 */
export const judgeLyrics = /*#__PURE__*/ Node.make("judge-lyrics", {
  params: Schema.Struct({
    /** ISO 639-1 codes of the languages the data may hold. */
    languages: Schema.Array(Schema.NonEmptyString).check(Schema.isMinLength(1)),
    /** Lyrics of fewer words are doubtful. */
    minimumWords: Param.positiveInt,
    /** `states` keeps "[Instrumental]" and its like out of the text; `text` repeats studies that did not. */
    remarks: Schema.Literals(["states", "text"])
  }),
  inputs: { tracks: table(Schema.Struct({ id: Schema.String, lyrics: Schema.NullOr(Schema.String) })) },
  outputs: { lyrics: table(LyricsRow), coverage: json(Coverage) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const tracks = yield* inputs.tracks.rows
    const rows = tracks.map(({ id, lyrics }): LyricsRow => {
      const judged = params.remarks === "text" ? asWritten(lyrics) : judge(lyrics, params.minimumWords)
      const guess = identifyLanguage(judged.text, params.languages)
      return { id, ...judged, ...guess, tokens: tokenize(judged.text, wordPattern).length }
    })
    const coverage = coverageOf(rows)
    report.summary(sentence(coverage))
    return { lyrics: rows, coverage }
  })
})
