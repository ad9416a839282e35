/** What each cluster sings about: the words that tell its lyrics from all others. Maths: src/music/text/telling-terms.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { tellingTerms } from "../../src/music/text/telling-terms.ts"
import { sameTracks } from "../features/same-tracks.ts"
import { Assignment } from "../row/assignment.ts"
import { LyricsRow } from "../row/lyrics-row.ts"

/** `sung` counts the cluster's tracks that have lyrics; only they count for its words. */
export const ClusterWords = Schema.Struct({
  cluster: Schema.Int,
  sung: Schema.Int,
  words: Schema.Array(Schema.Struct({ word: Schema.String, weight: Schema.Number, lift: Schema.Number }))
})

const mark = /^word:/

export const describeWords = /*#__PURE__*/ Node.make("describe-words", {
  params: Schema.Struct({ words: Schema.Int.check(Schema.isGreaterThan(0)) }),
  inputs: { weights: vectors("lyrics feature"), lyrics: table(LyricsRow), assignments: table(Assignment) },
  outputs: { clusters: json(Schema.Array(ClusterWords)) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { ids, matrix, names } = yield* inputs.weights.load
    const lyrics = yield* inputs.lyrics.rows
    yield* sameTracks(["weights", "lyrics"], ids, lyrics.map(({ id }) => id))
    const clusterOf = new Map((yield* inputs.assignments.rows).map(({ cluster, id }) => [id, cluster]))
    const numbers = [...new Set(clusterOf.values())].filter((cluster) => cluster >= 0).sort((a, b) => a - b)
    const groups = ids.map((id, i) => lyrics[i]!.state === "present" ? numbers.indexOf(clusterOf.get(id) ?? -1) : -1)
    const telling = tellingTerms(matrix, groups, params.words)
    const clusters = numbers.map((cluster, group) => ({
      cluster,
      sung: groups.filter((each) => each === group).length,
      words: (telling[group] ?? []).map(({ term, ...rest }) => ({ word: names[term]!.replace(mark, ""), ...rest }))
    }))
    const spoken = clusters.filter(({ words }) => words.length > 0).length
    report.summary(`words for ${spoken} of ${clusters.length} clusters`)
    return { clusters }
  })
})
