/** The numbers behind a chart as one table, read from its specification, so that a chart's file needs no second account. */
import { csvText } from "../../format/csv-text.ts"
import type { Row } from "../../format/parquet.ts"
import type { ChartSpec } from "./theme.ts"

/** A view or a layer of a specification, as far as it is read here. */
interface View {
  readonly [key: string]: unknown
}

/** Rows, and the name of the panel that has them for itself; "" where panels share them. */
interface Given {
  readonly rows: ReadonlyArray<Row>
  readonly panel: string
}

/** Rows that marks draw; `literal` are fields that hold colours. */
interface Part extends Given {
  readonly marks: Set<string>
  readonly literal: Set<string>
}

const isView = (value: unknown): value is View => typeof value === "object" && value !== null && !Array.isArray(value)

const viewsIn = (value: unknown): ReadonlyArray<View> => Array.isArray(value) ? value.filter(isView) : []

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : isView(value) && typeof value["text"] === "string" ? value["text"] : undefined

const rowsIn = (view: View, named: View): ReadonlyArray<Row> | undefined => {
  if (!isView(view["data"])) return undefined
  const { name, values } = view["data"]
  const rows = values ?? (typeof name === "string" ? named[name] : undefined)
  return Array.isArray(rows) ? rows.map((row: unknown) => isView(row) ? row : { data: row }) : undefined // as Vega reads it
}

/** What a panel of several is called: its title, or the text that theme.ts's `panelName` puts above it. */
const panelOf = (view: View): string | undefined => {
  const said = viewsIn(view["layer"]).map((layer) => {
    const text = isView(layer["encoding"]) ? layer["encoding"]["text"] : undefined
    return isView(text) && typeof text["value"] === "string" && rowsIn(layer, {})?.length === 1
      ? text["value"]
      : undefined
  })
  return textOf(view["title"]) ?? said.find((text) => text !== undefined)
}

const coloursIn = (encoding: unknown): ReadonlyArray<string> =>
  isView(encoding)
    ? Object.values(encoding).filter(isView).flatMap(({ field, scale }) =>
      scale === null && typeof field === "string" ? [field] : []
    )
    : []

const partsOf = (spec: View): ReadonlyArray<Part> => {
  const named = isView(spec["datasets"]) ? spec["datasets"] : {}
  const parts = new Map<string, Part>()
  const walk = (view: View, inherited: Given, panel: string): void => {
    const own = rowsIn(view, named)
    const given = own === undefined ? inherited : { rows: own, panel }
    for (const layer of viewsIn(view["layer"])) walk(layer, given, panel)
    for (const kind of ["hconcat", "vconcat", "concat"]) {
      for (const inner of viewsIn(view[kind])) walk(inner, given, panelOf(inner) ?? panel)
    }
    if (isView(view["spec"])) walk(view["spec"], given, panel)
    const mark = isView(view["mark"]) ? view["mark"]["type"] : view["mark"]
    if (typeof mark !== "string" || !given.rows.some((row) => Object.keys(row).length > 0)) return
    const key = JSON.stringify(given)
    const part = parts.get(key) ?? { ...given, marks: new Set(), literal: new Set() }
    part.marks.add(mark)
    for (const field of coloursIn(view["encoding"])) part.literal.add(field)
    parts.set(key, part)
  }
  walk(spec, { rows: [], panel: "" }, "")
  return [...parts.values()]
}

/** Marks that write beside data what can be read off it. */
const isRemark = ({ marks }: Pick<Part, "marks">): boolean =>
  [...marks].every((mark) => mark === "text" || mark === "rule" || mark === "tick")

/** Whether some column of its own names the panel already. */
const saysPanel = ({ panel, rows }: Given): boolean =>
  Object.keys(rows[0]!).some((field) => rows.every((row) => row[field] === panel))

/** Numbers and texts as they are, all else as text; nothing as nothing. */
const plain = (value: unknown): unknown => {
  if (value === null || value === undefined || typeof value === "number" || typeof value === "string") return value
  return typeof value === "boolean" ? value ? "yes" : "no" : JSON.stringify(value)
}

/**
 * The rows a chart draws, those of all its panels under each other: `panel` names the panel where they differ by it, `mark`
 * what draws them where one panel draws several. Rows that only label others are left out.
 */
export const chartRows = (spec: ChartSpec) => {
  const all = partsOf(spec)
  const drawn = all.filter((part) => !isRemark(part))
  const parts = (drawn.length === 0 ? all : drawn).map((part) => ({
    ...part,
    mark: [...part.marks].find((mark) => mark !== "text" && mark !== "rule") ?? "text"
  }))
  const hasPanels = new Set(parts.map(({ panel }) => panel)).size > 1 && !parts.every(saysPanel)
  const hasMarks = parts.some(({ mark, panel }) => parts.some((other) => other.panel === panel && other.mark !== mark))
  const rows = parts.flatMap(({ literal, mark, panel, rows }) =>
    rows.map((row): Row => ({
      ...(hasPanels ? { panel } : {}),
      ...(hasMarks ? { mark } : {}),
      ...Object.fromEntries(
        Object.entries(row).filter(([field]) => !literal.has(field)).map(([field, value]) => [field, plain(value)])
      )
    }))
  )
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return { columns: names.map((name) => ({ name, type: "string" as const })), rows }
}

/** The same as CSV. */
export const chartCsv = (spec: ChartSpec): string => csvText(chartRows(spec))
