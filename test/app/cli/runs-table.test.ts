import { describe, expect, it } from "vitest"
import { dataLabels } from "../../../src/app/cli/data-labels.ts"
import { displayWidth } from "../../../src/app/cli/render/display-width.ts"
import { makeStyle } from "../../../src/app/cli/render/style.ts"
import { allMarks } from "../../../src/app/cli/run-marks.ts"
import { runsLines } from "../../../src/app/cli/runs-table.ts"
import type { RunRecord } from "../../../src/dataflow/store/run-record.ts"
import { recordOf, temporaryStore } from "../../dataflow/store/temporary-store.ts"

const store = temporaryStore()
const record = store.publish({
  ...recordOf("score", {}),
  metrics: {
    "silhouette (features)": { value: 0.638, better: "higher", isHeadline: true },
    "ARI (label)": { value: 0.97, better: "higher", isHeadline: true },
    purity: { value: 1, better: "higher" }
  }
})
const run = (fields: Partial<RunRecord>): RunRecord => ({
  pipeline: "studies/feature-vae-of-a-student",
  run: "0123456789ab",
  seed: 7,
  status: "succeeded",
  finishedAt: "2026-01-01T00:00:00.000Z",
  durationMs: 42_000,
  dataset: { name: "Ŝ-ünïcode-and-very-long-name-of-a-folder", digest: "0".repeat(64) },
  counts: { planned: 1, ran: 1, cached: 0, failed: 0, skipped: 0 },
  steps: { score: { key: record.key, outputs: {} } },
  ...fields
})
const lines = (runs: ReadonlyArray<RunRecord>, columns: number) =>
  runsLines(store, runs, {
    columns,
    labelOf: dataLabels(runs),
    marks: allMarks(store),
    isOnePipeline: false,
    nowMs: Date.parse("2026-01-03T00:00:00.000Z"),
    style: makeStyle(false)
  })

describe("the table of runs", () => {
  it("fits 80 columns whatever names it holds, and shows more where there is more room", () => {
    const runs = [
      run({ overrides: { "train-conditional-vae.learningRateSchedule": "constant" } }),
      run({
        status: "failed",
        steps: {},
        failures: { "score-a-very-long-name-of-a-step": { tag: "E", message: "m" } }
      }),
      run({})
    ]

    expect(Math.max(...lines(runs, 80).map(displayWidth))).toBeLessThanOrEqual(80)
    expect(lines(runs, 80)[3]).toMatch(/2d {3}42s {4}1\/1 {2}silhouette 0\.638$/)
    expect(lines(runs, 120)[3]).toMatch(/silhouette 0\.638 {2}ARI 0\.970$/)
  })

  it("names a seed only where it is not the usual one", () => {
    const [, a, b, c] = lines([run({ seed: 8 }), run({}), run({})], 100)

    expect([a, b, c].map((line) => line!.includes("seed 8"))).toEqual([true, false, false])
  })

  it("shows a run of a version that noted less as what it is: unknown", () => {
    const { counts: _, dataset: __, durationMs: ___, status: ____, ...old } = run({})

    expect(lines([old], 80)[1]).toMatch(/^\? 012345 {2}studies\/featu… {2}– {6}2d {10}1\/\? {2}silhouette 0\.638/)
  })
})
