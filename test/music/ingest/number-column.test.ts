import { describe, expect, it } from "vitest"
import { numberColumn } from "../../../src/music/ingest/reader/number-column.ts"

const read = (cells: ReadonlyArray<string>, delimiter = ",") => numberColumn(cells, delimiter)

describe("a column of numbers", () => {
  it.each<[string, ReadonlyArray<string>, ReadonlyArray<number>]>([
    ["plain", ["1", "-2.5e-3", ".5", "+7.", "\u22121.5"], [1, -0.0025, 0.5, 7, -1.5]],
    ["in brackets", ["[98.06]", "[137.3]", "[ 99. ]"], [98.06, 137.3, 99]],
    ["in nested brackets", ["[[98.06]]", "[[1.5]]"], [98.06, 1.5]],
    ["as tuples", ["(98.06,)", "(1.5,)"], [98.06, 1.5]],
    ["as NumPy prints", ["array([98.06], dtype=float32)", "np.float64(1.5)"], [98.06, 1.5]],
    ["as PyTorch prints", ["tensor(98.06)", "tensor([1.5], device='cpu')"], [98.06, 1.5]],
    ["in quotes", ["'98.06'", "'1.5'"], [98.06, 1.5]],
    ["a decimal comma", ["93,527", "146,357"], [93.527, 146.357]],
    ["a decimal comma and none", ["93,5", "146"], [93.5, 146]],
    ["points between thousands", ["1.234,5", "12,25"], [1234.5, 12.25]],
    ["commas between thousands", ["1,234", "999", "1,234,567.5"], [1234, 999, 1234567.5]],
    ["spaces between thousands", ["1 234", "1\u202f234,5"], [1234, 1234.5]],
    ["a unit", ["120 bpm", "93.5 bpm"], [120, 93.5]],
    ["a unit behind a comma", ["-7,5 dB", "-6,25 dB"], [-7.5, -6.25]],
    ["percent", ["12%", "5.5%"], [12, 5.5]],
    ["minutes", ["3:45", "1:02:03.5"], [225, 3723.5]]
  ])("is read %s", (_, cells, values) => {
    const column = read(cells)

    expect([...column.values]).toEqual(values)
    expect(column.texts).toEqual([])
  })

  it("keeps its commas as points where semicolons are between the cells", () => {
    expect([...read(["1,234", "999"], ";").values]).toEqual([1.234, 999])
    expect([...read(["[1,5]", "[2,25]"], ";").values]).toEqual([1.5, 2.25])
  })

  it("is missing where a cell says so, brackets or not", () => {
    expect([...read(["[98.06]", "[nan]", "", "null", "N/A"]).values]).toEqual([98.06, NaN, NaN, NaN, NaN])
    expect(read(["[98.06]", "[nan]", "", "null", "N/A"]).notation).toBe("in brackets")
  })

  it.each([["[1, 2]", "[3, 4]"], ["120 bpm", "93 s"], ["rock", "jazz"], ["0x1F", "0x20"], ["1;2", "3;4"]])(
    "is no column of numbers: %s, %s",
    (...cells) => {
      expect(read(cells).texts.length).toBeGreaterThan(0)
    }
  )

  it("is text where brackets are piled up, and is so at once", () => {
    expect(read([`${"[".repeat(100_000)}1${"]".repeat(100_000)}`]).texts).toEqual([0])
  })
})
