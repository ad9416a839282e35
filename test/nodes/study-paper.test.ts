import { expect, it } from "vitest"
import { plainTrack } from "../../nodes/row/plain-track.ts"
import { studyPaper } from "../../nodes/study/study-paper.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { rankedOf } from "./ranked-of.ts"

const paper = async (to: string) => {
  await runNode(studyPaper, {
    inputs: {
      tracks: [plainTrack("a", "rock"), plainTrack("b", "folk")],
      ranking: [rankedOf("VAE", 1, 0.6), rankedOf("PCA", 2, 0.2)],
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
