import { expect, it } from "vitest"
import { drawBalance } from "../../nodes/report/draw-balance.ts"
import { drawCrossTable } from "../../nodes/report/draw-cross-table.ts"
import { runNode } from "../../src/dataflow/testing.ts"
import { trackCalled } from "./track-called.ts"

const specOf = (figure: unknown, chart: string) => JSON.parse((figure as Record<string, string>)[`${chart}.vl.json`]!)

const labels = ["rock", "rock", "rock", "pop", "pop", "folk", null]
const tracks = labels.map((label, i) => trackCalled(`t${i}`, { label, language: i < 5 ? "en" : "bn" }))
const clusters = [0, 0, 1, 1, 1, -1, 0]
const assignments = clusters.map((cluster, i) => ({ id: `t${i}`, cluster }))
const words = { title: "Genres", labelName: "genre" } as const

it("clusters meet labels in counts, and purity stands beside the largest label's share", async () => {
  const { figure } = await runNode(drawCrossTable, {
    inputs: { assignments: assignments.toReversed(), tracks },
    params: { ...words, column: "label", largest: 1 }
  })
  const { data, title } = specOf(figure, "counts")
  const cell = (row: string, label: string) =>
    data.values.find((each: { row: string; label: string }) => each.row === row && each.label === label).count

  expect(cell("C1 · 3", "rock")).toBe(2)
  expect(cell("C1 · 3", "unlabelled")).toBe(1)
  expect(cell("C2 · 3", "all others")).toBe(2)
  expect(cell("noise · 1", "all others")).toBe(1)
  // five tracks have a cluster and a label: C1 holds two rock, C2 one rock and two pop
  expect(title.subtitle).toContain("purity 0.800, the largest genre alone 0.600; 1 noise track left out of both")
})

it("languages meet clusters by the same rule", async () => {
  const { figure } = await runNode(drawCrossTable, {
    inputs: { assignments, tracks },
    params: { title: "Languages", column: "language", labelName: "language", largest: null }
  })

  // six tracks have a cluster and a language: C1 two en and one bn, C2 three en
  expect(specOf(figure, "shares").title.subtitle).toContain("purity 0.833, the largest language alone 0.833")
})

it("labels are counted from the most frequent down, those that stand for others last", async () => {
  const { figure } = await runNode(drawBalance, {
    inputs: { tracks },
    params: { title: "t", column: "label", largest: 1 }
  })
  const { data, title } = specOf(figure, "balance")

  expect(data.values.map(({ count, value }: { count: number; value: string }) => [value, count])).toEqual([
    ["rock", 3],
    ["all others", 3],
    ["unlabelled", 1]
  ])
  expect(title.subtitle).toContain("7 tracks, 3 values, spread like 2.7") // e^1.0114 of shares 3, 2 and 1 of 6
})
