/** How latents relate to labels, and those of MFCCs to tempo, brightness and loudness: of tracks, and of walks along each latent. */
import { decode } from "../../nodes/embed/decode.ts"
import { traverse } from "../../nodes/embed/traverse.ts"
import { disentanglement } from "../../nodes/evaluate/disentanglement.ts"
import { factorDisentanglement } from "../../nodes/evaluate/factor-disentanglement.ts"
import { drawTraversal } from "../../nodes/report/draw-traversal.ts"
import type { Track } from "../../nodes/row/track.ts"
import { measureCepstra } from "../../nodes/study/measure-cepstra.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Vectors } from "../../src/dataflow/kind/vectors.ts"
import type { DrawnFigure } from "./report-study.ts"

const walk = { steps: 9, reach: 2 } as const
/** As in evidence.ts. */
const asked = {
  bins: 20,
  lassoPenalty: 0.01,
  folds: 5,
  penalty: 1,
  maxIterations: 500,
  tolerance: 1e-6
} as const

/** A model with the latents of the tracks. */
export interface Walked {
  readonly name: string
  readonly vectors: Ref<Vectors<"latent">>
  readonly model: Parameters<typeof decode>[0]["model"]
}

/** Places the measures of each space; `factors` are of the same tracks, and fifths of these make their classes. */
export function* factorMeasures(spaces: ReadonlyArray<Omit<Walked, "model">>, factors: Ref<Vectors<"feature">>) {
  const measured = []
  for (const { name, vectors } of spaces) {
    const step = factorDisentanglement.as(`factors-${slug(name)}`)
    measured.push((yield* step({ latents: vectors, factors }, { space: name, levels: 5, ...asked })).measures)
  }
  return measured
}

/** Places the same measures with labels as factors. */
export function* labelMeasures(spaces: ReadonlyArray<Omit<Walked, "model">>, tracks: Ref<Table<Track>>) {
  const measured = []
  for (const { name, vectors } of spaces) {
    const step = disentanglement.as(`disentanglement-${slug(name)}`)
    measured.push((yield* step({ latents: vectors, tracks }, { space: name, ...asked })).measures)
  }
  return measured
}

/** Places a walk along each latent of each model, decoded, measured and drawn. */
export function* factorWalks(models: ReadonlyArray<Walked>) {
  const drawn: Array<DrawnFigure> = []
  const said = []
  for (const { model, name, vectors } of models) {
    const id = `traversals-${slug(name)}`
    const { points } = yield* traverse.as(`walk-${slug(name)}`)({ latents: vectors }, walk)
    const { view } = yield* decode.as(`decode-walk-${slug(name)}`)({ model, points }, { floorDb: null })
    const { factors } = yield* measureCepstra.as(`measure-walk-${slug(name)}`)({ view }, {})
    const lines = yield* drawTraversal.as(`draw-${id}`)({ points, factors }, { model: name, ...walk })
    said.push(lines.said)
    drawn.push({
      figure: lines.figure,
      name: id,
      fold: "Traversals",
      captions: {
        id,
        charts: {
          traversal: [
            `Tempo, brightness and loudness along the latents of the ${name}`,
            "Measured of the coefficients that each point is decoded to; the other latents stay at their means."
          ]
        }
      }
    })
  }
  return { drawn, said }
}
