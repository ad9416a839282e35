/** What a run's page says of its time. */
import { describe, expect, it } from "vitest"
import type { DescribedPipeline } from "../../../src/page/report/pipeline-facts.ts"
import {
  bytesText,
  coresInUse,
  durationText,
  longestWait,
  meanCores,
  runSentences
} from "../../../src/page/report/run-time.ts"
import { plannedWalk, type WalkStep } from "../../../src/page/report/walk-data.ts"

type Spans = NonNullable<WalkStep["spans"]>

const step = (name: string, reads: ReadonlyArray<string>, spans: Spans): WalkStep => ({
  name,
  node: name,
  group: "g",
  state: spans.length === 0 ? "cached" : "ran",
  said: "",
  why: [],
  params: [],
  inputs: reads.map((each) => ({ name: each, step: each, port: "out" })),
  outputs: [],
  metrics: [],
  ...(spans.length === 0 ? {} : { from: spans[0]![1], to: Math.max(...spans.map(([, , to]) => to)), spans })
})

const steps = [
  step("slow", [], [[0, 0, 6000]]),
  step("quick", [], [[1, 0, 1000]]),
  step("kept", ["slow"], []),
  step("end", ["quick", "kept"], [[0, 6000, 8000], [1, 6000, 7000]])
]

describe("the time of a run", () => {
  it("has as many cores in use as steps and their batches hold", () => {
    expect(coresInUse(steps)).toEqual([
      { from: 0, cores: 2 },
      { from: 1000, cores: 1 },
      { from: 6000, cores: 2 },
      { from: 7000, cores: 1 },
      { from: 8000, cores: 0 }
    ])
    expect(meanCores(steps, 10_000)).toBe(1)
    expect(coresInUse([])).toEqual([])
  })

  it("was spent on what the end waited for, through what came from the cache", () => {
    expect(longestWait(steps).map(({ name }) => name)).toEqual(["slow", "end"])
    expect(longestWait(steps.slice(2, 3))).toEqual([])
  })

  it("is told in sentences whose numbers are those of the steps", () => {
    const run = { cores: 2, durationMs: 10_000, isTimed: true }

    expect(runSentences({ pipeline: "p", steps, codes: [], run })).toEqual([
      "p: 3 of 4 steps ran in 10 s, 1 came from the cache.",
      "1.0 of 2 cores were in use on average.",
      "The longest waits for its end were slow (6.0 s) and end (2.0 s)."
    ])
    expect(runSentences({ pipeline: "p", steps: steps.slice(2, 3), codes: [], run })).toEqual([
      "p: 0 of 1 step ran in 10 s, 1 came from the cache."
    ])
    expect(runSentences({ pipeline: "p", steps: steps.slice(0, 2), codes: [], run: { ...run, isTimed: false } })[1])
      .toMatch(/^This run noted no cores/)
  })

  it("was a matter of cores from 85 % of them on, and of single steps a hair below", () => {
    const third = (durationMs: number) =>
      runSentences({
        pipeline: "p",
        steps: steps.slice(0, 1),
        codes: [],
        run: { cores: 1, durationMs, isTimed: true }
      })[2]

    expect(third(6000 / 0.85)).toBe("It waited for cores rather than for any one step.")
    expect(third(6000 / 0.849)).toBe("The longest waits for its end were slow (6.0 s).")
  })

  it("and sizes are read at a glance", () => {
    expect([0, 999, 1000, 9949, 9950, 59_499, 59_500, 3_599_499, 3_840_000].map(durationText))
      .toEqual(["0 ms", "999 ms", "1.0 s", "9.9 s", "10 s", "59 s", "1m 00s", "59m 59s", "1h 04m"])
    expect([0, 999, 1000, 9950, 310_000_000].map(bytesText)).toEqual(["0 B", "999 B", "1.0 kB", "10 kB", "310 MB"])
  })
})

it("a planned pipeline tells which parameters differ within a node, and no place of this machine", () => {
  const described = (name: string, params: unknown, inputs: DescribedPipeline["steps"][number]["inputs"]) => ({
    name,
    node: name.replace(/-\d/, ""),
    group: "g",
    params,
    inputs
  })
  const { elsewhere, steps: walked } = plannedWalk({
    name: "p",
    seed: 1,
    source: "",
    configuration: "",
    steps: [
      described("read", { folder: "/home/someone/music" }, []),
      described("train-1", { beta: 1, epochs: 5 }, [{ input: "x", step: "read", port: "rows" }]),
      described("train-2", { beta: 4, epochs: 5 }, [{ step: "read", port: "rows" }])
    ]
  }, "run.html")

  expect(elsewhere).toBe("run.html")
  expect(JSON.stringify(walked)).not.toContain("someone")
  expect(walked[0]).toMatchObject({ outputs: [{ name: "rows" }], said: "What it makes is read 2 times." })
  expect(walked[1]!.params).toEqual([["beta", "1", "own"], ["epochs", "5"]])
  expect(walked.flatMap(({ inputs }) => inputs.map(({ name }) => name))).toEqual(["x", "rows"])
})
