/** What listening to one track tells: src/music/audio/check-sound.ts. */
import * as Schema from "effect/Schema"

/** `loudnessDb` is null for silence. */
export const SoundRow = Schema.Struct({
  id: Schema.String,
  durationSec: Schema.Number,
  peak: Schema.Number,
  loudnessDb: Schema.NullOr(Schema.Number),
  clippedShare: Schema.Number,
  silentShare: Schema.Number
})
