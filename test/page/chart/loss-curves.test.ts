import { expect, it } from "vitest"
import { lossCurves, type LossPoint } from "../../../src/page/chart/loss-curves.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"

const epochs = (split: LossPoint["split"], total: boolean): ReadonlyArray<LossPoint> =>
  [9, 5, 4].map((reconstruction, i) => ({
    model: "VAE",
    split,
    epoch: i + 1,
    reconstruction,
    kl: i,
    ...(total ? { total: reconstruction + i } : {})
  }))

const textsOf = async (points: ReadonlyArray<LossPoint>) => {
  const svg = await renderSvg(lossCurves({ title: "t", subtitle: "", points, models: ["VAE"], unit: "per track" }))
  return [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map((match) => match[1]!)
}

const panels = (texts: ReadonlyArray<string>) =>
  texts.filter((text) => ["Total", "Reconstruction", "KL to the prior"].includes(text))

it("the total stands before its parts where all points have one", async () => {
  const [first, ...rest] = epochs("train", true)
  const { total: _, ...bare } = first!

  expect(panels(await textsOf([first!, ...rest]))).toEqual(["Total", "Reconstruction", "KL to the prior"])
  expect(panels(await textsOf([bare, ...rest]))).toEqual(["Reconstruction", "KL to the prior"])
})

it("the legend tells the splits apart only where there are two", async () => {
  const one = await textsOf(epochs("train", true))
  const both = await textsOf([...epochs("train", true), ...epochs("validation", true)])

  expect(one.filter((text) => text === "train" || text === "validation")).toEqual([])
  expect(both.filter((text) => text === "train" || text === "validation")).toEqual(["train", "validation"])
})
