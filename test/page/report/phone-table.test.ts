import { expect, it } from "vitest"
import { cell, table, textCell, valueCell } from "../../../src/page/report/html-table.ts"
import { isLong, leadingTexts, phoneLook } from "../../../src/page/report/phone-table.ts"

const numbers = (count: number) => Array.from({ length: count }, (_, i) => cell(i / 10, 3))
const criteria = ["silhouette", "Calinski–Harabasz", "inertia", "gap", "subsample ARI"]

it("a table of short numbers stays one on a phone, since headings break at spaces and dashes", () => {
  const row = [cell(8, 0), ...numbers(5)]

  expect(phoneLook(["k", ...criteria], [row])).toBe("fits")
  expect(phoneLook(["k", ...criteria.map((name) => name.replace(/[-–]|\s/gu, "_"))], [row])).toBe("stacked")
})

it("more columns than a hand holds are stacked up to nine, and move sideways beyond", () => {
  const columns = (count: number) => ["Space", ...Array.from({ length: count - 1 }, (_, i) => `Measure${i}`)]
  const row = (count: number) => [textCell("VAE"), ...numbers(count - 1)]

  expect(phoneLook(columns(9), [row(9)])).toBe("stacked")
  expect(phoneLook(columns(10), [row(10)])).toBe("swiped")
})

it("what is written below a number counts into its width", () => {
  const of = (note: string) => [textCell("ARI"), ...[0.4, 0.5].map((value) => valueCell(value, "0.40", note))]

  expect(phoneLook(["Metric", "VAE", "PCA"], [of("p = 0.005")])).toBe("fits")
  expect(phoneLook(["Metric", "VAE", "PCA"], [of("to the baseline: −0.10 [−0.20, −0.02]")])).toBe("stacked")
})

it("a stacked cell says its column, numbers and rows stay what they are to who hears them, and a table that fits says nothing", () => {
  const wide = table({
    columns: ["Space", "Clusterer", "ARI", "PCA", "Difference", "Low", "High"],
    rows: [{ cells: [textCell("VAE"), textCell("<K-Means>"), ...numbers(5)] }]
  }).toString()
  const small = table({ columns: ["a", "b"], rows: [{ cells: [textCell("x"), cell(undefined, 2)] }] }).toString()

  expect(wide).toContain("class=\"table stacked\"")
  expect(wide).toContain("<td role=\"cell\" class=\"number\" data-value=\"0.1\" data-label=\"PCA\">0.100</td>")
  expect(wide).toContain("<tr role=\"row\"><td role=\"cell\">VAE</td>")
  expect(wide).toContain("data-label=\"Clusterer\">&lt;K-Means&gt;</td>")
  expect(small).toContain("<div class=\"table\"><div")
  expect(small).toContain("<tr><td>x</td><td class=\"number\" data-value=\"\">–</td></tr>")
})

it("a table that moves sideways says of how many columns it is, and holds the names of its rows", () => {
  const columns = ["Representation", "Clusterer", ...Array.from({ length: 9 }, (_, i) => `Measure ${i}`)]
  const cells = [textCell("VAE", "baseline"), textCell("K-Means"), ...numbers(9)]
  const drawn = table({ columns, rows: [{ cells }], names: 2 }).toString()

  expect(drawn).toContain("11 columns: more of them to the right.")
  expect(drawn.match(/class="(?:name )?held"/g)).toHaveLength(4)
  expect(leadingTexts([cells])).toBe(2)
  expect(isLong([textCell("audio and lyrics where there are any")])).toBe(true)
  expect(isLong([textCell("K-Means"), cell(1e9, 0)])).toBe(false)
})
