/** Charts in which a label that an object has as a property, such as "constructor", stands under a key of our own. */
import { visibleWithin } from "../../format/visible.ts"
import type { ChartSpec } from "../chart/theme.ts"

// Vega counts and looks up groups in plain objects, in which "constructor" and "__proto__" are there before any label.
const mark = "\ue000" // private use: no typeface has it, text-width.ts gives it no room, and it is taken out of the drawing

const marked = (value: unknown): unknown => {
  if (typeof value === "string") return value in Object.prototype ? value + mark : value // behind it, for the order
  return Array.isArray(value) ? value.map(marked) : value
}

const markedRow = (row: unknown): unknown =>
  typeof row !== "object" || row === null
    ? row
    : Object.fromEntries(Object.entries(row).map(([field, value]) => [field, marked(value)]))

/** Where a specification holds values of its data: rows, orders of groups, and the domains of scales. */
const keyed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(keyed)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === "values" && Array.isArray(inner)) return [name, inner.map(markedRow)]
      if ((name === "sort" || name === "domain") && Array.isArray(inner)) return [name, marked(inner)]
      return [name, keyed(inner)]
    })
  )
}

/** The same chart with control characters in its texts as escapes, and such labels under keys of our own. */
export const withKeys = (spec: ChartSpec): ChartSpec => keyed(visibleWithin(spec)) as ChartSpec

/** A drawing of it as it is shown. */
export const withoutMarks = (svg: string): string => svg.replaceAll(mark, "")
