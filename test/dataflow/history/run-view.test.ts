/** A run to be looked at: what became of each step, when, where, of which code, and why. */
import { afterAll, describe, expect, it } from "vitest"
import { type RunView, runView } from "../../../src/dataflow/history/run-view.ts"
import { laidOnCores } from "../../../src/dataflow/history/step-times.ts"
import { chain, Rig } from "../rig.ts"

const rig = new Rig(chain)
afterAll(() => rig[Symbol.dispose]())

const view = (): RunView => {
  const store = rig.store()
  return runView(store, store.latestRun(() => true)!)
}
const step = ({ steps }: RunView, name: string) => steps.find((each) => each.name === name)!

describe("a run to be looked at", () => {
  it("has every step with its code by file and symbol, its wires, and when it held which core", async () => {
    await rig.run({ jobs: 2 })

    const seen = view()
    const b = step(seen, "b")
    expect(seen).toMatchObject({ pipeline: "p", status: "succeeded", cores: 2, isTimed: true })
    expect(seen.steps.map(({ name, state }) => [name, state])).toEqual([["a", "ran"], ["b", "ran"], ["c", "ran"]])
    expect(seen.codes[b.code!]).toMatchObject({ home: "nodes/b.ts" })
    expect(seen.codes[b.code!]!.files).toContainEqual({ file: "nodes/maths/double.ts", symbols: ["double"] })
    expect(b.inputs).toEqual([{ name: "n", step: "a", port: "n" }])
    expect(b.outputs).toMatchObject([{ name: "n", kind: "json", sizeBytes: 1 }])
    expect(b.reasons).toEqual([{ _tag: "NeverRan" }])
    expect(b.stretches).toMatchObject([{ core: 0 }])
    expect(step(seen, "a").to!).toBeLessThanOrEqual(b.stretches[0]!.from)
    expect(b.to!).toBeLessThanOrEqual(seen.durationMs)
  })

  it("tells what was found in the cache, what was set, and the reason of what ran", async () => {
    await rig.run({ set: { "c.add": "5" } })

    const seen = view()
    const [b, c] = [step(seen, "b"), step(seen, "c")]
    expect(seen.steps.map(({ state }) => state)).toEqual(["cached", "cached", "ran"])
    expect(b).toMatchObject({ stretches: [], reasonCount: 0, madeBy: expect.not.stringContaining(seen.run) })
    expect(b).not.toHaveProperty("from")
    expect(c.params).toEqual([{ name: "add", value: 5, isSet: true }])
    expect(c.reasons).toEqual([{ _tag: "ParamChanged", path: "params.add", from: "1", to: "5" }])
  })

  it("holds the step that failed, with what it took", async () => {
    rig.edit("nodes/c.ts", "n + params.add", "n + Number(BigInt(params.add / 0))")
    await rig.run()

    const c = step(view(), "c")
    expect(c).toMatchObject({ state: "failed", inputs: [{ name: "n", step: "b", port: "n" }], outputs: [] })
    expect(c.params).toEqual([{ name: "add", value: 1 }])
    expect(c.failure?.tag).toBe("RangeError")
    expect(c.to!).toBeGreaterThanOrEqual(c.from!)
  })

  it("of a version that noted no times tells them from when steps ended", () => {
    const store = rig.store()
    const { executed: _, ...old } = { ...store.runs()[0]! }

    const seen = runView(store, old)

    expect(seen).toMatchObject({ isTimed: false })
    expect(seen.steps.map(({ state }) => state)).toEqual(["ran", "ran", "ran"])
    expect(seen.steps.every(({ from, stretches, to }) => from! <= to! && stretches.length === 1)).toBe(true)
  })
})

it("steps that overlap lie on cores of their own, and one that begins as another ends on the same", () => {
  const at = (from: number, to: number) => ({ from, to, stretches: [] })

  const laid = laidOnCores([at(0, 5), at(0, 9), at(5, 9), { stretches: [] }])

  expect(laid.map(({ stretches }) => stretches.map(({ core }) => core))).toEqual([[0], [1], [0], []])
})
