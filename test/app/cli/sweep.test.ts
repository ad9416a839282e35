import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Studio } from "./studio.ts"

let studio: Studio
beforeAll(() => {
  studio = new Studio()
  studio.pipeline(["run", "demo", "-q"])
})
afterAll(() => studio[Symbol.dispose]())

describe("pipeline sweep", () => {
  it("checks every value before the first trial", () => {
    const result = studio.pipeline(["sweep", "demo", "--grid", "train.beta=1,high"])

    expect(result.code).toBe(2)
    expect(result.stderr).not.toContain("trial")
  })

  it("ends in a table ranked by the metric asked for, in its direction", () => {
    const { code, stdout } = studio.pipeline(["sweep", "demo", "--grid", "train.beta=1,8", "--sort", "train.recon"])

    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "✓ 2 trials  (4 nodes ran)
         train.beta  train.recon  score.silhouette
      1           8        1.000             0.500
      2           1        8.000             0.111
      "
    `)
  })
})
