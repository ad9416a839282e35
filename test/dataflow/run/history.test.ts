import { afterAll, describe, expect, it } from "vitest"
import { makeWords } from "./words-project.ts"

const { at, rig } = makeWords()
const bad = at("bad.v1.txt")
const history = () => rig.store().runs()
const last = () => history().at(-1)!

afterAll(() => rig[Symbol.dispose]())

describe("a run in the history", () => {
  it("that reached every step succeeded, on data with a name and a digest, with all that it was asked", async () => {
    await rig.run()
    await rig.run({ set: { "longest.atLeast": "9" } })

    expect(last()).toMatchObject({
      pipeline: "p",
      status: "succeeded",
      dataset: { name: "three words", digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      params: { "longest.atLeast": 9 },
      overrides: { "longest.atLeast": "9" },
      selection: {},
      counts: { planned: 3, ran: 2, cached: 1, failed: 0, skipped: 0 },
      machine: { os: process.platform, node: process.versions.node, backends: [] },
      exports: { page: "page.page" },
      failures: {}
    })
    expect(Object.keys(last().steps)).toEqual(["words", "longest", "page"])
    expect(Date.parse(last().finishedAt) - Date.parse(last().startedAt!)).toBe(last().durationMs)
  })

  it("that failed holds what it reached and no step of another data set", async () => {
    await rig.run({ data: bad })

    expect(last()).toMatchObject({
      status: "failed",
      dataset: { name: "bad.v1", source: bad },
      counts: { planned: 3, ran: 1, cached: 0, failed: 1, skipped: 1 },
      failures: { longest: { tag: "Error", message: "a word that fails" } }
    })
    expect(Object.keys(last().steps)).toEqual(["words"])
    expect(last().dataset!.digest).not.toBe(history()[0]!.dataset!.digest)
  })

  it("of a selection is partial, and says which", async () => {
    await rig.run({ targets: ["longest"], set: { "longest.atLeast": "7" } })

    expect(last()).toMatchObject({ status: "partial", selection: { targets: ["longest"] } })
    expect(Object.keys(last().steps)).toEqual(["words", "longest"])
  })

  it("has the digest of what was read, wherever it lay", async () => {
    rig.write("c/songs/one.txt", "one word more")
    await rig.run({ data: at("a/songs") })
    await rig.run({ data: at("c/songs") })
    const [a, c] = history().slice(-2).map(({ dataset }) => dataset!)

    expect(c).toMatchObject({ name: "songs", source: at("c/songs"), digest: a!.digest })
  })

  it("is not added by a null run, nor where runs on other data lie between", async () => {
    await rig.run({ data: at("b/songs") })
    await rig.run()
    const before = history().length

    const again = await rig.run({ data: at("b/songs") })
    await rig.run()
    await rig.run({ targets: ["words"] })

    expect(again.ran).toEqual([])
    expect(history()).toHaveLength(before)
  })

  it("is told apart from the last on its own data, so that why names no change of data", async () => {
    await rig.run({ data: at("a/songs") })

    const { nodes } = await rig.plan("p", { set: { "longest.atLeast": "30" } })

    expect(nodes[1]!.reasons).toMatchObject([{ _tag: "ParamChanged", path: "params.atLeast" }])
  })
})
