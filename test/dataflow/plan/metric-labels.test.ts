import { describe, expect, it } from "vitest"
import { scoreClusters } from "../../../nodes/evaluate/score-clusters.ts"
import { scoreMethod } from "../../../nodes/evaluate/score-method.ts"
import { readsLabels } from "../../../src/dataflow/plan/metric-labels.ts"

const step = (definition: typeof scoreClusters.definition, labels = definition.labels) => ({
  labels,
  isLabelConditioned: false,
  definition
})
const score = step(scoreClusters.definition)

describe("readsLabels", () => {
  it("knows what a step that evaluates measures against an input without labels", () => {
    expect(readsLabels(score, "silhouette (features)", {})).toBe(false)
    expect(readsLabels(step(scoreMethod.definition), "silhouette (common space)", {})).toBe(false)
  })

  it("takes every other metric of such a step for labelled", () => {
    const named = ["ARI (label)", "purity", "balance (tracks)", "toString (toString)", "silhouette (own space)"]

    expect(named.map((name) => readsLabels(score, name, {}))).toEqual([true, true, true, true, true])
  })

  it("believes a metric's own word, but not where labels went into what it is of", () => {
    expect(readsLabels(score, "purity", { readsLabels: false })).toBe(false)
    expect(readsLabels({ ...score, isLabelConditioned: true }, "purity", { readsLabels: false })).toBe(true)
  })

  it("needs no word from steps that see no labels", () => {
    expect(readsLabels(step(scoreClusters.definition, "none"), "ARI (label)", {})).toBe(false)
  })
})
