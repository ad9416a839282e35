/** Audio and lyrics of the same tracks as a model of both takes them. */
import * as Effect from "effect/Effect"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Vectors } from "../../src/dataflow/kind/vectors.ts"
import { rowsOf, type TrainingData } from "../../src/learn/training/data.ts"
import { sideBySide } from "../../src/learn/training/row-sources.ts"
import type { LyricsPresence } from "../row/lyrics-presence.ts"

/** Inputs of the nodes that take both. */
export interface AudioAndLyrics {
  readonly audio: Vectors<"feature">
  readonly embedding: Vectors<"lyrics feature">
  readonly lyrics: Table<typeof LyricsPresence.Type>
}

/** The rows side by side, with 1 or 0 for each modality a track has or lacks, and the names of the columns of each. */
export const audioAndLyrics = Effect.fnUntraced(function*(inputs: AudioAndLyrics) {
  const { audio, embedding: words, lyrics: states } = yield* aligned({
    audio: inputs.audio,
    embedding: inputs.embedding,
    lyrics: inputs.lyrics
  })
  const presence = Float64Array.from(states.flatMap(({ state }) => [1, state === "present" ? 1 : 0]))
  const data: TrainingData = {
    x: sideBySide([rowsOf(audio.matrix), rowsOf(words.matrix)]),
    condition: null,
    presence: rowsOf({ rows: states.length, cols: 2, data: presence }),
    groups: null,
    blockRows: null
  }
  return { data, ids: audio.ids, audio: audio.names, lyrics: words.names }
})
