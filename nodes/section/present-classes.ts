/** A section that lets be heard and seen what a model makes for each class. Sounds: hear.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { classesSentence, classPoints, phaseSentence } from "../../src/page/report/heard-sentences.ts"
import { HeardRow } from "../row/heard-row.ts"
import { heardSection } from "../row/heard-section.ts"
import { heardTiles } from "../row/heard-tiles.ts"
import { distanceDb, inDecibels } from "../row/picture-scale.ts"
import { presentedSoundAnd } from "../row/presented-sound.ts"
import { section } from "../row/section.ts"
import { madeRows, rowOf } from "../row/seen-rows.ts"
import { anyView } from "../row/view.ts"

/** `draw-prior.ts` counts its ideas behind the class; of one idea the class alone is the name. */
const className = (id: string): string => id.replace(/ #1$/, "")

/**
 * @example
 * ```ts
 * import { presentClasses } from "partita/nodes/section"
 * function* part(wires: Parameters<typeof presentClasses>[0]) { // decoded of mean-per-label or draw-prior, sounds
 *   const { section } = yield* presentClasses(wires, {
 *     id: "classes", model: "ConvVAE", scale: "share of the peak",
 *     title: "Typical of genres", labelName: "genre", from: "the mean of each", remarks: []
 *   })
 *   return { section }
 * }
 * ```
 */
export const presentClasses = /*#__PURE__*/ Node.make("present-classes", {
  labels: "evaluates",
  params: presentedSoundAnd({
    title: Schema.NonEmptyString,
    /** What a class is called, such as "genre". */
    labelName: Schema.NonEmptyString,
    /** What was decoded. */
    from: Schema.Literals(classPoints),
    /** What else is to be said, such as of models that nothing can be heard of. */
    remarks: Schema.Array(Schema.String)
  }),
  /** `decoded` from one point for each class, called after it. */
  inputs: { decoded: anyView, sounds: table(HeardRow) },
  outputs: { section },
  run: Effect.fnUntraced(function*({ inputs, params: { from, id, labelName, model, remarks, scale, title }, report }) {
    const sounds = yield* inputs.sounds.rows
    const made = inDecibels(yield* madeRows(inputs.decoded), scale)
    const classes = made.ids.map(className)
    const tiles = yield* Effect.promise(() => heardTiles(made, sounds, "made", (_, at) => classes[at]!))
    const finding = classesSentence(from, labelName, classes, (a, b) => distanceDb(rowOf(made, a), rowOf(made, b)))
    report.summary(finding)
    const phases = phaseSentence(sounds.map(({ differenceDb }) => differenceDb))
    return {
      section: heardSection({
        id,
        title: classes.length > 1 ? title : `A mean of the ${model}, heard`,
        finding,
        paragraphs: [...remarks, phases]
      }, [{ title: "", note: "", sounds: tiles }])
    }
  }, Effect.scoped)
})
