/** A section that lets the way from one track to another be heard and seen. Sounds: hear.ts. */
import * as Effect from "effect/Effect"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { squaredDistance } from "../../src/math/distance.ts"
import { phaseSentence, waySentence } from "../../src/page/report/heard-sentences.ts"
import { HeardRow } from "../row/heard-row.ts"
import { heardSection } from "../row/heard-section.ts"
import { heardTiles } from "../row/heard-tiles.ts"
import { distanceDb, inDecibels } from "../row/picture-scale.ts"
import { presentedSound } from "../row/presented-sound.ts"
import { section } from "../row/section.ts"
import { madeRows, rowOf } from "../row/seen-rows.ts"
import { TrackTitle } from "../row/track-title.ts"
import { anyView } from "../row/view.ts"

/**
 * @example
 * ```ts
 * import { presentWay } from "partita/nodes/section"
 * function* part(wires: Parameters<typeof presentWay>[0]) { // tracks, latents, points, decoded, sounds
 *   const { section } = yield* presentWay(wires, { id: "way", model: "ConvVAE", scale: "share of the peak" })
 *   return { section }
 * }
 * ```
 */
export const presentWay = /*#__PURE__*/ Node.make("present-way", {
  labels: "evaluates",
  params: presentedSound,
  /** `points` lie between two of `latents`, both included, and are called after their share of the way. */
  inputs: {
    tracks: table(TrackTitle),
    latents: vectors("latent"),
    points: vectors("latent"),
    decoded: anyView,
    sounds: table(HeardRow)
  },
  outputs: { section },
  run: Effect.fnUntraced(function*({ inputs, params: { id, model, scale }, report }) {
    const { latents: { matrix: { cols, data } }, tracks } = yield* aligned(
      { latents: inputs.latents, tracks: inputs.tracks },
      { wider: ["tracks"] }
    )
    const { matrix: points } = yield* inputs.points.load
    const sounds = yield* inputs.sounds.rows
    const made = inDecibels(yield* madeRows(inputs.decoded), scale)
    const last = points.rows - 1
    const titleAt = (point: number): string => {
      const away = tracks.map((_, i) => squaredDistance(points.data, point * cols, data, i * cols, cols))
      return tracks[away.indexOf(Math.min(...away))]!.title
    }
    const [from, to] = [titleAt(0), titleAt(last)]
    const steps = Array.from({ length: last }, (_, i) => distanceDb(rowOf(made, i), rowOf(made, i + 1)))
    const tiles = yield* Effect.promise(() =>
      heardTiles(made, sounds, "made", (_, at) => {
        if (at === 0) return from
        return at === last ? to : `${Math.round(100 * at / last)} %`
      })
    )
    const finding = waySentence(from, to, steps, distanceDb(rowOf(made, 0), rowOf(made, last)))
    report.summary(finding)
    const phases = phaseSentence(sounds.map(({ differenceDb }) => differenceDb))
    return {
      section: heardSection({
        id,
        title: `Between two tracks in the ${model}, heard`,
        finding,
        paragraphs: [phases]
      }, [{ title: "", note: "", sounds: tiles }])
    }
  }, Effect.scoped)
})
