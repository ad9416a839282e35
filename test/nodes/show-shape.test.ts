import { expect, it } from "vitest"
import { agglomerative } from "../../nodes/cluster/agglomerative.ts"
import type { Section } from "../../nodes/row/section.ts"
import { showMerges } from "../../nodes/section/show-merges.ts"
import { showRadii } from "../../nodes/section/show-radii.ts"
import { showStability } from "../../nodes/section/show-stability.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { matrix } from "../../src/math/matrix.ts"

const findingOf = ({ section }: { readonly section: unknown }): string => (section as Section).finding

it("a tree is shown from what agglomerative clustering hands over, the tracks of both sides counted", async () => {
  const places = [0, 1, 10, 11, 12, 30]
  const vectors = { ids: places.map((at) => `${at}`), names: ["x"], matrix: matrix(places.map((at) => [at])) }
  const made = await runNode(agglomerative, {
    inputs: { vectors },
    params: { linkage: "single", k: 3, kMin: 2, kMax: 3 }
  })

  const shown = await runNode(showMerges, {
    inputs: { merges: made.merges, assignments: made.assignments, choice: made.choice } as never,
    params: { space: "places" }
  })

  expect(findingOf(shown)).toBe(
    "The widest gap in the tree of Ward on places leaves 2 groups; it is cut where 3 are left, as given."
  )
  expect(JSON.stringify(shown)).toContain("the last merge joins 5 with 1 track.")
})

it("radii are shown with what each space fell into", async () => {
  const shown = await runNode(showRadii, {
    inputs: {
      density: [{ eps: 1, minSamples: 5, sortedDistances: [0.5, 1, 4] }],
      assignments: [[0, 0, 1, -1].map((cluster, i) => ({ id: `${i}`, cluster }))]
    },
    params: { spaces: ["PCA"] }
  })

  expect(findingOf(shown)).toBe("DBSCAN at the knee parts PCA into 2 clusters and leaves 1 of 4 tracks out.")
})

it("stability is shown with the pairs of subsamples it comes from", async () => {
  const shown = await runNode(showStability, {
    inputs: {
      clusters: [{ cluster: 0, size: 9, jaccard: 0.4, dissolved: 12 }],
      agreement: { k: 1, repeats: 20, share: 0.8, meanAri: null, lowestAri: 1, highestAri: 1 }
    },
    params: { space: "PCA" }
  })

  expect(findingOf(shown)).toBe(
    "Subsamples of 80 % have one cluster in PCA; the least stable cluster, of 9 tracks, dissolves in 12 of 20."
  )
})
