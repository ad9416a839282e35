/** A track of the embedded corpus before its sound exists. */
import * as Schema from "effect/Schema"
import { label } from "../../src/dataflow/kind/label.ts"

/** A track of the corpus before its sound exists. */
export const PlannedTrack = Schema.Struct({
  id: Schema.String,
  title: Schema.String,
  artist: Schema.String,
  genre: label(Schema.String),
  language: label(Schema.String),
  lyrics: Schema.NullOr(Schema.String),
  seed: Schema.Int
})
export type PlannedTrack = typeof PlannedTrack.Type

/** Where the sound of a planned track lies within the corpus. */
export const corpusPath = (track: { readonly genre: string; readonly id: string }): string =>
  `${track.genre}/${track.id}.wav`
