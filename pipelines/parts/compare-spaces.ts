/** Spaces under clusterers, scored and ranked: by agreement with labels, and by separation for data without them. */
import { rankMethods } from "../../nodes/evaluate/rank-methods.ts"
import type { Assignment } from "../../nodes/row/assignment.ts"
import type { MethodScore } from "../../nodes/row/method-score.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import { clusterAndScore, type Clusterer, type Space } from "./cluster-and-score.ts"
import { level } from "./halving.ts"
import type { SharedSpaces } from "./shared-spaces.ts"
import { isControl } from "./space-names.ts"

/** Silhouettes prefer two or three clusters in most music, which say little: five is the least that is tried. */
const scoring = { kMin: 5, kMax: 15, permutations: 200 }

/**
 * What a sweep looks for, neither of which needs labels: separation under K-Means in the space that all methods are compared
 * in, then whether the clusters that the report shows come back in subsamples.
 */
export const objectives = ["score-k-means-*.silhouette (common space)", "cluster-stability.subsample ARI"]

/** What all methods of a pipeline are scored against, and how thoroughly. */
export const scoringOf = ({ features, tracks }: SharedSpaces) => ({ common: features, tracks, ...scoring })

/** Places each space under the clusterers that `clusterersOf` names, in order. */
export function* clusterSpaces(
  spaces: ReadonlyArray<Space>,
  clusterersOf: (space: Space) => ReadonlyArray<Clusterer>,
  parts: SharedSpaces
) {
  const clusterings = []
  for (const space of spaces) {
    for (const clusterer of clusterersOf(space)) {
      clusterings.push({ ...yield* clusterAndScore(space, clusterer, scoringOf(parts)), space, clusterer })
    }
  }
  return clusterings
}

/** The clustering of this very space by this clusterer. Throws an Error that names both where it was not placed. */
export const clusteringOf = <Placed extends { readonly space: Space; readonly clusterer: Clusterer }>(
  clusterings: ReadonlyArray<Placed>,
  space: Space,
  clusterer: Clusterer
): Placed => {
  const found = clusterings.find((each) => each.space === space && each.clusterer === clusterer)
  if (found === undefined) throw new Error(`${clusterer} of ${space.name} is shown, but was not placed`)
  return found
}

/**
 * What the map can be switched to beside `shown`: one clustering of each space by each clusterer, of those that a reader may
 * compare: not the controls, whose lyrics are other tracks', and not what was told the labels. `spaces` are those that they
 * and `shown` are of, each with the places of its clusterings, 0 being `shown`.
 */
export const otherClusterings = <
  Placed extends { readonly space: Space; readonly clusterer: Clusterer; readonly assignments: Ref<Table<Assignment>> }
>(clusterings: ReadonlyArray<Placed>, shown: Placed) => {
  const others = clusterings.filter((each) =>
    each !== shown && each.space.run === 0 && each.space.isLabelConditioned !== true && !isControl(each.space.name)
  )
  const all = [shown, ...others]
  const spaces = [...new Set(all.map(({ space }) => space))]
  return {
    inputs: {
      clusterings: others.map(({ assignments }) => assignments),
      spaces: spaces.map(({ vectors }) => vectors)
    },
    names: others.map(({ clusterer, space }) => `${clusterer} on ${space.name}`),
    spaces: spaces.map((space) => ({
      name: space.name,
      clusterings: all.flatMap((each, i) => each.space === space ? [i] : [])
    }))
  }
}

/** Places both rankings of all scores. */
export function* rankBothWays(
  scores: ReadonlyArray<Ref<Table<MethodScore>>>,
  baselines: ReadonlyArray<string>
) {
  const tests = { baselines: [...baselines], shown: "label", level, permutations: 2000, resamples: 1000 } as const
  const agreement = yield* rankMethods({ scores }, { metric: "ARI", against: "label", ...tests })
  const separation = yield* rankMethods.as("rank-unlabelled")(
    { scores },
    { metric: "silhouette", against: "common space", ...tests }
  )
  return {
    ranking: agreement.ranking,
    comparisons: agreement.comparisons,
    unlabelledRanking: separation.ranking
  }
}
