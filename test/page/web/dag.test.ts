/** The graph to walk through: its boxes, columns, places, and where the arrow keys lead. */
import { describe, expect, it } from "vitest"
import type { WalkStep } from "../../../src/page/report/walk-data.ts"
import { boxGraph, familiesOf } from "../../../src/page/web/dag-boxes.ts"
import { columnsOf } from "../../../src/page/web/dag-columns.ts"
import { apart, layOut } from "../../../src/page/web/dag-places.ts"
import { ranksOf, withoutCircles } from "../../../src/page/web/dag-ranks.ts"
import { lineOf, nameOf, stateOf } from "../../../src/page/web/dag-words.ts"
import { nearestBox } from "../../../src/page/web/nearest-box.ts"
import { ticksOf, windowOf, zoomedWindow } from "../../../src/page/web/time-window.ts"

const step = (name: string, node: string, reads: ReadonlyArray<string>, more: Partial<WalkStep> = {}): WalkStep => ({
  name,
  node,
  group: "g",
  state: "ran",
  said: "",
  why: [],
  params: [],
  inputs: reads.map((each) => ({ name: each, step: each, port: "out" })),
  outputs: [],
  metrics: [],
  ...more
})

const steps = [
  step("read", "read", []),
  step("train-1", "train", ["read"], { madeMs: 1200 }),
  step("train-2", "train", ["read"], { state: "cached", madeMs: 9000 }),
  step("rank", "rank", ["train-1", "train-2", "read"])
]

const link = (from: number, to: number) => ({ from, to })

describe("boxes", () => {
  it("stand for all steps of a node, or each for one of an opened family, without arrows that a longer way implies", () => {
    const folded = boxGraph(steps, new Set())
    const open = boxGraph(steps, new Set(familiesOf(steps).keys()))

    expect(folded.boxes.map((box) => box.steps)).toEqual([[0], [1, 2], [3]])
    expect(folded.direct).toHaveLength(3)
    expect(folded.drawn).toHaveLength(2)
    expect(open.boxes.map((box) => box.steps)).toEqual([[0], [1], [2], [3]])
    expect(open.drawn).toHaveLength(4)
  })

  it("say what became of their steps, what most needs attention first", () => {
    const family = steps.slice(1, 3)
    const failed = step("train-3", "train", [], { state: "failed" })

    expect([nameOf(family), lineOf(family)]).toEqual(["train ×2", "g · 1 ran, 1 cached, 1.2 s"])
    expect(lineOf([steps[1]!])).toBe("g · 1.2 s")
    expect(stateOf([...family, failed])).toBe("failed")
  })

  it("of steps whose node nobody knows stand alone", () => {
    expect(familiesOf([step("a", "", []), step("b", "", [])]).size).toBe(0)
  })
})

describe("columns", () => {
  it("put what is read left of its readers, and what reads nothing right before the first of them", () => {
    expect(ranksOf(5, [link(0, 1), link(1, 2), link(3, 2), link(2, 4)])).toEqual([0, 1, 2, 1, 3])
  })

  it("are found where arrows go in a circle too", () => {
    const kept = withoutCircles(3, [link(0, 1), link(1, 2), link(2, 0)])

    expect(kept).toEqual([link(0, 1), link(1, 2)])
  })

  it("untangle two arrows that cross", () => {
    const { columns } = columnsOf([0, 0, 1, 1], [link(0, 3), link(1, 2)])
    const [first, second] = columns.map((column) => column.map((item) => item % 2))

    expect(first).not.toEqual(second) // 0 beside 3, 1 beside 2
  })

  it("have a bend for an arrow that passes, one for all that lead on from one box", () => {
    const { columns } = columnsOf([0, 1, 2, 3, 3], [link(0, 1), link(1, 2), link(2, 3), link(0, 3), link(0, 4)])

    expect(columns.map((column) => column.length)).toEqual([1, 2, 2, 2])
  })
})

describe("places", () => {
  it("keep their distances and move as little as that takes", () => {
    expect(apart([0, 0, 30], [0, 10, 10], [1, 1, 1])).toEqual([-5, 5, 30])
    expect(apart([0, 0], [0, 10], [3, 1])).toEqual([-2.5, 7.5])
  })

  it("never overlap, whatever reads what, and are the same the next time", () => {
    const sizes = Array.from({ length: 60 }, (_, i) => ({ width: 60 + i % 7 * 9, height: 40 }))
    const links = sizes.flatMap((_, i) =>
      [2, 3, 7].flatMap((by) => i % by === 0 && i + by < 60 ? [link(i, i + by)] : [])
    )

    const { height, places, ways, width } = layOut(sizes, links)
    const overlaps = places.flatMap((a, i) =>
      places.filter((b, j) =>
        j > i && a.x < b.x + sizes[j]!.width && b.x < a.x + sizes[i]!.width && Math.abs(a.y - b.y) < 40 - 1e-6
      )
    )

    expect(overlaps).toEqual([])
    expect(
      places.every(({ x, y }, i) => x >= 0 && x + sizes[i]!.width <= width && y >= 20 - 1e-6 && y <= height - 20 + 1e-6)
    )
      .toBe(true)
    expect(links.every(({ from, to }) => places[from]!.x < places[to]!.x)).toBe(true)
    expect(layOut(sizes, links).ways).toEqual(ways)
  })

  it("of nothing are nothing", () => {
    expect(layOut([], [])).toEqual({ places: [], ways: [], width: 0, height: 0 })
  })
})

it("arrow keys lead along arrows, and up and down within a column", () => {
  const { boxes, direct } = boxGraph(steps, new Set(familiesOf(steps).keys()))
  const places = [{ x: 0, y: 50 }, { x: 90, y: 20 }, { x: 90, y: 80 }, { x: 180, y: 50 }]
  const to = (from: number, dx: number, dy: number) => {
    const id = nearestBox({ boxes, places, arrows: direct }, boxes[from]!.id, [dx, dy])
    return boxes.findIndex((box) => box.id === id)
  }

  expect([to(0, 1, 0), to(3, -1, 0), to(1, 0, 1), to(2, 0, -1), to(1, -1, 0)]).toEqual([1, 1, 2, 1, 0])
  expect([to(0, -1, 0), to(3, 1, 0)]).toEqual([-1, -1])
})

describe("the time that is looked at", () => {
  it("zooms around a moment and never leaves the run", () => {
    expect(zoomedWindow(windowOf(1000), 1000, 2, 0.5)).toEqual({ from: 250, to: 750 })
    expect(zoomedWindow({ from: 0, to: 500 }, 1000, 2, 0)).toEqual({ from: 0, to: 250 })
    expect(zoomedWindow({ from: 900, to: 1400 }, 1000, 1, 0.5)).toEqual({ from: 500, to: 1000 })
    expect(zoomedWindow({ from: 0, to: 10 }, 1000, 1e9, 0.5)).toEqual({ from: 2.5, to: 7.5 })
  })

  it("has round moments, no more than asked for", () => {
    expect(ticksOf({ from: 0, to: 71_000 }, 8)).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 70_000])
    expect(ticksOf(windowOf(40 * 3_600_000), 5).length).toBeLessThanOrEqual(6)
  })
})
