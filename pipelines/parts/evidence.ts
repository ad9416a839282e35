/** What speaks for or against results besides their scores: audit, probes, unseen tracks, disentanglement, seeds. */
import { auditTracks } from "../../nodes/evaluate/audit-tracks.ts"
import { disentanglement } from "../../nodes/evaluate/disentanglement.ts"
import { outOfSample } from "../../nodes/evaluate/out-of-sample.ts"
import { probe } from "../../nodes/evaluate/probe.ts"
import { seedAgreement } from "../../nodes/evaluate/seed-agreement.ts"
import type { Collapse } from "../../nodes/row/collapse.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Json } from "../../src/dataflow/kind/json.ts"
import { auditLimits } from "./audit-limits.ts"
import type { Shown } from "./closer-look.ts"
import type { Space } from "./cluster-and-score.ts"
import type { SharedSpaces } from "./shared-spaces.ts"

const grouped = { folds: 5, groups: "group, else artist" } as const
const linear = { penalty: 1, maxIterations: 500, tolerance: 1e-6 } as const

/** A model's latents of one seed. */
export interface Encoded extends Space {
  readonly collapse: Ref<Json<typeof Collapse.Type>>
}

/** Places the audit of the collection, its sound included where there is any. */
export function* audit({ found, rawFeatures, sound }: SharedSpaces) {
  const { findings } = yield* auditTracks({
    tracks: found,
    features: rawFeatures,
    sound: sound === null ? [] : [sound]
  }, {
    ...auditLimits,
    permutations: 500
  })
  return { audit: [findings] }
}

/** Places, for each clustering, what classifiers read off its space and how its clusters take tracks not fitted on. */
export function* readSpaces(clusterings: ReadonlyArray<Shown>, { tracks }: SharedSpaces) {
  const probes = []
  const unseen = []
  for (const { choice, space: { name, vectors } } of clusterings) {
    const about = { space: name, ...grouped }
    const read = yield* probe.as(`probe-${slug(name)}`)({ vectors, tracks }, { ...about, ...linear, neighbours: 5 })
    const held = yield* outOfSample.as(`out-of-sample-${slug(name)}`)(
      { vectors, tracks, choice },
      { ...about, column: "label", restarts: 5, maxIterations: 300, tolerance: 0 }
    )
    probes.push(read.probes)
    unseen.push(held.spaces)
  }
  return { probes, unseen }
}

/** Places how single latents speak of labels, and how seeds agree: `models` are the same models in every seed. */
export function* readLatents(models: ReadonlyArray<ReadonlyArray<Encoded>>, { tracks }: SharedSpaces) {
  const measures = []
  const agreement = []
  const agreeing = []
  for (const [m, { name, vectors }] of models[0]!.entries()) {
    const step = `disentanglement-${slug(name)}`
    const about = { space: name, folds: 5, bins: 20, lassoPenalty: 0.01, ...linear }
    measures.push((yield* disentanglement.as(step)({ latents: vectors, tracks }, about)).measures)
    const seeds = models.map((each) => each[m]!)
    const inputs = { latents: seeds.map((seed) => seed.vectors), collapse: seeds.map((seed) => seed.collapse) }
    agreement.push((yield* seedAgreement.as(`seeds-${slug(name)}`)(inputs, {})).agreement)
    agreeing.push(name)
  }
  return { inputs: { disentanglement: measures, agreement }, agreeing }
}
