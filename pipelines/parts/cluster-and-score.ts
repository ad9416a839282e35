/** Clusterings of one space with their scores: a group of steps that pipelines share. Names: `<clusterer>-<space>`. */
import { agglomerative } from "../../nodes/cluster/agglomerative.ts"
import { dbscan } from "../../nodes/cluster/dbscan.ts"
import { gaussianMixture } from "../../nodes/cluster/gaussian-mixture.ts"
import { hdbscan } from "../../nodes/cluster/hdbscan.ts"
import { kMeans } from "../../nodes/cluster/k-means.ts"
import { spectral } from "../../nodes/cluster/spectral.ts"
import { scoreMethod } from "../../nodes/evaluate/score-method.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Vectors } from "../../src/dataflow/kind/vectors.ts"
import { halving } from "./halving.ts"

/** What is clustered and what it is scored against. */
export interface Space {
  /** What it is called in tables. */
  readonly name: string
  readonly vectors: Ref<Vectors<string>>
  /** Which of several seeds made it. */
  readonly run: number
  /** The lyrics that went into it beside audio, or alone. */
  readonly lyrics?: Ref<Vectors<"lyrics feature">>
  /** Labels went into it. */
  readonly isLabelConditioned?: true
}

/** What all spaces share: the space they are compared in, the tracks, how many clusters are tried, how thorough scores are. */
export interface Scoring {
  readonly common: Ref<Vectors<"feature">>
  readonly tracks: Ref<Table<Track>>
  readonly kMin: number
  readonly kMax: number
  readonly permutations: number
}

const placeOf = ({ name, run }: Space): string => `${slug(name)}${run === 0 ? "" : `-${run}`}`

const declared = ({ isLabelConditioned }: Space): [] | [{ readonly labels: "conditions" }] =>
  isLabelConditioned === true ? [{ labels: "conditions" }] : []

interface Range {
  readonly kMin: number
  readonly kMax: number
}

/** Clusterers by the names tables give them, each with what it takes to place it. */
const clusterers = {
  "K-Means": (step: string, space: Space, range: Range) =>
    kMeans.as(step, ...declared(space))({ vectors: space.vectors }, {
      k: null,
      ...range,
      restarts: 10,
      maxIterations: 300,
      tolerance: 0
    }),
  Ward: (step: string, space: Space, range: Range) =>
    agglomerative.as(step, ...declared(space))({ vectors: space.vectors }, { k: null, ...range, linkage: "ward" }),
  DBSCAN: (step: string, space: Space) =>
    dbscan.as(step, ...declared(space))({ vectors: space.vectors }, { eps: "knee", minSamples: 5 }),
  spectral: (step: string, space: Space, range: Range) =>
    spectral.as(step, ...declared(space))({ vectors: space.vectors }, {
      k: null,
      ...range,
      affinity: { kind: "neighbours", neighbours: 10 },
      restarts: 10
    }),
  "Gaussian mixture": (step: string, space: Space, range: Range) =>
    gaussianMixture.as(step, ...declared(space))({ vectors: space.vectors }, {
      k: null,
      ...range,
      covariance: "diag",
      restarts: 3,
      maxIterations: 200,
      tolerance: 1e-3,
      regularization: 1e-6
    }),
  HDBSCAN: (step: string, space: Space) =>
    hdbscan.as(step, ...declared(space))({ vectors: space.vectors }, {
      minClusterSize: 8,
      minSamples: null,
      allowSingleCluster: false
    })
} as const

/** Name of a clusterer. */
export type Clusterer = keyof typeof clusterers

/** Places the scores of a clustering made elsewhere; `step` is the name of the step that made it. */
export function* scoreSpace(
  space: Space,
  clustering: {
    readonly step: string
    readonly clusterer: string
    readonly assignments: Ref<Table<{ readonly id: string; readonly cluster: number }>>
  },
  { common, permutations, tracks }: Scoring
) {
  const { assignments, clusterer, step } = clustering
  return yield* scoreMethod.as(`score-${step}`)(
    {
      vectors: space.vectors,
      common,
      assignments,
      tracks,
      ...(space.lyrics === undefined ? {} : { lyrics: [space.lyrics] })
    },
    { method: clusterer, space: space.name, run: space.run, permutations, ...halving }
  )
}

/** Places one clustering of a space and its scores. */
export function* clusterAndScore(space: Space, clusterer: Clusterer, scoring: Scoring) {
  const step = `${slug(clusterer)}-${placeOf(space)}`
  const { kMax, kMin } = scoring
  const made = yield* clusterers[clusterer](step, space, { kMin, kMax })
  const { assignments, choice } = made
  const { scores } = yield* scoreSpace(space, { step, clusterer, assignments }, scoring)
  return {
    assignments,
    choice,
    scores,
    ...("merges" in made ? { merges: made.merges } : {}),
    ...("density" in made ? { density: made.density } : {})
  }
}
