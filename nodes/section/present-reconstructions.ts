/** A section that lets tracks be heard and seen beside what a model makes of them. Sounds: hear.ts. */
import * as Effect from "effect/Effect"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { phaseSentence, reconstructionSentence } from "../../src/page/report/heard-sentences.ts"
import { HeardRow } from "../row/heard-row.ts"
import { heardSection } from "../row/heard-section.ts"
import { heardTiles } from "../row/heard-tiles.ts"
import { distanceDb, inDecibels } from "../row/picture-scale.ts"
import { presentedSound } from "../row/presented-sound.ts"
import { section } from "../row/section.ts"
import { madeRows, rowOf, shownRows } from "../row/seen-rows.ts"
import { TrackTitle } from "../row/track-title.ts"
import { anyView } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { presentReconstructions } from "partita/nodes/section"
 * function* part(wires: Parameters<typeof presentReconstructions>[0]) { // tracks, view, points, decoded, sounds
 *   const { section } = yield* presentReconstructions(wires, {
 *     id: "reconstructions", model: "ConvVAE", scale: "share of the peak"
 *   })
 *   return { section }
 * }
 * ```
 */
export const presentReconstructions = /*#__PURE__*/ Node.make("present-reconstructions", {
  labels: "evaluates",
  params: presentedSound,
  /** `points` are the latents of the chosen tracks, `view` is what the model was shown of all, `decoded` made of `points`. */
  inputs: {
    tracks: table(TrackTitle),
    view: anyView,
    points: vectors("latent"),
    decoded: anyView,
    sounds: table(HeardRow)
  },
  outputs: { section },
  run: Effect.fnUntraced(function*({ inputs, params: { id, model, scale }, report }) {
    const { tracks } = yield* aligned({ points: inputs.points, tracks: inputs.tracks }, { wider: ["tracks"] })
    const sounds = yield* inputs.sounds.rows
    const shown = inDecibels(yield* shownRows(inputs.view, tracks.map((track) => track.id)), scale)
    const made = inDecibels(yield* madeRows(inputs.decoded), scale)
    const distances = tracks.map((_, i) => distanceDb(rowOf(shown, i), rowOf(made, i)))
    const seen = yield* Effect.promise(() => heardTiles(shown, sounds, "shown", () => "shown"))
    const heard = yield* Effect.promise(() => heardTiles(made, sounds, "made", () => "reconstructed"))
    const finding = reconstructionSentence(model, distances)
    report.summary(finding)
    const phases = phaseSentence(sounds.map(({ differenceDb }) => differenceDb))
    return {
      section: heardSection(
        {
          id,
          title: `Reconstructions by the ${model}, heard`,
          finding,
          paragraphs: [
            `A picture holds no phases, a track's as little as a model's: both are heard as pictures here. ${phases}`
          ]
        },
        tracks.map(({ title }, i) => ({
          title,
          note: `${distances[i]!.toFixed(1)} dB apart`,
          sounds: [seen[i]!, heard[i]!]
        }))
      )
    }
  }, Effect.scoped)
})
