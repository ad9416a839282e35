/**
 * How many clusters: inertia with its elbow, silhouette and Calinski–Harabasz index over k, with what each picks and the k
 * that is taken. Candidates: nodes/cluster/k-means.ts with k = null. Chart: src/page/chart/choose-k.ts.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import * as Param from "../../src/dataflow/dsl/param.ts"
import { figure } from "../../src/dataflow/kind/files.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { saving } from "../../src/dataflow/kind/storing.ts"
import { elbow } from "../../src/learn/cluster/elbow.ts"
import { chooseK, type KCriterion } from "../../src/page/chart/choose-k.ts"
import { chartFiles } from "../../src/page/report/figure-files.ts"
import { chartFonts } from "../../src/page/report/font-files.ts"
import { bundledFonts } from "../row/bundled-fonts.ts"
import { KChoice } from "../row/k-choice.ts"

type Candidates = (typeof KChoice.Type)["candidates"]

const highest = (candidates: Candidates, of: "silhouette" | "calinskiHarabasz"): number =>
  candidates.reduce((best, each) => each[of] > best[of] ? each : best).k

const criteriaOf = (candidates: Candidates): ReadonlyArray<KCriterion> => {
  const bend = elbow(candidates.map(({ k }) => k), candidates.map(({ inertia }) => inertia))
  const over = (of: "inertia" | "silhouette" | "calinskiHarabasz") =>
    candidates.map((each) => ({ k: each.k, value: each[of] }))
  return [
    { name: "Inertia, its elbow", points: over("inertia"), pick: candidates[bend]!.k },
    { name: "Silhouette", points: over("silhouette"), pick: highest(candidates, "silhouette") },
    { name: "Calinski–Harabasz", points: over("calinskiHarabasz"), pick: highest(candidates, "calinskiHarabasz") }
  ]
}

/**
 * @example
 * ```ts
 * import { drawChoice } from "partita/nodes/report"
 * function* part({ choice }: Parameters<typeof drawChoice>[0]) {
 *   const { figure } = yield* drawChoice({ choice }, { title: "How many clusters of VAE latents", taken: 6 })
 *   return { figure }
 * }
 * ```
 */
export const drawChoice = /*#__PURE__*/ Node.make("draw-choice", {
  assets: chartFonts,
  params: Schema.Struct({
    title: Schema.NonEmptyString,
    /** The k that the pipeline goes on with, where it was not chosen here. */
    taken: Schema.NullOr(Param.several)
  }),
  inputs: { choice: json(KChoice) },
  outputs: { figure },
  run: Effect.fnUntraced(function*({ inputs, params: { taken, title }, report }) {
    const { candidates, k, rule } = yield* inputs.choice.value
    if (candidates.length < 2) {
      report.summary("nothing to draw: k was given")
      return { figure: {} }
    }
    const criteria = criteriaOf(candidates)
    const chosenK = taken ?? k
    const why = taken === null ? `k = ${k} by ${rule}` : `k = ${taken} is taken, as published`
    const picks = criteria.map(({ name, pick }) => `${name.split(",")[0]!.toLowerCase()} ${pick}`).join(", ")
    report.summary(`${why}; ${picks}`)
    const choice = chooseK({ title, subtitle: `${why}; rings: what each criterion alone picks`, criteria, chosenK })
    return { figure: yield* saving("figure", () => chartFiles({ choice }, bundledFonts())) }
  })
})
