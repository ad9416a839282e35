import { expect, it } from "vitest"
import { fitPage, pageBytes } from "../../../src/page/report/fit-page.ts"
import type { ReportFigure, ReportModel } from "../../../src/page/report/report-model.ts"
import { sampleReport } from "./sample-report.ts"

const model = await sampleReport()

/** Numbers that do not pack: their CSV weighs about as much as it has letters. */
const digits = (count: number, seed: number): string =>
  Array.from({ length: count }, (_, i) => Math.abs(Math.sin(i + seed)).toString(36).at(-1)).join("")
const chart = (id: string, letters: number): ReportFigure => ({
  ...model.figures[0]!,
  id,
  files: { csv: digits(letters, letters) }
})
const heard = model.points.slice(0, 3).map((point, i) => ({ ...point, id: `p${i}`, preview: "x".repeat(1000) }))

/** What is left of a page that is too large by `excess` bytes. */
const left = (excess: number) => {
  const given: ReportModel = { ...model, figures: [chart("small", 300), chart("large", 3000)], points: heard }
  const weigh = ({ figures, points }: ReportModel): number =>
    figures.reduce((sum, { files, isLinked }) => sum + (isLinked === true ? 0 : files?.csv?.length ?? 0), 0) +
    points.reduce((sum, { preview = "" }) => sum + preview.length, 0)
  const rest = pageBytes + excess - weigh(given)
  const { model: fitted } = fitPage(given, (each) => ({ html: " ".repeat(rest + weigh(each)), model: each }))
  return {
    linked: fitted.figures.filter(({ isLinked }) => isLinked).map(({ id }) => id),
    heard: fitted.points.filter(({ preview }) => preview !== undefined).length
  }
}

it("a page of just the size keeps all; one byte more, and the largest figure's data are linked", () => {
  expect(left(0)).toEqual({ linked: [], heard: 3 })
  expect(left(1)).toEqual({ linked: ["large"], heard: 3 })
})

it("sound goes only where linking every figure's data is not enough", () => {
  expect(left(3300)).toEqual({ linked: ["small", "large"], heard: 3 })
  expect(left(3301)).toEqual({ linked: ["small", "large"], heard: 2 })
  expect(left(4301)).toEqual({ linked: ["small", "large"], heard: 1 })
  expect(left(99_999)).toEqual({ linked: ["small", "large"], heard: 0 })
})
