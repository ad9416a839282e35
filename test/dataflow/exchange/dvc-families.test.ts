import { expect, it } from "vitest"
import { familyOf, productOf, type Stage } from "../../../src/dataflow/exchange/dvc-families.ts"

/** A template with a row put in, as DVC does it. */
const expanded = (template: string, { items, key }: ReturnType<typeof familyOf>["rows"][number]): string =>
  template.replaceAll("${key}", key).replaceAll("${item}", items[0] ?? "")
    .replaceAll(/\$\{item\[(\d+)\]\}/g, (_, i) => items[Number(i)]!)

const writtenOut = (stages: ReadonlyArray<Stage>): ReadonlyArray<Stage> => {
  const { deps, rows, step } = familyOf(stages)
  return rows.map((row) => ({ step: expanded(step, row), deps: deps.map((dep) => expanded(dep, row)) }))
}

const seeds: ReadonlyArray<Stage> = ["vae", "vae-1", "vae-2"].map((model) => ({
  step: `encode-${model}`,
  deps: [`out/train-${model}/model.safetensors`, "out/view/view.json"]
}))

it("what only the name decides needs no table", () => {
  expect(familyOf(seeds)).toEqual({
    step: "encode-${key}",
    deps: ["out/train-${key}/model.safetensors", "out/view/view.json"],
    rows: ["vae", "vae-1", "vae-2"].map((key) => ({ key, items: [] }))
  })
})

it("what the name does not tell stands in the table, once where it is one", () => {
  const stages = [
    { step: "k-means-pca", deps: ["out/pca/components.parquet"] },
    { step: "k-means-vae", deps: ["out/encode/latents.parquet"] }
  ]

  expect(familyOf(stages)).toEqual({
    step: "k-means-${key}",
    deps: ["out/${item}.parquet"],
    rows: [{ key: "pca", items: ["pca/components"] }, { key: "vae", items: ["encode/latents"] }]
  })
})

it.each<readonly [string, ReadonlyArray<Stage>]>([
  ["names that are the beginning of others", seeds],
  [
    "names that stand in other words",
    ["a", "b"].map((step) => ({ step, deps: [`out/${step}/banana`, "out/banana/a"] }))
  ],
  ["names with nothing in common", [{ step: "x", deps: ["1", "2"] }, { step: "y-z", deps: ["2", "1"] }]],
  ["equal dependencies in two places", ["p", "q"].map((step) => ({ step, deps: [`o/${step}-1/a`, `o/${step}-1/b`] }))]
])("the table gives back every stage: %s", (_, stages) => {
  expect(writtenOut(stages)).toEqual(stages)
})

it("names that are all pairs of two sets are a product; one missing, and they are not", () => {
  const names = ["ward-pca", "ward-big-vae", "k-means-pca", "k-means-big-vae"]

  expect(productOf(["a-x", "a-y", "b-x", "b-y"])).toEqual([["a", "b"], ["x", "y"]])
  expect(productOf(names.slice(1))).toBeUndefined()
})
