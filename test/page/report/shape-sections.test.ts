import { expect, it } from "vitest"
import { chartRows } from "../../../src/page/chart/chart-rows.ts"
import { dendrogram, widestGap } from "../../../src/page/chart/dendrogram.ts"
import { stabilityDots } from "../../../src/page/chart/stability-dots.ts"
import type { ReportSection } from "../../../src/page/report/report-section.ts"
import { mergesSection, radiiSection, stabilitySection } from "../../../src/page/report/shape-sections.ts"

const captionOf = ({ blocks: [block] }: ReportSection): string => block?.kind === "chart" ? block.caption : ""

/** Five tracks at 0, 1, 10, 11 and 30 under single linkage. */
const merges = [
  { left: 0, right: 1, height: 1 },
  { left: 2, right: 3, height: 1 },
  { left: 1, right: 2, height: 9 },
  { left: 3, right: 4, height: 19 }
]
const clusters = ["C1", "C1", "C2", "C2", "C3"]
const names = ["C1", "C2", "C3"]

it("the widest gap is where the next merge is farthest off", () => {
  expect(widestGap(merges)).toBe(2) // 19 − 9 is more than 9 − 1
  expect(widestGap([...merges.slice(0, 3), { left: 3, right: 4, height: 16 }])).toBe(3)
})

it("a tree joins each branch at its height, in the colour of its cluster until two of them meet", () => {
  const { rows } = chartRows(dendrogram({ title: "t", subtitle: "", merges, clusters, names }))

  expect(rows.map(({ cluster, height, tracks }) => [tracks, height, cluster])).toEqual([
    [2, 1, "C1"],
    [2, 1, "C2"],
    [4, 9, "several"],
    [5, 19, "several"]
  ])
  expect(rows[2]).toMatchObject({ left: 0.5, leftHeight: 1, right: 2.5, rightHeight: 1 })
})

it("of many tracks the upper merges are drawn, whose branches hold all tracks", () => {
  const chain = Array.from({ length: 99 }, (_, i) => ({ left: i, right: i + 1, height: i + 1 }))
  const spec = dendrogram({ title: "t", subtitle: "", merges: chain, clusters: Array(100).fill("C1"), names: ["C1"] })

  const { rows } = chartRows(spec)

  expect(rows).toHaveLength(27)
  expect(Math.max(...rows.map(({ tracks }) => Number(tracks)))).toBe(100)
})

it("two tracks are a tree too, and one is none", () => {
  const [first] = merges

  expect(
    chartRows(dendrogram({ title: "t", subtitle: "", merges: [first!], clusters: ["C1", "C1"], names: ["C1"] })).rows
  )
    .toHaveLength(1)
  expect(() => dendrogram({ title: "t", subtitle: "", merges: [], clusters: ["C1"], names: ["C1"] })).not.toThrow()
})

it("a cut at the widest gap is called so, another is set against it", () => {
  const shown = { space: "PCA", merges, rule: "the highest silhouette", sides: [4, 1] as const }

  expect(mergesSection({ ...shown, clusters: ["C1", "C1", "C1", "C1", "C2"], names: ["C1", "C2"] }).finding).toBe(
    "Ward on PCA is cut at the widest gap of its tree, where 2 groups are left."
  )
  const other = mergesSection({ ...shown, clusters, names })
  expect(other.finding).toBe(
    "The widest gap in the tree of Ward on PCA leaves 2 groups; it is cut where 3 are left, by the highest silhouette."
  )
  expect(captionOf(other)).toContain("the last merge joins 4 with 1 track.")
})

const radius = { minSamples: 5, eps: 1, sortedDistances: [1, 2], tracks: 200 }

it("radii that part nothing are said to, and one cluster more is a finding with what it leaves out", () => {
  const one = [{ ...radius, name: "PCA", clusters: 1, noise: 10 }, { ...radius, name: "VAE", clusters: 0, noise: 200 }]
  const two = [{ ...radius, name: "PCA", clusters: 2, noise: 10 }, one[1]!]

  expect(radiiSection(one).finding).toBe(
    "DBSCAN at the knee finds no more than one cluster in any of 2 spaces: no density parts groups."
  )
  expect(radiiSection(two).finding).toBe(
    "DBSCAN at the knee parts PCA into 2 clusters and leaves 10 of 200 tracks out; in 1 of 2 spaces it finds no more " +
      "than one cluster."
  )
  expect(captionOf(radiiSection(two))).toContain("as noise, lie 5 % of PCA to 100 % of VAE.")
  expect(() => radiiSection([])).toThrow("a space")
})

it("a cluster counts as found again from a Jaccard of 0.75 on, and a hair below as lost", () => {
  const shown = { space: "PCA", repeats: 20, share: 0.8, meanAri: 0.7, lowestAri: -0.1, highestAri: 0.9 }
  const of = (jaccard: number, dissolved: number) =>
    stabilitySection({
      ...shown,
      clusters: [{ size: 40, jaccard: 0.9, dissolved: 0 }, { size: 9, jaccard, dissolved }]
    })

  expect(captionOf(of(0.75, 0))).toBe("All 2 clusters lie beyond the dashed line: subsamples find them again.")
  expect(captionOf(of(0.7499, 3))).toContain("Orange: the 1 cluster of 2 that")
  expect(of(0.75, 0).finding).toBe(
    "Two subsamples of 80 % agree at ARI 0.70 in PCA, between −0.10 and 0.90; no cluster dissolves in any."
  )
  expect(of(0.5, 3).finding).toContain("the least stable cluster, of 9 tracks, dissolves in 3 of 20.")
  expect(stabilitySection({ ...shown, meanAri: null, clusters: [] })).not.toHaveProperty("key")
})

it("stability is coloured at the same mark as it is told", () => {
  const spec = stabilityDots({ title: "t", subtitle: "", mark: 0.75, clusters: [] })

  expect(JSON.stringify(spec)).toContain("datum.jaccard >= 0.75")
})
