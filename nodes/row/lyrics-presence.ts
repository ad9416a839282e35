/** Whether a track has words: what fusion needs to know of a table of lyrics. */
import * as Schema from "effect/Schema"
import { lyricsStates } from "../../src/music/text/lyrics-state.ts"

/** The columns of LyricsRow that say so. */
export const LyricsPresence = Schema.Struct({ id: Schema.String, state: Schema.Literals(lyricsStates) })
