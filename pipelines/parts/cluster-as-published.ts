/** Clusterings with the parameters a study published, each with its scores: a group of steps that studies share. */
import { agglomerative } from "../../nodes/cluster/agglomerative.ts"
import { dbscan } from "../../nodes/cluster/dbscan.ts"
import { kMeans } from "../../nodes/cluster/k-means.ts"
import { spectral } from "../../nodes/cluster/spectral.ts"
import { randomLabels } from "../../nodes/evaluate/random-labels.ts"
import { scoreMethod } from "../../nodes/evaluate/score-method.ts"
import type { Published } from "../../nodes/row/published.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { PartsOf } from "../../src/dataflow/dsl/pipeline.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Vectors } from "../../src/dataflow/kind/vectors.ts"
import type { Space } from "./cluster-and-score.ts"
import { halving } from "./halving.ts"

/**
 * A clusterer with what its study states of it; `one cluster` and `random labels` look at nothing. `DBSCAN at the knee`
 * stands beside a DBSCAN whose radius a study states.
 */
export type PublishedClusterer =
  | { readonly name: "K-Means" | "Ward" | "average linkage" | "spectral" | "random labels"; readonly k: number }
  | { readonly name: "DBSCAN" | "DBSCAN at the knee"; readonly eps: number | "knee"; readonly minSamples: number }
  | { readonly name: "one cluster" }

/** What the scores of one group share. */
export interface ScoredAgainst {
  readonly tracks: Ref<Table<Track>>
  /** The space all are compared in. */
  readonly common: Ref<Vectors<string>>
  /** Draws of every null. */
  readonly permutations: number
}

const range = (k: number) => ({ k, kMin: 2, kMax: k })

/** Places the clusterer alone; DBSCAN also says how dense the space is. `restarts` and the tolerance are scikit-learn's, which all studies used. */
function* place(step: string, { isLabelConditioned, vectors }: Space, clusterer: PublishedClusterer) {
  const declared = isLabelConditioned === true ? [{ labels: "conditions" } as const] as const : [] as const
  switch (clusterer.name) {
    case "K-Means": {
      const options = { ...range(clusterer.k), restarts: 10, maxIterations: 300, tolerance: 1e-4 }
      return { assignments: (yield* kMeans.as(step, ...declared)({ vectors }, options)).assignments, density: null }
    }
    case "Ward":
    case "average linkage": {
      const linkage = clusterer.name === "Ward" ? "ward" : "average"
      return {
        assignments:
          (yield* agglomerative.as(step, ...declared)({ vectors }, { ...range(clusterer.k), linkage })).assignments,
        density: null
      }
    }
    case "spectral": {
      const affinity = { kind: "neighbours", neighbours: 10 } as const
      const options = { ...range(clusterer.k), affinity, restarts: 10 }
      return { assignments: (yield* spectral.as(step, ...declared)({ vectors }, options)).assignments, density: null }
    }
    case "DBSCAN":
    case "DBSCAN at the knee": {
      const { eps, minSamples } = clusterer
      const { assignments, density } = yield* dbscan.as(step, ...declared)({ vectors }, { eps, minSamples })
      return { assignments, density }
    }
    case "random labels":
      return {
        assignments: (yield* randomLabels.as(step, ...declared)({ vectors }, { k: clusterer.k })).assignments,
        density: null
      }
    case "one cluster":
      return {
        assignments: (yield* randomLabels.as(step, ...declared)({ vectors }, { k: 1 })).assignments,
        density: null
      }
  }
}

/** Places one clustering of a space and its scores; `step` names both, after `score-` for the second. */
export function* clusterAsPublished(space: Space, clusterer: PublishedClusterer, against: ScoredAgainst) {
  const step = `${slug(clusterer.name)}-${slug(space.name)}${space.run === 0 ? "" : `-${space.run}`}`
  const { assignments, density } = yield* place(step, space, clusterer)
  const { common, permutations, tracks } = against
  const { scores } = yield* scoreMethod.as(`score-${step}`)(
    { vectors: space.vectors, common, assignments, tracks },
    { method: clusterer.name, space: space.name, run: space.run, permutations, ...halving }
  )
  return { assignments, density, scores }
}

/**
 * Places several clusterings of spaces, in order. `of` finds one by vectors and clusterer, by default the first of these
 * vectors; `askedFor` the scores that published numbers are about, which need no other clustering.
 */
export function* clusterEachAsPublished(
  planned: ReadonlyArray<readonly [Space, PublishedClusterer]>,
  against: ScoredAgainst
) {
  const placed: Array<PartsOf<typeof clusterAsPublished> & { readonly space: Space; readonly by: string }> = []
  for (const [space, clusterer] of planned) {
    placed.push({ ...yield* clusterAsPublished(space, clusterer, against), space, by: clusterer.name })
  }
  const of = (vectors: Space["vectors"], clusterer?: PublishedClusterer["name"]) => {
    const found = placed.find((each) =>
      each.space.vectors === vectors && (clusterer === undefined || each.by === clusterer)
    )
    if (found === undefined) throw new Error(`no clustering of ${vectors.step} was placed`)
    return found
  }
  const askedFor = (numbers: ReadonlyArray<Pick<Published, "space" | "method">>) =>
    placed.filter(({ by, space }) => numbers.some((asked) => asked.space === space.name && asked.method === by))
      .map(({ scores }) => scores)
  return { scores: placed.map(({ scores }) => scores), of, askedFor }
}
