import { afterAll, describe, expect, it } from "vitest"
import { open, Sweep } from "../../../src/dataflow/index.ts"
import { sideOf } from "../../../src/dataflow/sweep/hold-out.ts"
import { Rig } from "../rig.ts"
import { labelled } from "../sweep/labelled.ts"

const rig = new Rig(labelled((artist) => sideOf(artist, 7) === "selection"))
afterAll(() => rig[Symbol.dispose]())

const space = { "split.at": Sweep.choice([1, 3, 6]) }

describe("a sweep asked for by a program", () => {
  it("ranks by what the pipeline asks for, which reads no labels, and by labels where that is said", async () => {
    await using project = await open(rig.root)
    const trials: Array<number> = []

    const usual = await project.sweep("told", {
      space,
      onEvent: (event) => event._tag === "TrialEnded" && trials.push(event.trial.trial)
    })
    const byLabels = await project.sweep("told", { space, objectives: ["score.accuracy:max"] })

    expect(trials.toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(usual).toMatchObject({ rankedBy: "*.balance (features)", chosenByLabels: false, heldOut: undefined })
    expect(usual.settings.map(({ set }) => set["split.at"])).toEqual(["1", "3", "6"]) // the lower, the more tracks above
    expect(byLabels).toMatchObject({ rankedBy: "score.accuracy", chosenByLabels: true })
    expect(byLabels.winner!.set).toEqual({ "split.at": "3" })
    expect(byLabels.heldOut!.winner.heldOut[0]).toBeLessThan(byLabels.winner!.metrics["score.accuracy"]!)
  })

  it("is refused where a space ends before it begins, or a strategy has nothing to look for", async () => {
    await using project = await open(rig.root)
    const refused = (space: Record<string, ReturnType<typeof Sweep.float>>, strategy: "tpe" | "nsga2") =>
      project.sweep("told", { space, strategy }).then(() => "ran", (cause: Error) => cause.message)

    expect(await refused({ "split.at": Sweep.float(3, 1) }, "tpe")).toBe("The range of split.at does not rise.")
    expect(await refused({ "split.at": Sweep.int(1, 3) }, "nsga2")).toContain("looks for objectives")
  })
})
