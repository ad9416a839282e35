import { describe, expect, it } from "vitest"
import { sobolDesign } from "../../../src/dataflow/sweep/design.ts"
import { importanceOf } from "../../../src/dataflow/sweep/importance.ts"
import { choice, float, log, type Point, type Space, when } from "../../../src/dataflow/sweep/space.ts"
import { Random } from "../../../src/math/random.ts"

const space: Space = { "f.a": float(0, 1), "f.b": log(1, 100), "f.c": choice(["u", "v", "w"]) }

const measured = (over: Space, count: number, loss: (point: Point) => number) => {
  const design = sobolDesign(over, 4)
  const told = Array.from({ length: count }, (_, trial) => {
    const point = design(trial)!
    return { trial, point, losses: [loss(point)] }
  })
  return importanceOf(over, told, 1)!
}

describe("importance", () => {
  it("of 2a + log b is four to one, and nothing for what is not used", () => {
    const { alone, explained, together } = measured(
      space,
      128,
      ({ "f.a": a, "f.b": b }) => 2 * (a as number) + Math.log10(b as number) / 2
    )

    expect(Math.abs(alone["f.a"]! - 0.8)).toBeLessThan(0.04)
    expect(Math.abs(alone["f.b"]! - 0.2)).toBeLessThan(0.04)
    expect(alone["f.c"]).toBeLessThan(0.01)
    expect(together).toBeLessThan(0.03)
    expect(explained).toBeGreaterThan(0.9)
  })

  it("of what only two parameters decide together belongs to neither of them", () => {
    const { alone, together } = measured(
      { "f.a": float(0, 1), "f.b": float(0, 1) },
      128,
      ({ "f.a": a, "f.b": b }) => ((a as number) - 0.5) * ((b as number) - 0.5)
    )

    expect(Math.max(...Object.values(alone))).toBeLessThan(0.15)
    expect(together).toBeGreaterThan(0.75)
  })

  it("of a choice is that of its values", () => {
    const { alone } = measured(space, 120, ({ "f.c": c }) => c === "v" ? 1 : 0)

    expect(alone["f.c"]).toBeGreaterThan(0.97)
  })

  it("of a parameter that is not always there is its own, more than that of its condition", () => {
    const { alone } = measured(
      { "f.kind": choice(["a", "b"]), "f.k": when("f.kind", ["b"], float(0, 1)) },
      160,
      ({ "f.k": k }) => k === undefined ? 0.5 : k as number
    )

    expect(alone["f.k"]).toBeGreaterThan(0.75)
    expect(alone["f.kind"]).toBeLessThan(0.2)
  })

  it("of noise is explained by nothing, and says so", () => {
    const noise = new Random(9)

    expect(measured(space, 100, () => noise.normal()).explained).toBeLessThan(0.1)
  })

  it("needs six trials with a loss", () => {
    const point = { "f.a": 0.5, "f.b": 10, "f.c": "u" }
    const told = Array.from({ length: 9 }, (_, trial) => ({ trial, point, losses: trial < 5 ? [1] : undefined }))

    expect(importanceOf(space, told, 1)).toBeUndefined()
  })
})
