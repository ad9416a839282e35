/** Tracks of the embedded corpus for two collections: English ones as they come, Bangla ones balanced over genres. Next: lay-out-collections.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { type CorpusTrack, corpusTrack } from "../../src/music/corpus/corpus.ts"
import { banglaGenres, englishGenres } from "../row/made-collections.ts"
import { PlannedTrack } from "../row/planned-track.ts"

const farthest = 100_000 // tracks looked at; the rarest pair of genre and language is one in 160

/** The first tracks of the corpus that are wanted, until `count` are found. */
const firstOf = (
  count: number,
  seed: number,
  isWanted: (track: CorpusTrack) => boolean
): ReadonlyArray<CorpusTrack> => {
  const found: Array<CorpusTrack> = []
  for (let index = 0; index < farthest && found.length < count; index++) {
    const track = corpusTrack(seed, index)
    if (isWanted(track)) found.push(track)
  }
  return found
}

/**
 * @example
 * ```ts
 * import { planCollections } from "partita/nodes/study"
 * function* part() {
 *   const { planned } = yield* planCollections({}, { english: 60, bangla: 96, seed: 1 })
 *   return { planned }
 * }
 * ```
 */
export const planCollections = /*#__PURE__*/ Node.make("plan-collections", {
  params: Schema.Struct({ english: Param.positiveInt, bangla: Param.positiveInt, seed: Param.count }),
  inputs: {},
  outputs: { planned: table(PlannedTrack) },
  run: ({ params: { bangla, english, seed }, report }) =>
    Effect.sync(() => {
      const names = Object.keys(banglaGenres)
      const taken = new Map(names.map((name, i) => [name, Math.floor((bangla + i) / names.length)])) // left to take
      const planned = [
        ...firstOf(english, seed, ({ genre, language }) => language === "en" && genre in englishGenres),
        ...firstOf(bangla, seed, ({ genre, language }) => {
          const left = language === "bn" ? taken.get(genre) ?? 0 : 0
          if (left > 0) taken.set(genre, left - 1)
          return left > 0
        })
      ]
      report.summary(`${english} English and ${bangla} Bangla tracks`)
      return { planned }
    })
})
