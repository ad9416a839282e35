/** A picture made audible. */
import * as Schema from "effect/Schema"

/** Which picture of a point: the one that a model was shown, or the one that it made. */
export const HeardOf = Schema.Literals(["shown", "made"])

/**
 * `opus` is an Ogg Opus file in base64. Units: `differenceDb` is the mean distance of what is heard from its picture;
 * `peak` and `rms` are of the samples, full scale 1.
 */
export const HeardRow = Schema.Struct({
  id: Schema.String,
  of: HeardOf,
  opus: Schema.String,
  differenceDb: Schema.Finite,
  peak: Schema.Finite,
  rms: Schema.Finite
})
export type HeardRow = typeof HeardRow.Type
