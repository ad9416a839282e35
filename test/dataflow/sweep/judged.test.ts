import { describe, expect, it } from "vitest"
import { judged } from "../../../src/dataflow/sweep/judged.ts"
import { metricsNamed } from "../../../src/dataflow/sweep/objective.ts"
import { halfInterval } from "../../../src/dataflow/sweep/seed-interval.ts"
import { float } from "../../../src/dataflow/sweep/space.ts"
import type { SweepRecord } from "../../../src/dataflow/sweep/sweep-record.ts"
import type { Setting, Trial } from "../../../src/dataflow/sweep/sweep.ts"

const trial = (number: number, metrics: Trial["metrics"]): Trial => ({
  trial: number,
  run: "r",
  set: {},
  seed: 1,
  outcome: "ok",
  metrics,
  ran: 1,
  executedItems: 0
})
const higher = (value: number) => ({ value, better: "higher" as const })

/** Settings with values of "a" and "b" by seed. */
const recordOf = (
  values: ReadonlyArray<Readonly<Record<string, ReadonlyArray<number>>>>,
  objectives: SweepRecord["objectives"],
  isDeclared = false
): SweepRecord => ({
  version: 1,
  sweep: "s",
  pipeline: "p",
  finishedAt: "2026-01-01T00:00:00Z",
  strategy: "sobol",
  seed: 1,
  seeds: 2,
  set: {},
  space: { "c.x": float(0, 1), "c.y": float(0, 1) },
  objectives,
  isDeclared,
  watched: [],
  tried: values.map((metrics, at): Setting => ({
    trial: at,
    point: { "c.x": at / values.length, "c.y": 0.5 },
    losses: undefined,
    trials: Array.from(
      { length: Math.max(...Object.values(metrics).map(({ length }) => length)) },
      (_, seed) =>
        trial(
          at,
          Object.fromEntries(
            Object.entries(metrics).flatMap(([name, each]) =>
              each[seed] === undefined ? [] : [[name, higher(each[seed])]]
            )
          )
        )
    )
  }))
})

describe("judged", () => {
  it("lets the mean over seeds win, in the direction asked for, and not a setting that lacks a seed", () => {
    const record = recordOf([{ "s.a": [1, 2] }, { "s.a": [4, 1] }, { "s.a": [9], "s.b": [0, 0] }], [{ metric: "a" }])
    const least = { ...record, objectives: [{ metric: "s.a", direction: "min" as const }] }

    expect(judged(record).ranked.map((setting) => record.tried.indexOf(setting))).toEqual([1, 0, 2])
    expect(judged(record).winner).toBe(record.tried[1])
    expect(judged(least).winner).toBe(record.tried[0])
  })

  it("ranks by what tells settings apart where the pipeline's own objective does not", () => {
    const values = [{ "s.a": [1], "s.b": [1] }, { "s.a": [1], "s.b": [2] }]

    expect(judged(recordOf(values, [{ metric: "s.a" }], true)).by).toEqual({ metric: "s.b" })
    expect(judged(recordOf(values, [{ metric: "s.a" }], false)).by).toEqual({ metric: "s.a" })
  })

  it("finds the front of two objectives and the share of their box that it beats", () => {
    const points: ReadonlyArray<readonly [number, number]> = [[0, 1], [1, 0], [0.5, 0.5], [0.25, 0.25]]
    const record = recordOf(points.map(([a, b]) => ({ "s.a": [a], "s.b": [b] })), [{ metric: "a" }, { metric: "b" }])

    const { front } = judged(record)

    expect(front!.settings.map((setting) => record.tried.indexOf(setting))).toEqual([0, 1, 2])
    expect(front!.hypervolume).toBeCloseTo(0.25, 12) // only the middle one adds to the corners: 0.5 × 0.5
  })
})

describe("metricsNamed", () => {
  it("fits stars anywhere, each to as much as it takes, and overlapping ends to nothing", () => {
    const names = ["score-k-means-vae.silhouette (common space)", "score-ward-vae.silhouette (common space)", "aba"]

    expect(metricsNamed(names, "score-k-means-*.silhouette (common space)")).toEqual([names[0]])
    expect(metricsNamed(names, "*vae*space)")).toEqual(names.slice(0, 2))
    expect(metricsNamed(names, "ab*ba")).toEqual([])
  })
})

describe("halfInterval", () => {
  it("is Student's: 2.776 for four degrees, 12.706 for one, and shrinks with the root of the seeds", () => {
    expect(halfInterval({ deviation: 1, degrees: 4 }, 1)).toBeCloseTo(2.776, 2)
    expect(halfInterval({ deviation: 2, degrees: 4 }, 4)).toBeCloseTo(2.776, 2)
    expect(halfInterval({ deviation: 1, degrees: 1 }, 1)).toBeCloseTo(12.706, 1)
  })
})
