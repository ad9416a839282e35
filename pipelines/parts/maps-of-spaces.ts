/** A t-SNE and a UMAP map of a clustered space, each by cluster and by label: a group of steps that studies share. */
import { drawMap } from "../../nodes/report/draw-map.ts"
import type { Assignment } from "../../nodes/row/assignment.ts"
import type { Track } from "../../nodes/row/track.ts"
import type { Ref } from "../../src/dataflow/dsl/node.ts"
import { slug } from "../../src/dataflow/dsl/slug.ts"
import type { Table } from "../../src/dataflow/kind/table.ts"
import type { Vectors } from "../../src/dataflow/kind/vectors.ts"
import { mapOf } from "./map-grid.ts"
import type { DrawnFigure } from "./report-study.ts"

/** What a map shows: vectors, their clusters, and what the tracks are coloured by beside these. */
export interface Mapped {
  readonly name: string
  readonly vectors: Ref<Vectors<string>>
  readonly assignments: Ref<Table<Assignment>>
  readonly tracks: Ref<Table<Track>>
  /** What the label column of the tracks holds. */
  readonly labelName: string
  /** Labels went into the space. */
  readonly isLabelConditioned?: true
}

const fileNames = { "t-SNE": "tsne", UMAP: "umap" } as const

/** Places maps by the methods named, `<method>-<space>` and `draw-<method>-<space>`, folded by method. */
export function* mapsOf(spaces: ReadonlyArray<Mapped>, by: ReadonlyArray<keyof typeof fileNames> = ["t-SNE", "UMAP"]) {
  const drawn: Array<DrawnFigure> = []
  for (const method of by) {
    for (const space of spaces) {
      const { assignments, isLabelConditioned, labelName, name, tracks } = space
      const id = `${fileNames[method]}-${slug(name)}`
      const { map } = yield* mapOf(method, { space: { run: 0, ...space }, assignments })
      const title = `${method} of ${name}`
      const { figure } = yield* drawMap.as(`draw-${id}`)({ map, assignments, tracks }, { title })
      drawn.push({
        figure,
        name: id,
        fold: `${method} maps`,
        captions: {
          id,
          charts: {
            "by-cluster": [`${title}, by cluster`, "For looking only: no number is computed in a map."],
            "by-label": [
              `${title}, by ${labelName}`,
              isLabelConditioned === true
                ? "The same map, of a model that was told this."
                : "The same map. Labels played no part in it."
            ]
          }
        }
      })
    }
  }
  return drawn
}
