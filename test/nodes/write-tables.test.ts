import { expect, it } from "vitest"
import { writeTables } from "../../nodes/report/write-tables.ts"
import type { MethodScore } from "../../nodes/row/method-score.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { scoreOf } from "./score-of.ts"

const score = (about: Partial<MethodScore>): MethodScore => scoreOf({ space: "VAE, β = 1", ...about })

const silhouette = { metric: "silhouette", against: "own space", isExternal: false } as const

const written = async (scores: ReadonlyArray<MethodScore>, tables: ReadonlyArray<object>) => {
  const drafts = await runNode(writeTables, { inputs: { scores: [scores] }, params: { tables: tables as never } })
  return drafts.tables as Record<string, string>
}

const metrics = [{ metric: "silhouette", against: "own space" }, { metric: "ARI", against: "label" }]

it("a row is a method in the order asked for, a number the mean over its runs", async () => {
  const dbscan = { method: "DBSCAN", space: "=PCA", isLabelConditioned: true, clusters: 2, coverage: 0.5 }
  const scores = [
    score({ ...silhouette, value: 0.5 }),
    score({ ...silhouette, value: 0.25, run: 1 }),
    score({ value: 0.75 }),
    score({ value: -0.25, run: 1 }),
    score({ ...dbscan, ...silhouette, noise: "singletons", value: -0.125 }),
    score({ ...dbscan, ...silhouette, noise: "excluded", value: 1 }),
    score({ ...dbscan, noise: "singletons", value: 0.0006 })
  ]

  const files = await written(scores, [{
    file: "medium_task_results",
    methods: [{ space: "=PCA", method: "DBSCAN" }, { space: "VAE, β = 1", method: "K-Means" }],
    metrics
  }])

  expect(files).toEqual({
    "medium_task_results.csv": [
      "space,method,saw labels,runs,clusters,coverage,silhouette,ARI,remark",
      "'=PCA,DBSCAN,yes,1,2,0.5,-0.125,0.0006,",
      "\"VAE, β = 1\",K-Means,no,2,6,1,0.375,0.25,",
      ""
    ].join("\n")
  })
})

it("a metric that is not defined leaves its cell empty and says why", async () => {
  const reason = "one cluster: nothing to be apart from"
  const scores = [score({ ...silhouette, value: null, reason }), score({})]

  const files = await written(scores, [{ file: "t", methods: [{ space: "VAE, β = 1", method: "K-Means" }], metrics }])

  expect(files["t.csv"]!.split("\n")[1]).toBe(`"VAE, β = 1",K-Means,no,1,6,1,,0.25,${reason}`)
})

it("a density clustering that found one cluster and noise says so", async () => {
  const scores = [score({ ...silhouette, clusters: 1, coverage: 0.9, noise: "singletons" })]

  const files = await written(scores, [{
    file: "t",
    methods: [{ space: "VAE, β = 1", method: "K-Means" }],
    metrics: metrics.slice(0, 1)
  }])

  expect(files["t.csv"]!.split("\n")[1]).toMatch(/,one cluster and noise$/)
})

it("a method that nobody scored is refused with those that were", async () => {
  const asked = [{ file: "t", methods: [{ space: "VAE", method: "Ward" }], metrics }]

  await expect(written([score({})], asked)).rejects.toThrow("No score answers to silhouette of Ward on VAE")
})

it("two tables of one name are refused", async () => {
  const one = { file: "t", methods: [{ space: "VAE", method: "Ward" }], metrics }

  await expect(written([score({})], [one, one])).rejects.toThrow("two tables would both be \"t.csv\"")
})
