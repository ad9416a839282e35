import { describe, expect, it } from "vitest"
import { collectGarbage } from "../../../src/dataflow/store/gc.ts"
import { isWholeRun, type RunRecord, runRecordVersion } from "../../../src/dataflow/store/run-record.ts"
import { reopen, temporaryStore } from "./temporary-store.ts"

const run = (day: number, fields: Partial<RunRecord> = {}): RunRecord => ({
  pipeline: "p",
  run: `r${day}`,
  seed: 1,
  finishedAt: `2026-01-0${day}T00:00:00.000Z`,
  steps: {},
  ...fields
})

describe("the history", () => {
  it("reads a run that notes less than now, and takes it for no whole one", () => {
    const store = temporaryStore()
    store.recordRun(run(1))

    const [old] = reopen(store.root).runs()

    expect(old).toEqual(run(1))
    expect(isWholeRun(old!)).toBe(false)
  })

  it("leaves out runs of a version to come, without a word and without touching them", () => {
    const store = temporaryStore()
    store.recordRun(run(1, { version: runRecordVersion + 1 }))
    const warnings: Array<string> = []

    expect(reopen(store.root, warnings).runs()).toEqual([])
    expect(warnings).toEqual([])
  })

  it("keeps fields that this version does not know", () => {
    const store = temporaryStore()
    store.recordRun(run(1, { tags: ["paper"] } as Partial<RunRecord>))

    expect(reopen(store.root).runs()).toMatchObject([{ tags: ["paper"] }])
  })

  it("finds the latest of which something holds, and a reference for each data set", () => {
    const store = temporaryStore()
    const dataset = { name: "songs", source: "/music/songs", digest: "0".repeat(64) }
    const steps = { a: { key: "1".repeat(64), outputs: {} } }
    store.recordRun(run(1, { status: "succeeded", steps }))
    store.recordRun(run(2, { status: "succeeded", dataset }))
    store.recordRun(run(3, { status: "failed", dataset }))
    const opened = reopen(store.root)

    expect(opened.latestRun(isWholeRun)?.run).toBe("r2")
    expect([opened.ref("p")?.run, opened.ref("p", dataset.source)?.run]).toEqual(["r1", "r3"])
    expect(opened.ref("p", "/music/never-used")).toMatchObject({ run: "r3" })
    expect(opened.ref("q")).toBeUndefined()
  })

  it("keeps whole runs of every data set however many failed after them", () => {
    const store = temporaryStore()
    const dataset = { name: "songs", source: "/music/songs", digest: "0".repeat(64) }
    store.recordRun(run(1, { status: "succeeded" }))
    store.recordRun(run(2, { status: "succeeded", dataset }))
    for (const day of [3, 4, 5]) store.recordRun(run(day, { status: "failed" }))

    collectGarbage(store, { keepRuns: 1, isDryRun: false })

    expect(store.runs().map((each) => each.run)).toEqual(["r1", "r2", "r5"])
  })
})
