/** Charts in which texts that Vega would take for something else stand as signs of our own until they are drawn. */
import { visibleWithin } from "../../format/visible.ts"
import type { ChartSpec } from "../chart/theme.ts"

// Signs of the private use area, which no typeface has and no label holds; text-width.ts measures what they stand for.
const mark = "\ue000"
const quote = "\ue001"
const backslash = "\ue002"

/**
 * A label that every object has as a property gets a mark: Vega counts and looks up groups in plain objects, in which
 * "constructor" is there before any label.
 */
const marked = (value: unknown): unknown => {
  if (typeof value === "string") return value in Object.prototype ? value + mark : value // behind it, for the order
  return Array.isArray(value) ? value.map(marked) : value
}

/** Vega-Lite writes the title of an axis or legend into a formula as it is, between quotes. */
const inFormula = (title: string): unknown => marked(title.replaceAll("\"", quote).replaceAll("\\", backslash))

const markedRow = (row: unknown): unknown =>
  typeof row !== "object" || row === null
    ? row
    : Object.fromEntries(Object.entries(row).map(([field, value]) => [field, marked(value)]))

/** Where a specification holds values of its data: rows, orders of groups, the domains of scales; and titles of fields. */
const keyed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(keyed)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === "values" && Array.isArray(inner)) return [name, inner.map(markedRow)]
      if ((name === "sort" || name === "domain") && Array.isArray(inner)) return [name, marked(inner)]
      if (name === "title" && typeof inner === "string" && "field" in value) return [name, inFormula(inner)]
      return [name, keyed(inner)]
    })
  )
}

/** The same chart with control characters in its texts as escapes, and signs of ours where Vega would stumble. */
export const withKeys = (spec: ChartSpec): ChartSpec => keyed(visibleWithin(spec)) as ChartSpec

/** A drawing of it as it is shown. */
export const withoutKeys = (svg: string): string =>
  svg.replaceAll(mark, "").replaceAll(quote, "&quot;").replaceAll(backslash, "\\")
