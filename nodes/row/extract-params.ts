/** How tracks are measured: by extract.ts, and by the application for new tracks. */
import * as Schema from "effect/Schema"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { measuredProfiles } from "../../src/music/audio/measure-track.ts"

/** The parameters of a measurement. */
export const ExtractParams = Schema.Struct({
  profile: Schema.Literals(measuredProfiles),
  /** Longest stretch measured, taken from the middle of the track. */
  excerptSec: Param.positive
})
