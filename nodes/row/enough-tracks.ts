/** Whether there are tracks enough for what a pipeline does with them, asked before anything is computed. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const fewestOfEasy = 4 // pipelines/easy.ts

/** Fewer tracks than anything can be learnt from. */
export class TooFewTracks extends Schema.TaggedError<TooFewTracks>()("TooFewTracks", {
  where: Schema.String,
  found: Schema.Int,
  fewest: Schema.Int
}) {
  get hint() {
    const { fewest } = this
    return fewest <= fewestOfEasy ? `give at least ${fewest}` : `give at least ${fewest}, or start from pipeline easy`
  }
  override get message() {
    const { fewest, found, where } = this
    return `${where} has ${found} track${
      found === 1 ? "" : "s"
    } that can be used; this pipeline needs at least ${fewest}.`
  }
}

/** Fails with TooFewTracks where `found` is less than `fewest`. */
export const enoughTracks = (where: string, found: number, fewest: number): Effect.Effect<void, TooFewTracks> =>
  found < fewest ? Effect.fail(new TooFewTracks({ where, found, fewest })) : Effect.void
