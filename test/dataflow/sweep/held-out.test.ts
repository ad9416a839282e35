import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"
import { type HeldOut, heldOutScores } from "../../../src/dataflow/sweep/held-out.ts"
import { sideOf, sidesOf } from "../../../src/dataflow/sweep/hold-out.ts"
import { choice } from "../../../src/dataflow/sweep/space.ts"
import { runSweep, type Setting } from "../../../src/dataflow/sweep/sweep.ts"
import { Rig } from "../rig.ts"
import { labelled } from "./labelled.ts"

const seed = 7
const isSelection = (artist: string) => sideOf(artist, seed) === "selection"
const options = {
  set: {},
  space: { "split.at": choice([1, 3, 6]) },
  strategy: "grid" as const,
  objectives: [{ metric: "score.accuracy" }, { metric: "*.balance (features)" }],
  groups: ["group", "artist"],
  seeds: 1,
  jobs: 2
}

const rig = new Rig(labelled(isSelection))
let tried: ReadonlyArray<Setting>
let heldOut: HeldOut | undefined
const sweep = () => Effect.runPromise(runSweep(rig.project, rig.store(), "told", options, () => {}))
afterAll(() => rig[Symbol.dispose]())

/** Metrics of the only trial of a setting. */
const metricsAt = (at: number) => tried[at]!.trials[0]!.metrics
/** What a threshold gets right of the tracks of some artists, counted here. */
const accuracy = (at: number, isCounted: (artist: string) => boolean): number => {
  const counted = Array.from({ length: 24 }, (_, i) => ({ artist: `artist ${i % 12}`, x: i % 9 }))
    .filter(({ artist }) => isCounted(artist))
  const right = counted.filter(({ artist, x }) => (x > at) === (x > (isSelection(artist) ? 3 : 6)))
  return right.length / counted.length
}

describe("a sweep by labels", () => {
  it("measures the objective over the groups of one share, and what reads no labels over all", async () => {
    tried = await sweep()

    expect(metricsAt(0)["score.accuracy"]).toMatchObject({
      value: accuracy(1, isSelection),
      over: "selection",
      readsLabels: true
    })
    expect(metricsAt(1)["score.accuracy"]!.value).toBe(1)
    expect(metricsAt(1)["score.rows"]).toEqual({ value: 24, better: "higher" })
  })

  it("scores the winner and the pipeline as it stands on the other share", async () => {
    const at = { options, tried }
    heldOut = await Effect.runPromise(heldOutScores(rig.project, rig.store(), "told", at, () => {}))
    const isOther = (artist: string) => !isSelection(artist)

    expect(heldOut).toEqual({
      metric: "score.accuracy",
      winner: { set: { "split.at": "3" }, selection: [1], heldOut: [accuracy(3, isOther)] },
      usual: { set: {}, selection: [accuracy(4, isSelection)], heldOut: [accuracy(4, isOther)] }
    })
    expect(heldOut!.winner.heldOut[0]).toBeLessThan(1)
  })

  it("takes a star as the mean over the steps that what is searched reaches", () => {
    const { of, readsLabels, value } = metricsAt(2)["*.balance (features)"]!

    expect(of).toEqual(["score.balance (features)"])
    expect(value).toBe(metricsAt(2)["score.balance (features)"]!.value)
    expect(readsLabels).toBeUndefined()
  })

  it("scores nothing again when it is repeated", async () => {
    const again = await sweep()

    expect(again.map(({ losses }) => losses)).toEqual(tried.map(({ losses }) => losses))
    expect(again.flatMap(({ trials }) => trials.map(({ ran }) => ran))).toEqual([0, 0, 0])
  })
})

describe("sidesOf", () => {
  it("keeps together what any table says belongs together, whatever other rows there are", () => {
    const tables = [[{ id: "a" }, { id: "b" }], [{ id: "a", group: null, artist: "x" }, { id: "b", artist: "x" }]]

    const sides = sidesOf(tables, { groups: ["group", "artist"], seed: 1 })

    expect(sides.get("a")).toBe(sides.get("b"))
    expect(sides.get("a")).toBe(sideOf("x", 1))
  })

  it("puts about half of many groups on either side", () => {
    const chosen = Array.from({ length: 1000 }, (_, i) => sideOf(`artist ${i}`, 3)).filter((side) =>
      side === "selection"
    )

    expect(Math.abs(chosen.length - 500)).toBeLessThan(50) // three deviations
  })
})
