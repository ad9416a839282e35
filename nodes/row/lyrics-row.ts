/** What is known of one track's words. */
import * as Schema from "effect/Schema"
import { lyricsStates } from "../../src/music/text/lyrics-state.ts"

/**
 * `text` is empty unless the state is `present`; `reason` says why not. `language` is named from the words alone, never
 * from what the track is labelled, and null when undetermined. `tokens` counts words of two and more letters.
 */
export const LyricsRow = Schema.Struct({
  id: Schema.String,
  state: Schema.Literals(lyricsStates),
  reason: Schema.NullOr(Schema.String),
  language: Schema.NullOr(Schema.String),
  confidence: Schema.Number,
  tokens: Schema.Int,
  text: Schema.String
})
export type LyricsRow = typeof LyricsRow.Type
