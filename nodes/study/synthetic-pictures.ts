/**
 * Pictures of bars and blobs, in five classes of which only three can be told apart: classes 0 and 3 are drawn alike, and
 * so are 1 and 4. Source: shajid010/CSE425, `src/dataset.py`: 64 × 64 zeros, a pattern of ones, noise N(0, 0.1).
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { tensor } from "../../src/dataflow/kind/tensor.ts"
import { Random } from "../../src/math/random.ts"
import { Assignment, assignmentsOf } from "../row/assignment.ts"
import { plainTrack } from "../row/plain-track.ts"
import { Track } from "../row/track.ts"

const classes = 5
const patterns = 3
const side = 64
const barWidth = 5
const blobSide = 10
const noise = 0.1

/** One picture: a horizontal bar, a vertical bar or a blob, cut off at the edge. */
const draw = (pattern: number, random: Random): Float32Array => {
  const picture = new Float32Array(side * side)
  const isBlob = pattern === 2
  const first = random.int(isBlob ? side - blobSide : side)
  const second = isBlob ? random.int(side - blobSide) : 0
  const [height, width] = isBlob ? [blobSide, blobSide] : [barWidth, side]
  for (let i = first; i < Math.min(side, first + height); i++) {
    for (let j = second; j < second + width; j++) picture[pattern === 1 ? j * side + i : i * side + j] = 1
  }
  return picture.map((value) => value + noise * random.normal())
}

/**
 * @example
 * ```ts
 * import { syntheticPictures } from "partita/nodes/study"
 * function* part() {
 *   const { tracks, pictures, patterns, guesses } = yield* syntheticPictures({}, { perClass: 40 })
 *   return { tracks, pictures, patterns, guesses }
 * }
 * ```
 */
export const syntheticPictures = /*#__PURE__*/ Node.make("synthetic-pictures", {
  labels: "carries",
  seeded: true,
  params: Schema.Struct({ perClass: Param.positiveInt }),
  inputs: {},
  outputs: {
    tracks: table(Track),
    pictures: tensor(["track", "mel", "frame"]),
    /** The best clustering into three there can be, and into five: who is alike is told apart by a coin. */
    patterns: table(Assignment),
    guesses: table(Assignment)
  },
  run: ({ params, report, seed }) =>
    Effect.sync(() => {
      const count = classes * params.perClass
      const random = new Random(seed)
      const labels = Array.from({ length: count }, (_, i) => Math.floor(i / params.perClass))
      const ids = labels.map((_, i) => `picture-${String(i + 1).padStart(4, "0")}`)
      const data = new Float32Array(count * side * side)
      const drawing = random.fork("pictures")
      labels.forEach((label, i) => data.set(draw(label % patterns, drawing), i * side * side))
      const coin = random.fork("coin")
      const seen = labels.map((label) => label % patterns)
      report.summary(`${count} pictures of ${classes} classes and ${patterns} patterns`)
      return {
        tracks: ids.map((id, i) => plainTrack(id, `class ${labels[i]}`)),
        pictures: { shape: [count, side, side] as const, data },
        patterns: assignmentsOf(ids, seen),
        guesses: assignmentsOf(ids, seen.map((pattern) => pattern === 2 ? 2 : pattern + patterns * coin.int(2)))
      }
    })
})
