import { expect, it } from "vitest"
import { compositionLook, lossLook, nullLook, silhouetteLook, sizesLook } from "../../../src/page/chart/looks.ts"
import { silhouettePlot } from "../../../src/page/chart/silhouette-plot.ts"

it("a silhouette of nothing sits with its own cluster, a hair below with another", () => {
  const of = (value: number) => [{ name: "C1", values: [0.5, value] }, { name: "C2", values: [0.2] }]

  expect(silhouetteLook(of(0))).toBe("No track lies left of zero: each is nearer to its own cluster than to any other.")
  expect(silhouetteLook(of(-1e-9))).toBe(
    "1 of 3 tracks lies left of zero, nearer to another cluster than to its own, from C1."
  )
  expect(silhouetteLook([{ name: "C1", values: [-1, -1] }, { name: "C2", values: [-1] }])).toMatch(
    /^3 of 3 tracks lie .* their own, 2 of them from C1\.$/
  )
  expect(silhouetteLook([])).toBeUndefined()
  expect(silhouetteLook(of(0).slice(0, 1))).toBeUndefined()
})

it("clusters of one size are called so, and one more track makes a largest", () => {
  const sizes = (count: number) => [{ cluster: "C1", count }, { cluster: "C2", count: 10 }]

  expect(sizesLook(sizes(10))).toBe("All clusters are of one size, 50 % each.")
  expect(sizesLook(sizes(11))).toBe("C1 is the largest with 52 % of the tracks, C2 the smallest with 48 %.")
  expect(sizesLook(sizes(11).slice(1))).toBeUndefined()
})

it("purity is the share of a cluster's largest label, not its count", () => {
  const cells = [
    { cluster: "C1", label: "rock", count: 3 },
    { cluster: "C2", label: "rock", count: 40 },
    { cluster: "C2", label: "folk", count: 40 }
  ]

  expect(compositionLook(cells)).toBe(
    "C1 is purest, 3 of its 3 tracks being rock; C2 is most mixed, rock leading with 50 %."
  )
  expect(compositionLook(cells.slice(0, 1))).toBeUndefined()
})

it("losses are read on tracks that were not trained on, where there are any", () => {
  const at = (epoch: number, split: "train" | "validation", total: number, kl = 0.5) => ({
    model: "VAE",
    split,
    epoch,
    total,
    reconstruction: total,
    kl
  })
  const trained = [at(1, "train", 9), at(2, "train", 8), at(3, "train", 7)]

  expect(lossLook(trained)).toBe("The training loss still falls in the last of 3 epochs; KL ends at 0.50.")
  expect(lossLook([...trained, at(2, "validation", 8), at(3, "validation", 8.5, 0.09)])).toBe(
    "The validation loss is lowest at epoch 2 of 3; KL ends at 0.090, so latents are hardly used."
  )
  expect(lossLook([...trained, { ...trained[0]!, model: "AE" }])).toBeUndefined()
})

it("a value at the end of its band is still chance", () => {
  const bar = (value: number) => ({ value, nullHigh: 0.1 })

  expect(nullLook([bar(0.1), bar(0.3)])).toBe("1 of 2 values lies inside its grey band: chance gives as much.")
  expect(nullLook([bar(0.11)])).toBe("No value lies inside its grey band, where chance would put it.")
  expect(nullLook([{ value: 0 }])).toBeUndefined()
})

it("the line is in the specification, for whoever draws it anew", () => {
  const spec = silhouettePlot({
    title: "t",
    subtitle: "",
    clusters: [{ name: "C1", values: [1] }, { name: "C2", values: [0.5] }]
  })

  expect(spec["description"]).toMatch(/^No track/)
})
