import { expect, it } from "vitest"
import { drawMetricRanks } from "../../nodes/report/draw-metric-ranks.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { scoreOf } from "./score-of.ts"

it("a bar is the mean over runs beside the mean of chance, which internal metrics do not show", async () => {
  const silhouette = { metric: "silhouette", against: "own space", isExternal: false } as const
  const scores = [
    scoreOf({ value: 0.5, nullMean: 0.02 }),
    scoreOf({ value: 0.25, nullMean: 0.04, run: 1 }),
    scoreOf({ ...silhouette, value: 0.125, nullMean: -0.2 })
  ]

  const { figure } = await runNode(drawMetricRanks, {
    inputs: { scores: [scores] },
    params: {
      title: "t",
      methods: [{ name: "the VAE", space: "VAE", method: "K-Means" }],
      metrics: [
        { name: "ARI", metric: "ARI", against: "label" },
        { name: "silhouette", metric: "silhouette", against: "own space" }
      ],
      baselines: [],
      columns: 2
    }
  })

  const { concat } = JSON.parse((figure as Record<string, string>)["metric-ranks.vl.json"]!)
  const values = concat.map((panel: { data: { values: ReadonlyArray<object> } }) => panel.data.values)
  expect(values).toMatchObject([
    [{ name: "the VAE", value: 0.375, chance: 0.03 }],
    [{ name: "the VAE", value: 0.125, chance: null }]
  ])
})
