/** Where the scale of spectrograms ends. */
import * as Schema from "effect/Schema"

/** Level in dB below a track's own peak that becomes 0; the peak becomes 1. */
export const floorDbParam = Schema.Finite.check(Schema.isLessThan(0))
