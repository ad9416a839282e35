/** How well single features tell two languages apart, which they do where the languages are two collections. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { aligned } from "../../src/dataflow/kind/aligned.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { areaUnderRoc } from "../../src/learn/metric/probe/area-under-roc.ts"
import { columnOf } from "../../src/learn/metric/test/correlation.ts"
import { MethodScore } from "../row/method-score.ts"
import { Track } from "../row/track.ts"

const about = {
  method: "one feature alone",
  run: 0,
  isLabelConditioned: false,
  clusters: 0,
  coverage: 1,
  noise: "none",
  metric: "ROC area",
  against: "language",
  isExternal: true,
  better: "higher",
  low: null,
  high: null,
  errors: null,
  nullMean: 0.5,
  nullLow: null,
  nullHigh: null,
  p: null
} as const

/**
 * @example
 * ```ts
 * import { featureAreas } from "partita/nodes/evaluate"
 * function* part({ tracks, features }: Parameters<typeof featureAreas>[0]) {
 *   const { scores } = yield* featureAreas({ tracks, features }, { names: ["rms_mean", "harmony_var"] })
 *   return { scores }
 * }
 * ```
 */
export const featureAreas = /*#__PURE__*/ Node.make("feature-areas", {
  labels: "evaluates",
  params: Schema.Struct({ names: Schema.NonEmptyArray(Schema.NonEmptyString) }),
  inputs: { tracks: table(Track), features: vectors("feature") },
  outputs: { scores: table(MethodScore) },
  run: Effect.fnUntraced(function*({ inputs, params, report }) {
    const { features: { matrix, names }, tracks } = yield* aligned(
      { features: inputs.features, tracks: inputs.tracks },
      { wider: ["tracks"] }
    )
    const languages = [...new Set(tracks.flatMap(({ language }) => language ?? []))].sort()
    const counted = languages.length === 1 ? "one language" : `${languages.length} languages`
    const reason = languages.length === 2 ? null : `${counted}, where two can be told apart`
    const scores = params.names.map((space): MethodScore => {
      const at = names.indexOf(space)
      if (at < 0) return { ...about, space, tracks: 0, value: null, reason: "the tracks have no such feature" }
      const column = columnOf(matrix, at)
      const known = tracks.flatMap(({ language }, i) => language !== null && Number.isFinite(column[i]) ? [i] : [])
      const area = reason === null
        ? areaUnderRoc(known.map((i) => column[i]!), known.map((i) => tracks[i]!.language === languages[0]))
        : null
      const value = area === null ? null : Math.max(area, 1 - area)
      if (value !== null) report.metric(`ROC area of ${space}`, { value, better: "lower", baseline: 0.5 })
      return { ...about, space, tracks: known.length, value, reason: value === null ? reason ?? "no values" : null }
    })
    const told = scores.map(({ space, value }) => `${space} ${value === null ? "–" : value.toFixed(2)}`)
    report.summary(reason ?? `${languages.join(" and ")} told apart by ${told.join(", ")}`)
    return { scores }
  })
})
