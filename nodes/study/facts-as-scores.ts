/** What a linear probe and an audit found of a collection, as scores that compare-published.ts can look up. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { FindingRow } from "../row/audit-report.ts"
import { MethodScore } from "../row/method-score.ts"
import { ProbeRow } from "../row/probe-row.ts"

const unmeasured = { low: null, high: null, errors: null, nullLow: null, nullHigh: null, p: null }

/**
 * @example
 * ```ts
 * import { factsAsScores } from "partita/nodes/study"
 * function* part({ probes, findings }: Parameters<typeof factsAsScores>[0]) {
 *   const { scores } = yield* factsAsScores({ probes, findings }, {})
 *   return { scores }
 * }
 * ```
 */
export const factsAsScores = /*#__PURE__*/ Node.make("facts-as-scores", {
  labels: "evaluates",
  params: Schema.Struct({}),
  inputs: { probes: table(ProbeRow), findings: table(FindingRow) },
  outputs: { scores: table(MethodScore) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const probe = (yield* inputs.probes.rows).find(({ column, probe: kind }) =>
      kind === "linear" && column === "label"
    )!
    const equal = (yield* inputs.findings.rows).filter(({ kind }) => kind === "same-features")
    const pairs = equal.reduce((sum, { count }) => sum + count * (count - 1) / 2, 0)
    const { accuracy, isLabelConditioned, majorityAccuracy, reason, space, tracks } = probe
    const about = { run: 0, tracks, clusters: probe.classes, coverage: 1, noise: "none", ...unmeasured } as const
    const scores: ReadonlyArray<MethodScore> = [
      {
        ...about,
        method: "linear probe",
        space,
        isLabelConditioned,
        metric: "accuracy",
        against: "label",
        isExternal: true,
        better: "higher",
        value: accuracy,
        nullMean: majorityAccuracy,
        reason
      },
      {
        ...about,
        method: "audit",
        space: "features",
        isLabelConditioned: false,
        metric: "equal pairs",
        against: "own space",
        isExternal: false,
        better: "lower",
        value: pairs,
        nullMean: null,
        reason: null
      }
    ]
    report.summary(`${pairs} pairs of tracks with equal features`)
    return { scores }
  })
})
