/** Puts the numbers that a study published beside the same numbers from here. Next: study-page.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { askedValue, isCount, meanOf, scoresAsked } from "../row/asked-score.ts"
import { MethodScore } from "../row/method-score.ts"
import { PublishedRow } from "../row/published-row.ts"
import { Published } from "../row/published.ts"

const deviationOf = (values: ReadonlyArray<number>): number | null => {
  if (values.length < 2) return null
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

const rowOf = (asked: typeof Published.Type, scores: ReadonlyArray<MethodScore>): PublishedRow => {
  const values = scores.flatMap((score) => askedValue(score, asked) ?? [])
  const chance = scores.flatMap(({ nullMean }) => nullMean ?? [])
  const isDefined = values.length === scores.length
  return {
    what: `${asked.method} on ${asked.space}`,
    metric: asked.metric,
    against: isCount(asked) ? null : asked.against,
    published: asked.published,
    recomputed: asked.recomputed,
    here: isDefined ? meanOf(values) : null,
    deviation: isDefined ? deviationOf(values) : null,
    low: isDefined ? Math.min(...values) : null,
    high: isDefined ? Math.max(...values) : null,
    nullMean: isCount(asked) || chance.length < scores.length ? null : meanOf(chance),
    runs: scores.length,
    isLabelConditioned: scores.some((score) => score.isLabelConditioned),
    reason: isDefined ? null : scores.find((score) => askedValue(score, asked) === null)!.reason
  }
}

/**
 * @example
 * ```ts
 * import { comparePublished } from "partita/nodes/study"
 * function* part(wires: Parameters<typeof comparePublished>[0]) { // scores
 *   const { published } = yield* comparePublished(wires, {
 *     numbers: [{ space: "PCA", method: "K-Means", metric: "silhouette", against: "own space", published: 0.1033, recomputed: null }, { space: "PCA", method: "K-Means", metric: "Calinski–Harabasz", against: "own space", published: 629, recomputed: null }, { space: "VAE", method: "K-Means", metric: "silhouette", against: "own space", published: 0.1145, recomputed: null }, { space: "VAE", method: "K-Means", metric: "Calinski–Harabasz", against: "own space", published: 415.3, recomputed: null }, { space: "ConvVAE + TF-IDF", method: "K-Means", metric: "silhouette", against: "own space", published: 0.0121, recomputed: null }, { space: "ConvVAE + TF-IDF", method: "K-Means", metric: "ARI", against: "label", published: 0.0471, recomputed: null }, { space: "ConvVAE + TF-IDF", method: "Ward", metric: "silhouette", against: "own space", published: -0.0644, recomputed: null }, { space: "ConvVAE + TF-IDF", method: "Ward", metric: "ARI", against: "label", published: 0.0313, recomputed: null }, { space: "ConvVAE + TF-IDF", method: "DBSCAN", metric: "coverage", against: "own space", published: 0, recomputed: null }, { space: "β-CVAE + TF-IDF", method: "K-Means", metric: "silhouette", against: "own space", published: 0.0221, recomputed: null }, { space: "β-CVAE + TF-IDF", method: "K-Means", metric: "ARI", against: "label", published: 0.0419, recomputed: null }, { space: "β-CVAE + TF-IDF", method: "K-Means", metric: "NMI", against: "label", published: 0.0794, recomputed: null }, { space: "β-CVAE + TF-IDF", method: "K-Means", metric: "purity", against: "label", published: 0.2731, recomputed: null }, { space: "β-CVAE + TF-IDF, all genres", method: "K-Means", metric: "purity", against: "label", published: null, recomputed: null }, { space: "TF-IDF", method: "K-Means", metric: "purity", against: "label", published: null, recomputed: "0.2266" }, { space: "TF-IDF", method: "K-Means", metric: "NMI", against: "label", published: null, recomputed: "0.040" }, { space: "TF-IDF, standardised", method: "K-Means", metric: "purity", against: "label", published: null, recomputed: "0.2423" }, { space: "TF-IDF, standardised", method: "K-Means", metric: "NMI", against: "label", published: null, recomputed: "0.068" }]
 *   })
 *   return { published }
 * }
 * ```
 */
export const comparePublished = /*#__PURE__*/ Node.make("compare-published", {
  labels: "evaluates",
  params: Schema.Struct({ numbers: Schema.Array(Published) }),
  inputs: { scores: many(table(MethodScore)) },
  outputs: { published: table(PublishedRow) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const all = (yield* Effect.forEach(inputs.scores, (scores) => scores.rows)).flat()
    const rows = yield* Effect.forEach(
      params.numbers,
      (asked) => Effect.map(scoresAsked(all, asked), (scores) => rowOf(asked, scores))
    )
    report.summary(`${rows.length} numbers beside what was published`)
    return { published: rows }
  })
})
