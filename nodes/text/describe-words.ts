/** What each cluster sings about: the words that tell its lyrics from all others. Maths: src/music/text/telling-terms.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { tellingTerms } from "../../src/music/text/telling-terms.ts"
import { Assignment, clustersIn } from "../row/assignment.ts"
import { ClusterWords } from "../row/cluster-words.ts"
import { LyricsRow } from "../row/lyrics-row.ts"

const mark = /^word:/

/**
 * @example
 * ```ts
 * import { describeWords } from "partita/nodes/text"
 * function* part({ weights, lyrics, assignments }: Parameters<typeof describeWords>[0]) {
 *   const { clusters } = yield* describeWords({ weights, lyrics, assignments }, { words: 6 })
 *   return { clusters }
 * }
 * ```
 */
export const describeWords = /*#__PURE__*/ Node.make("describe-words", {
  params: Schema.Struct({ words: Param.positiveInt }),
  inputs: { weights: vectors("lyrics feature"), lyrics: table(LyricsRow), assignments: table(Assignment) },
  outputs: { clusters: json(Schema.Array(ClusterWords)) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { assignments, lyrics, weights: { matrix, names } } = yield* aligned({
      weights: inputs.weights,
      lyrics: inputs.lyrics,
      assignments: inputs.assignments
    })
    const numbers = clustersIn(assignments)
    const groups = assignments.map(({ cluster }, i) => lyrics[i]!.state === "present" ? numbers.indexOf(cluster) : -1)
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
