import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { combinations } from "../../../src/dataflow/sweep/grid.ts"
import { runSweep, type SweepEvent } from "../../../src/dataflow/sweep/sweep.ts"
import { chain, Rig } from "../rig.ts"

describe("combinations", () => {
  it("takes every value with every other, the last path fastest", () => {
    expect(combinations({ a: ["1", "2"], b: ["x", "y"] })).toEqual([
      { a: "1", b: "x" },
      { a: "1", b: "y" },
      { a: "2", b: "x" },
      { a: "2", b: "y" }
    ])
  })
})

describe("a sweep", () => {
  it("executes what trials share once, every trial's own part once, and nothing when it is repeated", async () => {
    using rig = new Rig(chain)
    const options = { set: {}, grid: { "c.add": ["1", "2", "3"] }, seeds: 2, jobs: 2 }
    const executed: Array<string> = []
    const listen = (event: SweepEvent) => {
      if (event._tag === "TrialEvent" && event.event._tag === "NodeFinished") executed.push(event.event.node)
    }

    const trials = await Effect.runPromise(runSweep(rig.project, rig.store(), "p", options, listen))
    const first = [...executed]
    await Effect.runPromise(runSweep(rig.project, rig.store(), "p", options, listen))

    expect(trials.map(({ seed, set }) => [set["c.add"], seed])).toEqual(
      [["1", 1], ["1", 2], ["2", 1], ["2", 2], ["3", 1], ["3", 2]]
    )
    expect(first.toSorted()).toEqual(["a", "b", "c", "c", "c"]) // no node draws, so seeds share everything
    expect(executed).toEqual(first)
  })

  it("counts a failing trial and goes on with the others", async () => {
    using rig = new Rig(chain)
    rig.edit("nodes/c.ts", "({ n: n + params.add })", "{ if (params.add === 2) throw new Error('two'); return { n } }")
    const options = { set: {}, grid: { "c.add": ["1", "2", "3"] }, seeds: 1, jobs: 2 }

    const trials = await Effect.runPromise(runSweep(rig.project, rig.store(), "p", options, () => {}))

    expect(trials.map(({ outcome }) => outcome)).toEqual(["ok", "failed", "ok"])
  })
})
