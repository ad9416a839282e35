import { expect, it } from "vitest"
import { plainTrack } from "../../nodes/row/plain-track.ts"
import type { RankedRow } from "../../nodes/row/ranking.ts"
import { studyPaper } from "../../nodes/study/study-paper.ts"
import { runNode } from "../../src/dataflow/testing.ts"

const ranked = (space: string, rank: number, ari: number): RankedRow => ({
  rank,
  method: "K-Means",
  space,
  isLabelConditioned: false,
  runs: 1,
  clusters: 2,
  coverage: 1,
  value: ari,
  deviation: null,
  low: null,
  high: null,
  tracksLow: null,
  tracksHigh: null,
  nullMean: 0,
  nullLow: -0.01,
  nullHigh: 0.01,
  p: 0.01,
  bestDifference: null,
  bestLow: null,
  bestHigh: null,
  bestP: null,
  baselineDifference: null,
  baselineLow: null,
  baselineHigh: null,
  baselineP: null,
  silhouetteOwn: ari / 2,
  silhouetteCommon: 0.1,
  calinskiHarabasz: 10,
  daviesBouldin: 1,
  ari,
  nmi: 0.2,
  ami: 0.2,
  purity: 0.5,
  reason: null
})

const paper = async (to: string) => {
  await runNode(studyPaper, {
    inputs: {
      tracks: [plainTrack("a", "rock"), plainTrack("b", "folk")],
      ranking: [ranked("VAE", 1, 0.6), ranked("PCA", 2, 0.2)],
      published: [],
      collapse: [],
      figures: { "tsne-vae.svg": "<svg/>" },
      said: []
    },
    params: {
      title: null,
      introduction: [],
      repeated: null,
      gains: [{ what: "learning", from: "PCA", to, isControl: false }],
      isStandIn: false,
      source: "two songs",
      labelName: "genre",
      by: { metric: "ARI", against: "genre" },
      baselines: ["PCA"],
      models: [],
      tables: [],
      charts: [],
      notes: []
    }
  })
}

it("a gain to a space that nothing is ranked of is refused", async () => {
  await expect(paper("VEA")).rejects.toThrow("A gain from or to \"VEA\" cannot be told")
})
