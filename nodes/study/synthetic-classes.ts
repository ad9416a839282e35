/**
 * Classes around random centres, once as audio alone and once as audio with words.
 * Source: shajid010/CSE425, `src/dataset.py`: centres U(−5, 5) for audio and U(−3, 3) for words, noise N(0, 1).
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { type Matrix, zeros } from "../../src/math/matrix.ts"
import { Random } from "../../src/math/random.ts"
import { plainTrack } from "../row/plain-track.ts"
import { Track } from "../row/track.ts"

const Params = Schema.Struct({
  classes: Param.positiveInt,
  perClass: Param.positiveInt,
  audioFeatures: Param.positiveInt,
  lyricsFeatures: Param.positiveInt
})

interface Cloud {
  readonly labels: ReadonlyArray<number>
  readonly cols: number
  /** Centres lie between plus and minus this. */
  readonly spread: number
}

/** Rows around the centre of their class. */
const around = ({ cols, labels, spread }: Cloud, random: Random): Matrix => {
  const classes = Math.max(...labels) + 1
  const centres = Float64Array.from({ length: classes * cols }, () => spread * (2 * random.uniform() - 1))
  const out = zeros(labels.length, cols)
  labels.forEach((label, i) => {
    for (let j = 0; j < cols; j++) out.data[i * cols + j] = centres[label * cols + j]! + random.normal()
  })
  return out
}

const named = (ids: ReadonlyArray<string>, prefix: string, matrix: Matrix) => ({
  ids,
  names: Array.from({ length: matrix.cols }, (_, j) => `${prefix}${j + 1}`),
  matrix
})

/**
 * @example
 * ```ts
 * import { syntheticClasses } from "partita/nodes/study"
 * function* part() {
 *   const { tracks, features, audio, words } = yield* syntheticClasses({}, {
 *     classes: 5, perClass: 200, audioFeatures: 128, lyricsFeatures: 100
 *   })
 *   return { tracks, features, audio, words }
 * }
 * ```
 */
export const syntheticClasses = /*#__PURE__*/ Node.make("synthetic-classes", {
  labels: "carries",
  seeded: true,
  params: Params,
  inputs: {},
  outputs: {
    tracks: table(Track),
    features: vectors("feature"),
    /** Audio and words of another draw of the same classes. */
    audio: vectors("feature"),
    words: vectors("lyrics feature")
  },
  run: ({ params, report, seed }) =>
    Effect.sync(() => {
      const { audioFeatures, classes, lyricsFeatures, perClass } = params
      const random = new Random(seed)
      const labels = Array.from({ length: classes * perClass }, (_, i) => Math.floor(i / perClass))
      const ids = labels.map((_, i) => `track-${String(i + 1).padStart(4, "0")}`)
      const cloud = (name: string, cols: number, spread: number) =>
        named(ids, name, around({ labels, cols, spread }, random.fork(name)))
      report.summary(`${ids.length} tracks of ${classes} classes`)
      return {
        tracks: ids.map((id, i) => plainTrack(id, `class ${labels[i]}`)),
        features: cloud("feature", audioFeatures, 5),
        audio: cloud("audio", audioFeatures, 5),
        words: cloud("word", lyricsFeatures, 3)
      }
    })
})
