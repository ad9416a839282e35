import { expect, it } from "vitest"
import { drawHistories } from "../../nodes/report/draw-histories.ts"
import { runNode } from "../../src/dataflow/testing.ts"

const history = (total: number) => [
  { epoch: 1, split: "train" as const, total, reconstruction: total - 2, kl: 1, beta: 2, learningRate: 0.001 }
]
const words = { title: "Training", subtitle: "" }

it("every model's epochs carry its name", async () => {
  const { figure } = await runNode(drawHistories, {
    inputs: { histories: [history(9), history(7)] },
    params: { ...words, models: ["β = 1", "β = 8"] }
  })

  expect(JSON.parse((figure as Record<string, string>)["histories.vl.json"]!).data.values).toEqual([
    { model: "β = 1", split: "train", epoch: 1, total: 9, reconstruction: 7, kl: 1 },
    { model: "β = 8", split: "train", epoch: 1, total: 7, reconstruction: 5, kl: 1 }
  ])
})

it("trainings and names that are not equally many are refused", async () => {
  const drawn = runNode(drawHistories, {
    inputs: { histories: [history(9)] },
    params: { ...words, models: ["a", "b"] }
  })

  await expect(drawn).rejects.toThrow("1 trainings came with 2 names: a, b.")
})
