/**
 * Makes pictures of mel bands audible: those that a model made of points, and those that it was shown of the same tracks.
 * How: src/music/audio/picture-sound.ts. Next: present-reconstructions.ts, present-traversal.ts, present-way.ts, present-classes.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { Random } from "../../src/math/random.ts"
import { encodeOpus, opusRateHz } from "../../src/music/audio/encode-opus.ts"
import type { GriffinLimOptions } from "../../src/music/audio/griffin-lim.ts"
import { phaseCount, pictureSound } from "../../src/music/audio/picture-sound.ts"
import { MEL_BANDS, SAMPLE_RATE_HZ } from "../../src/music/audio/profile.ts"
import { resample } from "../../src/music/audio/resample.ts"
import { HeardRow } from "../row/heard-row.ts"
import { inDecibels, PictureScale } from "../row/picture-scale.ts"
import { madeRows, rowOf, type SeenRows, shownRows } from "../row/seen-rows.ts"
import { anyView } from "../row/view.ts"

/** Pictures of something else than mel bands. */
export class NoMelBands extends Schema.TaggedError<NoMelBands>()("NoMelBands", {
  height: Schema.Int,
  width: Schema.Int
}) {
  get hint() {
    return "wire pictures of log-mel spectrograms: sound cannot be made of features, coefficients or drawings"
  }
  override get message() {
    return this.height === 0
      ? "A view of features has no pictures to be made audible."
      : `Pictures of ${this.height} rows and ${this.width} frames are no spectrograms of ${MEL_BANDS} mel bands.`
  }
}

const Params = Schema.Struct({
  scale: PictureScale,
  /** Of fast Griffin–Lim. */
  iterations: Param.positiveInt,
  momentum: Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })),
  /** Thousands of bits a second. */
  kbps: Param.positive
})

/** The sounds of pictures in decibels, all from the same phases. */
const heardOf = async (
  pictures: SeenRows,
  of: HeardRow["of"],
  { kbps, ...options }: GriffinLimOptions & { readonly kbps: number }
): Promise<ReadonlyArray<HeardRow>> => {
  const heard: Array<HeardRow> = []
  for (const [i, id] of pictures.ids.entries()) {
    const { differenceDb, samples } = pictureSound(rowOf(pictures, i), options)
    const opus = Buffer.from(await encodeOpus(resample(samples, SAMPLE_RATE_HZ, opusRateHz), kbps)).toString("base64")
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
    heard.push({ id, of, opus, differenceDb, peak, rms })
  }
  return heard
}

/**
 * @example
 * ```ts
 * import { hear } from "partita/nodes/section"
 * function* part(inputs: Parameters<typeof hear>[0]) {
 *   const { sounds } = yield* hear(inputs, {
 *     scale: "share of the peak", iterations: 16, momentum: 0.99, kbps: 16
 *   })
 *   return { sounds }
 * }
 * ```
 */
export const hear = /*#__PURE__*/ Node.make("hear", {
  labels: "evaluates", // labels may have chosen what is heard; what is heard goes into a page alone
  seeded: true,
  params: Params,
  /** `decoded` is all that is heard of; `shown` is what a model was shown of the same tracks, and of others too. */
  inputs: { decoded: anyView, shown: many(anyView) },
  outputs: { sounds: table(HeardRow) },
  run: Effect.fnUntraced(function*({ inputs, params: { scale, ...params }, report, seed }) {
    const made = yield* madeRows(inputs.decoded)
    const { height, ids, width } = made
    if (height !== MEL_BANDS || width < 2) return yield* new NoMelBands({ height, width })
    const [view] = inputs.shown
    const shown = view === undefined ? null : yield* shownRows(view, ids)
    const random = new Random(seed)
    const phases = Float64Array.from({ length: phaseCount(width) }, () => 2 * Math.PI * random.uniform())
    const options = { ...params, phases }
    const sounds = yield* Effect.promise(async () => [
      ...(shown === null ? [] : await heardOf(inDecibels(shown, scale), "shown", options)),
      ...await heardOf(inDecibels(made, scale), "made", options)
    ])
    const off = sounds.map(({ differenceDb }) => differenceDb)
    report.summary(`${sounds.length} sounds, at most ${Math.max(...off).toFixed(1)} dB from their pictures`)
    return { sounds }
  }, Effect.scoped)
})
