/** Clusters that a model under a mixture prior found while it was trained: the likeliest component of each track. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Node from "../../src/dataflow/dsl/node.ts"
import { json } from "../../src/dataflow/kind/json.ts"
import { table } from "../../src/dataflow/kind/table.ts"
import { vectors } from "../../src/dataflow/kind/vectors.ts"
import { inertiaOf } from "../../src/learn/cluster/inertia.ts"
import { asFloats } from "../../src/learn/training/rebuild-model.ts"
import { SureAssignment, sureAssignmentsOf } from "../row/assignment.ts"
import { KChoice } from "../row/k-choice.ts"
import { trainedModel } from "../row/model-config.ts"

/** A model without a mixture prior. */
export class NoMixturePrior extends Schema.TaggedError<NoMixturePrior>()("NoMixturePrior", { kind: Schema.String }) {
  get hint() {
    return "wire the model of train-vade, or cluster the latents with k-means"
  }
  override get message() {
    return `A model of kind ${this.kind} has no mixture prior to read clusters from.`
  }
}

/**
 * @example
 * ```ts
 * import { priorComponents } from "partita/nodes/cluster"
 * function* part({ model, latents }: Parameters<typeof priorComponents>[0]) {
 *   const { assignments, choice } = yield* priorComponents({ model, latents }, {})
 *   return { assignments, choice }
 * }
 * ```
 */
export const priorComponents = /*#__PURE__*/ Node.make("prior-components", {
  params: Schema.Struct({}),
  inputs: { model: trainedModel, latents: vectors("latent") },
  outputs: { assignments: table(SureAssignment), choice: json(KChoice) },
  run: Effect.fnUntraced(function*({ inputs, report }) {
    const loaded = yield* inputs.model.load
    const { extension, kind } = loaded.config.architecture
    if (extension?.kind !== "vade") return yield* new NoMixturePrior({ kind: extension?.kind ?? kind })
    const { ids, matrix } = yield* inputs.latents.load
    const { responsibilities } = yield* Effect.promise(() => import("../../src/learn/model/vade.ts"))
    const { loadTensorFlow } = yield* Effect.promise(() => import("../../src/learn/training/backend.ts"))
    const tf = yield* Effect.promise(() => loadTensorFlow("cpu"))
    const weights = asFloats(loaded.weights)
    const shares = tf.tidy(() => {
      const tensors = Object.fromEntries(
        Object.entries(weights).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])])
      )
      const z = tf.tensor2d(Float32Array.from(matrix.data), [matrix.rows, matrix.cols])
      return responsibilities(tf, tensors, z).arraySync()
    })
    const sure = shares.map((row) => Math.max(...row))
    const components = shares.map((row, i) => row.indexOf(sure[i]!))
    const used = [...new Set(components)].sort((a, b) => a - b)
    const labels = components.map((component) => used.indexOf(component)) // components that nobody is in have no number
    report.summary(`${used.length} of ${extension.components} components in use`)
    return {
      assignments: sureAssignmentsOf(ids, labels, sure),
      choice: { k: used.length, rule: "the components in use", inertia: inertiaOf(matrix, labels), candidates: [] }
    }
  })
})
