import { describe, expect, it } from "vitest"
import { labelCodes, tellingColumns } from "../../../src/learn/audit/label-codes.ts"
import { matrix } from "../../../src/math/matrix.ts"

const rows = 30
const label = Array.from({ length: rows }, (_, i) => ["rock", "jazz", "pop"][i % 3]!)
const about = (value: (i: number) => number, labels: ReadonlyArray<string | null> = label) =>
  labelCodes(matrix(Array.from({ length: rows }, (_, i) => [Math.sin(i + 1), value(i)])), { label: labels })

describe("features that have seen a label", () => {
  it("have one value for each, or values that each have one", () => {
    expect(about((i) => 10 * (i % 3))).toEqual([{ feature: 1, column: "label", how: "tells" }])
    expect(about((i) => i % 6)).toEqual([{ feature: 1, column: "label", how: "tells" }])
    expect(about((i) => i % 3 === 0 ? 1 : 0)).toEqual([{ feature: 1, column: "label", how: "told" }])
  })

  it("are none where a label is only likely, or one value is common to tracks of one label", () => {
    expect(about((i) => i % 3 + Math.cos(i) / 50)).toEqual([])
    expect(about((i) => i === 5 ? 0 : i % 3)).toEqual([])
    expect(about((i) => i % 3 === 0 ? 0 : i)).toEqual([]) // silent in rock, and measured elsewhere
  })

  it("are none because tracks come twice", () => {
    const twice = Array.from({ length: rows }, (_, i) => label[i % 15]!)

    expect(labelCodes(matrix(twice.map((_, i) => [Math.sin(i % 15), Math.cos(i % 15)])), { label: twice })).toEqual([])
  })

  it("would not be noticed among a few tracks or under one label", () => {
    expect(tellingColumns({ label, language: label.map(() => "en"), few: label.map((each, i) => i < 4 ? each : null) }))
      .toEqual(["label"])
  })
})
