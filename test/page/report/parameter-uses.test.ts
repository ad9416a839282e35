import { expect, it } from "vitest"
import { parameterUses } from "../../../src/page/report/parameter-uses.ts"

const of = (kind: string, node: string, name: string, value: string) => ({ kind, node, name, value })

it("a value that every step of a kind has is one line, apart from what differs between them", () => {
  const { differing, shared } = parameterUses([
    of("train", "train-a", "beta", "1"),
    of("train", "train-b", "beta", "4"),
    of("train", "train-a", "epochs", "60"),
    of("train", "train-b", "epochs", "60")
  ])

  expect(differing).toEqual([
    { name: "beta", value: "1", steps: "train-a" },
    { name: "beta", value: "4", steps: "train-b" }
  ])
  expect(shared).toEqual([{ name: "epochs", value: "60", steps: "all 2 of train" }])
})

it("equal names of steps that run different things do not differ: each asks its own question", () => {
  const { differing, shared } = parameterUses([
    of("pca", "pca", "components", "2"),
    of("umap", "umap", "components", "3")
  ])

  expect(differing).toEqual([])
  expect(shared).toHaveLength(2)
})

it("many steps are counted behind the first three, and one left over is named", () => {
  const steps = (count: number) =>
    parameterUses([
      ...Array.from({ length: count }, (_, i) => of("k", `k-${i}`, "seed", "1")),
      of("k", "other", "seed", "2")
    ]).differing[0]!.steps

  expect(steps(4)).toBe("k-0, k-1, k-2, k-3")
  expect(steps(5)).toBe("k-0, k-1, k-2 and 2 more")
})

it("a parameter called constructor is one like any other", () => {
  expect(parameterUses([of("__proto__", "a", "constructor", "1")]).shared).toEqual([
    { name: "constructor", value: "1", steps: "a" }
  ])
})
