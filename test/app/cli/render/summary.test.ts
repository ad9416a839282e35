import { describe, expect, it } from "vitest"
import { applyEvent, makeRunState } from "../../../../src/app/cli/render/run-state.ts"
import { makeStyle } from "../../../../src/app/cli/render/style.ts"
import { summaryLines } from "../../../../src/app/cli/render/summary.ts"
import type { Metric, RunEvent } from "../../../../src/dataflow/run/event.ts"
import { cachedRun, failedRun, trainingRun } from "./recorded-run.ts"

const metrics = (silhouette: number, nmi: number, recon: number): Record<string, Metric> => ({
  silhouette: { value: silhouette, better: "higher" },
  NMI: { value: nmi, better: "higher" },
  recon: { value: recon, better: "lower" }
})

const summarize = (events: ReadonlyArray<RunEvent>, previous?: Record<string, Metric>, columns = 100) => {
  const state = makeRunState()
  for (const event of events) applyEvent(state, event)
  const context = {
    metrics: metrics(0.312, 0.688, 90.5),
    previous: previous === undefined ? undefined : { run: "11ad3e9999", metrics: previous },
    report: "artifacts/hard/report.html",
    columns
  }
  return summaryLines(state, context, makeStyle(false))
}

describe("the summary of a run", () => {
  it("compares metrics with the run before in each metric's own direction", () => {
    expect(summarize(trainingRun, metrics(0.271, 0.7, 93.6))).toEqual([
      "✓ hard up to date in 4m12s  (5 ran, 2 cached; saved about 11m)",
      "  silhouette 0.312  ▲ +0.041    NMI 0.688  ▼ −0.012    recon 90.5  ▲ −3.1    vs run 11ad3e",
      "  slowest  train 3m31s · embed 22s · evaluate 9.0s",
      "  aside    1 track by embed",
      "  report   artifacts/hard/report.html"
    ])
  })

  it("puts metrics below each other where one line is too short", () => {
    expect(summarize(trainingRun, metrics(0.271, 0.7, 93.6), 60).slice(1, 5)).toEqual([
      "  silhouette  0.312  ▲ +0.041",
      "  NMI         0.688  ▼ −0.012",
      "  recon        90.5  ▲ −3.1",
      "  vs run 11ad3e"
    ])
  })

  it("tells the finding in place of numbers, within the width, with as many columns as fit", () => {
    const state = makeRunState()
    for (const event of trainingRun) applyEvent(state, event)
    const finding = {
      sentences: "The best ARI is 0.50, by Ward on PCA. On the same tracks it cannot be told from K-Means on VAE.",
      rows: [["1", "Ward on PCA", "ARI 0.50"], ["2", "K-Means on VAE", "ARI 0.46", "to the first −0.04"]]
    }
    const lines = (columns: number) =>
      summaryLines(
        state,
        { metrics: metrics(1, 2, 3), previous: undefined, report: undefined, finding, columns },
        makeStyle(false)
      ).slice(1, -2)

    expect(lines(64)).toEqual([
      "  The best ARI is 0.50, by Ward on PCA. On the same tracks it",
      "  cannot be told from K-Means on VAE.",
      "    1  Ward on PCA     ARI 0.50",
      "    2  K-Means on VAE  ARI 0.46  to the first −0.04"
    ])
    expect(lines(40).slice(-2)).toEqual(["    1  Ward on PCA     ARI 0.50", "    2  K-Means on VAE  ARI 0.46"])
  })

  it("names chance where there is no run before", () => {
    const state = makeRunState()
    for (const event of trainingRun) applyEvent(state, event)
    const ari: Metric = { value: 0.28, better: "higher", baseline: 0.001 }

    const lines = summaryLines(
      state,
      { metrics: { ARI: ari }, previous: undefined, report: undefined, columns: 80 },
      makeStyle(false)
    )

    expect(lines[1]).toBe("  ARI 0.280  (chance 0.001)")
  })

  it("claims no change where the shown digits are the same", () => {
    expect(summarize(trainingRun, metrics(0.3121, 0.688, 90.5))[1]).toContain("silhouette 0.312  =    NMI")
  })

  it("is one line when everything was cached", () => {
    expect(summarize(cachedRun)).toEqual(["✓ hard up to date in 0.2s  (0 ran, 7 cached; saved about 11m)"])
  })

  it("counts what failed and what was skipped for it", () => {
    expect(summarize(failedRun)).toEqual(["✗ hard 1 node failed after 41s  (0 ran, 2 cached, 4 skipped)"])
  })
})
