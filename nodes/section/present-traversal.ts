/** A section that lets a walk along the latent that tells most be heard and seen. Sounds: hear.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { pictureTraits } from "../../src/music/audio/picture-traits.ts"
import { phaseSentence, walkSentence } from "../../src/page/report/heard-sentences.ts"
import { ChosenLatent } from "../row/chosen-latent.ts"
import { HeardRow } from "../row/heard-row.ts"
import { heardSection } from "../row/heard-section.ts"
import { heardTiles } from "../row/heard-tiles.ts"
import { inDecibels } from "../row/picture-scale.ts"
import { presentedSoundAnd } from "../row/presented-sound.ts"
import { section } from "../row/section.ts"
import { madeRows, rowOf } from "../row/seen-rows.ts"
import { anyView } from "../row/view.ts"

const signed = (value: number): string => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value)} s.d.`

/**
 * @example
 * ```ts
 * import { presentTraversal } from "partita/nodes/section"
 * function* part(wires: Parameters<typeof presentTraversal>[0]) { // decoded, sounds, chosen of choose-latent
 *   const { section } = yield* presentTraversal(wires, {
 *     id: "traversal", model: "ConvVAE", scale: "share of the peak", reach: 2
 *   })
 *   return { section }
 * }
 * ```
 */
export const presentTraversal = /*#__PURE__*/ Node.make("present-traversal", {
  labels: "evaluates",
  params: presentedSoundAnd({
    /** That of the traversal. */
    reach: Schema.Finite.check(Schema.isGreaterThan(0))
  }),
  /** `decoded` from the points along the one latent. */
  inputs: { decoded: anyView, sounds: table(HeardRow), chosen: json(ChosenLatent) },
  outputs: { section },
  run: Effect.fnUntraced(function*({ inputs, params: { id, model, reach, scale }, report }) {
    const sounds = yield* inputs.sounds.rows
    const chosen = yield* inputs.chosen.value
    const made = inDecibels(yield* madeRows(inputs.decoded), scale)
    const last = made.ids.length - 1
    const ends = { first: pictureTraits(rowOf(made, 0)), last: pictureTraits(rowOf(made, last)) }
    const tiles = yield* Effect.promise(() =>
      heardTiles(made, sounds, "made", (_, at) => signed(Number((reach * (2 * at / last - 1)).toFixed(2))))
    )
    const finding = walkSentence(chosen, reach, ends)
    report.summary(finding)
    const phases = phaseSentence(sounds.map(({ differenceDb }) => differenceDb))
    return {
      section: heardSection({
        id,
        title: `Along one latent of the ${model}, heard`,
        finding,
        paragraphs: [`All other latents stay at their mean. ${phases}`]
      }, [{ title: chosen.latent, note: "", sounds: tiles }])
    }
  }, Effect.scoped)
})
