/** Writes scores as CSV files, methods in rows and metrics in columns. Text: src/format/csv-text.ts. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { files } from "../../src/dataflow/kind/files.ts"
import { many } from "../../src/dataflow/kind/many.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { csvText } from "../../src/format/csv-text.ts"
import { AskedMetric, askedValue, meanOf, ScoredMethod, scoresAsked } from "../row/asked-score.ts"
import { MethodScore } from "../row/method-score.ts"

const ScoreTable = Schema.Struct({
  /** The file's name without ".csv". */
  file: Schema.NonEmptyString,
  methods: Schema.Array(ScoredMethod).check(Schema.isMinLength(1)),
  metrics: Schema.Array(AskedMetric).check(Schema.isMinLength(1))
})
type ScoreTable = typeof ScoreTable.Type

const distinctFiles = (tables: ReadonlyArray<ScoreTable>): true | string => {
  const twice = tables.find(({ file }, i) => tables.findIndex((other) => other.file === file) < i)
  return twice === undefined || `two tables would both be "${twice.file}.csv"`
}

const about = [
  { name: "space", type: "string" },
  { name: "method", type: "string" },
  { name: "saw labels", type: "string" },
  { name: "runs", type: "int" },
  { name: "clusters", type: "number" },
  { name: "coverage", type: "number" }
] as const

/** Metrics measured against a second label say against which. */
const columnName = ({ against, metric }: AskedMetric): string => against === "language" ? `${metric}, language` : metric

/** Why a row says little: what the clusterer found where that is no clustering, and why a metric is not defined. */
const remarkOf = (scores: ReadonlyArray<MethodScore>, reason: string | null): string | null => {
  const isAlone = scores.every(({ clusters }) => clusters === 1)
  const hasNoise = scores.some(({ coverage }) => coverage < 1)
  const found = isAlone && hasNoise ? "one cluster and noise" : null
  return found === null || reason === null ? found ?? reason : `${found}: ${reason}`
}

const rowOf = Effect.fnUntraced(function*(
  all: ReadonlyArray<MethodScore>,
  named: ScoredMethod,
  metrics: ReadonlyArray<AskedMetric>
) {
  const cells = yield* Effect.forEach(
    metrics,
    (asked) =>
      Effect.map(scoresAsked(all, { ...named, ...asked }), (scores) => {
        const values = scores.flatMap((score) => askedValue(score, asked) ?? [])
        const isDefined = values.length === scores.length
        const reason = scores.find(({ value }) => value === null)?.reason ?? null
        return { scores, value: isDefined ? meanOf(values) : null, reason: isDefined ? null : reason }
      })
  )
  const [{ scores }] = cells as [typeof cells[number]]
  return {
    ...named,
    "saw labels": scores.some(({ isLabelConditioned }) => isLabelConditioned) ? "yes" : "no",
    runs: scores.length,
    clusters: meanOf(scores.map(({ clusters }) => clusters)),
    coverage: meanOf(scores.map(({ coverage }) => coverage)),
    ...Object.fromEntries(cells.map(({ value }, i) => [columnName(metrics[i]!), value])),
    remark: remarkOf(scores, cells.find(({ reason }) => reason !== null)?.reason ?? null)
  }
})

/**
 * Means over runs; noise counts as singletons; a metric that is not defined is an empty cell with the reason as remark.
 *
 * @example
 * ```ts
 * import { writeTables } from "partita/nodes/report"
 * function* part(wires: Parameters<typeof writeTables>[0]) { // scores
 *   const { tables } = yield* writeTables(wires, {
 *     tables: [{
 *       file: "easy_task_results",
 *       methods: [{ space: "VAE", method: "K-Means" }, { space: "PCA", method: "K-Means" }],
 *       metrics: [{ metric: "silhouette", against: "own space" }, { metric: "ARI", against: "label" }]
 *     }]
 *   })
 *   return { tables } // tables/easy_task_results.csv
 * }
 * ```
 */
export const writeTables = /*#__PURE__*/ Node.make("write-tables", {
  labels: "evaluates",
  params: Schema.Struct({ tables: Schema.Array(ScoreTable).check(Schema.makeFilter(distinctFiles)) }),
  inputs: { scores: many(table(MethodScore)) },
  outputs: { tables: files },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const all = (yield* Effect.forEach(inputs.scores, (scores) => scores.rows)).flat()
    const written: Record<string, string> = {}
    for (const { file, methods, metrics } of params.tables) {
      const columns = [
        ...about,
        ...metrics.map((asked) => ({ name: columnName(asked), type: "number" as const })),
        { name: "remark", type: "string" as const }
      ]
      const rows = yield* Effect.forEach(methods, (named) => rowOf(all, named, metrics))
      written[`${file}.csv`] = csvText({ columns, rows })
    }
    report.summary(Object.keys(written).join(", "))
    return { tables: written }
  })
})
