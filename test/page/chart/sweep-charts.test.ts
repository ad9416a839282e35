import { describe, expect, it } from "vitest"
import { bestSoFar } from "../../../src/page/chart/best-so-far.ts"
import { importanceBars } from "../../../src/page/chart/importance-bars.ts"
import { type ParallelAxis, parallelCoordinates } from "../../../src/page/chart/parallel-coordinates.ts"
import { paretoChart } from "../../../src/page/chart/pareto-chart.ts"
import { ink, palette } from "../../../src/page/chart/theme.ts"
import { renderSvg } from "../../../src/page/report/render-svg.ts"

/** Texts of a picture, each once, in drawing order. */
const texts = (svg: string): ReadonlyArray<string> => [
  ...new Set([...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]+)<\/(?:text|tspan)>/g)].map((match) => match[1]!))
]
const nothing = { title: "t", subtitle: "" }

/** Lines of a picture: colour, dashes and points. */
const lines = (svg: string) =>
  [...svg.matchAll(/<path [^>]*"line mark" d="([^"]+)" stroke="([^"]+)"[^>]*>/g)].map((match) => ({
    points: match[1]!.split(/[ML]/).filter((part) => part !== "").map((part) => part.split(",").map(Number)),
    colour: match[2]!,
    isDashed: match[0]!.includes("stroke-dasharray")
  }))

describe("parallel coordinates", () => {
  const axes: ReadonlyArray<ParallelAxis> = [
    { name: "train.beta", kind: "numbers", low: 0.1, high: 10, isLog: true },
    { name: "cluster.method", kind: "values", values: ["k-means", "mixture"] }
  ]
  const input = { ...nothing, axes, score: "score.silhouette", better: "higher" as const }

  it("cross a logarithmic axis in the middle at the geometric mean, and values from the top down", async () => {
    const svg = await renderSvg(parallelCoordinates({ ...input, lines: [{ at: [1, "mixture"], score: 0.5 }] }))

    expect(lines(svg)[0]!.points.map(([, y]) => y)).toEqual([150, 300, 150])
    expect(texts(svg)).toEqual(expect.arrayContaining(["0.1", "1", "10", "k-means", "mixture"]))
  })

  it("show the best in orange, less where less is better, and what failed dashed and without a score", async () => {
    const tried = [{ at: [1, "mixture"], score: 0.5 }, { at: [2, "mixture"], score: 0.1 }, {
      at: [3, null],
      score: null
    }]

    const drawn = lines(await renderSvg(parallelCoordinates({ ...input, better: "lower", lines: tried })))

    expect(drawn.map(({ colour, isDashed, points }) => [colour, isDashed, points.length])).toEqual([
      [ink.noise, true, 1],
      ["#dfe5ee", false, 3],
      [palette[1], false, 3]
    ])
  })

  it("break a long name at its step, and shorten what would run into its neighbour", async () => {
    const long: ParallelAxis = { name: "a-step-of-a-long-name.neighbours", kind: "values", values: ["x"] }

    const svg = await renderSvg(parallelCoordinates({ ...input, axes: [long], lines: [] }))

    expect(texts(svg)).toEqual(expect.arrayContaining(["a-step-of-a-l…", "neighbours"]))
  })
})

it("importance bars stand largest first, what only several explain at the end", async () => {
  const parameters = [{ name: "a", share: 0.1 }, { name: "b", share: 0.6 }]

  const svg = await renderSvg(importanceBars({ ...nothing, parameters, together: 0.3 }))

  expect(texts(svg).filter((text) => text !== "t")).toEqual(["b", "a", "only together", "60%", "10%", "30%"])
})

it("a Pareto front joins only what none beats, from left to right", async () => {
  const points = [[1, 0], [0, 1], [0.6, 0.6], [0.1, 0.1]].map(([x, y], i) => ({
    x: x!,
    y: y!,
    isOnFront: i < 3,
    name: `s${i}`
  }))
  const better = { x: "higher", y: "higher" } as const

  const svg = await renderSvg(paretoChart({ ...nothing, points, xTitle: "a", yTitle: "b", better }))

  expect(lines(svg)).toHaveLength(1)
  expect(texts(svg).filter((text) => /^s\d$/.test(text))).toEqual(["s1", "s2", "s0"])
})

it("the best so far never turns back, whichever way is better", async () => {
  const heights = async (better: "higher" | "lower") => {
    const svg = await renderSvg(bestSoFar({ ...nothing, values: [0.5, 0.2, null, 0.9, 0.4], name: "m", better }))
    return lines(svg)[0]!.points.map(([, y]) => y!)
  }

  const rising = await heights("higher")
  const falling = await heights("lower")

  expect(rising).toEqual(rising.toSorted((a, b) => b - a)) // up is a smaller y
  expect(falling).toEqual(falling.toSorted((a, b) => a - b))
})
