/** A small picture beside the line of a folded chapter, drawn from the numbers within it. What it shows, the line says. */
import { groupColours } from "../chart/group-scale.ts"
import { labelPalette } from "../chart/label-palette.ts"
import { coordinate as at } from "../chart/svg-text.ts"
import type { Chapter } from "./chapter.ts"
import { type Html, raw } from "./html.ts"
import { type Paired, verdictOf } from "./paired.ts"
import type { ReportModel } from "./report-model.ts"
import { leaders, returning } from "./sentences.ts"

const [width, height] = [132, 34]
const rowsShown = 6
const columnsShown = 26

/** Of the style sheet, so that light and dark both fit. */
const neutral = (name: string): string => `var(--${name})`
const coded = (colour: string): string => `var(--c-${colour.slice(1)})`

const rect = (x: number, y: number, wide: number, high: number, fill: string): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(wide)}" height="${at(high)}" rx="1" style="fill:${fill}"/>`

/** Shares of a whole beside each other. */
const stacked = (parts: ReadonlyArray<{ readonly count: number; readonly fill: string }>): string => {
  const whole = parts.reduce((sum, { count }) => sum + count, 0)
  let x = 0
  return parts.map(({ count, fill }) => {
    const wide = width * count / Math.max(1, whole)
    const drawn = rect(x, 11, Math.max(0.5, wide - 1), 12, fill)
    x += wide
    return drawn
  }).join("")
}

const groups = ({ clusters }: ReportModel): string => {
  const colours = groupColours(clusters.map(({ name }) => name))
  return stacked(clusters.map(({ size }, i) => ({ count: size, fill: coded(colours[i]!) })))
}

/** Intervals about zero, one a line; what is more than chance is dark. */
const differences = (found: ReadonlyArray<Paired>): string => {
  const rows = found.slice(0, rowsShown)
  if (rows.length === 0) return ""
  const ends = rows.flatMap(({ high, low }) => [low, high, 0])
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const x = (value: number) => 2 + (width - 4) * (value - least) / (most - least || 1)
  const step = height / rows.length
  return rect(x(0) - 0.5, 0, 1, height, neutral("line")) + rows.map((row, i) => {
    const fill = neutral(verdictOf(row) === "tie" ? "noise" : "accent")
    const middle = step * (i + 0.5)
    const line = rect(x(row.low), middle - 0.75, x(row.high) - x(row.low), 1.5, fill)
    return `${line}<circle cx="${at(x(row.difference))}" cy="${at(middle)}" r="2.2" style="fill:${fill}"/>`
  }).join("")
}

/** How surely each cluster comes back, the surest first, and the mark it is held to. */
const returns = ({ clusters }: ReportModel): string => {
  const found = clusters.flatMap(({ stability }) => stability ?? []).toSorted((a, b) => b - a).slice(0, columnsShown)
  if (found.length === 0) return ""
  const step = Math.min(14, width / found.length)
  const bars = found.map((each, i) => {
    const fill = neutral(each >= returning.stable ? "accent" : "noise")
    return rect(step * i, height - height * each, step - 2, height * each, fill)
  })
  return `${bars.join("")}${
    rect(0, height * (1 - returning.stable) - 0.5, step * found.length - 2, 1, neutral("body"))
  }`
}

/** What the chapter's line is about, where that are differences. */
const evidence = (model: ReportModel): string => {
  const told = model.tables.find(({ paired }) => paired !== undefined)?.paired
  const toBaseline = leaders(model.methods).flatMap(({ metric }) => metric.toBaseline ?? [])
  return told === undefined ? returns(model) || differences(toBaseline) : differences(told)
}

const data = ({ labels, points, quarantined, trackCount }: ReportModel): string => {
  if (labels === undefined || points.length === 0) {
    return stacked([
      { count: trackCount, fill: neutral("accent") },
      { count: quarantined.length, fill: neutral("noise") }
    ])
  }
  const counted = Map.groupBy(points, ({ label }) => label)
  const colours = groupColours(labels.values, labelPalette)
  return stacked([
    ...labels.values.map((value, i) => ({ count: counted.get(value)?.length ?? 0, fill: coded(colours[i]!) })),
    { count: counted.get(undefined)?.length ?? 0, fill: neutral("noise") }
  ])
}

/** A line for each model, a box for each latent: full where it is used. */
const models = ({ collapse }: ReportModel): string => {
  const rows = collapse.slice(0, rowsShown)
  const step = Math.min(8, height / Math.max(1, rows.length))
  const top = (height - step * rows.length) / 2
  return rows.map(({ activeDims, latentDims }, i) => {
    const boxes = Math.min(latentDims, columnsShown)
    const used = Math.round(boxes * activeDims / Math.max(1, latentDims))
    const wide = Math.min(12, width / boxes)
    return Array.from(
      { length: boxes },
      (_, box) => rect(wide * box, top + i * step + 1, wide - 1.5, step - 2, neutral(box < used ? "accent" : "grid"))
    ).join("")
  }).join("")
}

/** A column for each kind of step, as high as it has steps. */
const making = ({ parameters }: ReportModel): string => {
  const kinds = Map.groupBy(parameters, ({ kind, node }) => kind ?? node)
  const counts = [...kinds.values()].map((rows) => new Set(rows.map(({ node }) => node)).size)
  const most = Math.max(1, ...counts)
  const step = width / Math.max(columnsShown, counts.length)
  return counts.map((count, i) => {
    const high = 3 + (height - 3) * (count - 1) / Math.max(1, most - 1)
    return rect(step * i, height - high, Math.max(0.6, step - 1), high, neutral("soft"))
  }).join("")
}

/** A dot for each method that is ranked, dark where it may be the best. */
const limits = ({ methods }: ReportModel): string => {
  const ranked = leaders(methods)
  if (!ranked.some(({ metric }) => metric.toBest !== undefined)) return ""
  const perLine = 16
  return ranked.slice(0, 4 * perLine).map(({ metric: { toBest } }, i) => {
    const mayBeBest = i === 0 || (toBest !== undefined && verdictOf(toBest) !== "behind")
    const [column, line] = [i % perLine, Math.floor(i / perLine)]
    return `<circle cx="${at(4 + 8 * column)}" cy="${at(5 + 8 * line)}" r="3" style="fill:${
      neutral(mayBeBest ? "accent" : "grid")
    }"/>`
  }).join("")
}

const drawings: Readonly<Record<Chapter, (model: ReportModel) => string>> = {
  groups,
  evidence,
  data,
  models,
  making,
  limits
}

/** The picture of a chapter; undefined where it has no numbers to draw. */
export const chapterPicture = (model: ReportModel, chapter: Chapter): Html | undefined => {
  const drawn = drawings[chapter](model)
  return drawn === ""
    ? undefined
    : raw(
      `<svg class="glance" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${drawn}</svg>`
    )
}
