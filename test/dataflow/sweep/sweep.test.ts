import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { choice } from "../../../src/dataflow/sweep/space.ts"
import { runSweep, type SweepEvent } from "../../../src/dataflow/sweep/sweep.ts"
import { chain, Rig } from "../rig.ts"

describe("a sweep", () => {
  it("executes what trials share once, every trial's own part once, and nothing when it is repeated", async () => {
    using rig = new Rig(chain)
    const options = {
      set: {},
      space: { "c.add": choice([1, 2, 3]) },
      strategy: "grid" as const,
      objectives: [],
      seeds: 2,
      jobs: 2
    }
    const executed: Array<string> = []
    const listen = (event: SweepEvent) => {
      if (event._tag === "TrialEvent" && event.event._tag === "NodeFinished") executed.push(event.event.node)
    }

    const tried = await Effect.runPromise(runSweep(rig.project, rig.store(), "p", options, listen))
    const trials = tried.flatMap((setting) => setting.trials)
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
    const options = {
      set: {},
      space: { "c.add": choice([1, 2, 3]) },
      strategy: "grid" as const,
      objectives: [],
      seeds: 1,
      jobs: 2
    }

    const tried = await Effect.runPromise(runSweep(rig.project, rig.store(), "p", options, () => {}))

    expect(tried.flatMap(({ trials }) => trials).map(({ outcome }) => outcome)).toEqual(["ok", "failed", "ok"])
  })
})
