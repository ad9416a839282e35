/**
 * Pages that say where something is found: Markdown tables whose code spans in certain columns are places. They are
 * tables with a column "where here", of published systems, and those that begin with "requirement", of a specification.
 * A place is `step NAME`, `step NAME/PORT`, `figures/NAME`, `tables/NAME.csv` or `report`, of the pipeline that the
 * section's heading names or that stands in front: `easy: step train`.
 */
import type { GatheredFigure } from "../../nodes/row/gathered-figure.ts"
import { gatheredName } from "../../nodes/row/gathered-figure.ts"
import type { Runnable } from "../../src/dataflow/dsl/pipeline.ts"

/** One line of such a table. `places` are the code spans of its columns that say where, as they are written. */
export interface PlacedItem {
  /** The pipeline the heading names, as "studies/NAME"; undefined where it names none. */
  readonly section: string | undefined
  readonly item: string
  readonly places: ReadonlyArray<string>
  readonly verdict: string
}

const cellsOf = (line: string): ReadonlyArray<string> =>
  line.replace(/^\s*\|/, "").replace(/\|\s*$/, "").split(/(?<!\\)\|/).map((cell) => cell.trim())

/** The columns of a table that hold places; none where it is another kind of table. */
const placing = (head: ReadonlyArray<string>): ReadonlyArray<number> => {
  const names = head.map((cell) => cell.toLowerCase())
  const own = names[0] === "requirement" ? ["step", "number", "picture"] : ["where here"]
  return [...names.keys()].filter((at) => own.includes(names[at]!))
}

/** All lines of all such tables; the verdict is their last column. */
export const placedItems = (page: string): ReadonlyArray<PlacedItem> => {
  const items: Array<PlacedItem> = []
  let section: string | undefined
  let head: ReadonlyArray<string> | undefined
  for (const line of page.split("\n")) {
    if (line.startsWith("#")) section = /^#+ (studies\/[\w-]+)/.exec(line)?.[1]
    if (!line.startsWith("|")) {
      head = undefined
      continue
    }
    const cells = cellsOf(line)
    if (head === undefined) {
      head = cells
      continue
    }
    const where = placing(head)
    if (where.length === 0 || /^[|\s:-]+$/.test(line)) continue
    const said = where.map((at) => cells[at] ?? "").join(" ")
    const places = [...said.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)
    items.push({ section, item: cells[0]!, places, verdict: cells.at(-1)! })
  }
  return items
}

interface Known {
  readonly steps: ReadonlyMap<string, ReadonlyArray<string>>
  readonly figures: ReadonlySet<string>
  readonly tables: ReadonlySet<string>
  readonly hasReport: boolean
}

interface Drawn {
  readonly names?: ReadonlyArray<GatheredFigure>
  readonly tables?: ReadonlyArray<{ readonly file: string }>
  readonly captions?: ReadonlyArray<{ readonly id: string; readonly charts: Readonly<Record<string, unknown>> }>
}

/** What a plan places: steps with their ports, figures of gather-figures and of study-report, tables of write-tables. */
const knownOf = (pipeline: Runnable): Known => {
  const { exports, steps } = pipeline.build({ _tag: "Embedded" } as never)
  const given = (node: string) =>
    steps.filter(({ definition }) => definition.node === node).map(({ params }) => params as Drawn)
  return {
    steps: new Map(steps.map(({ definition, name }) => [name, Object.keys(definition.outputs)])),
    figures: new Set([
      ...given("gather-figures").flatMap(({ names = [] }) =>
        names.flatMap((figure) => figure.charts.map((chart) => gatheredName(figure, chart)))
      ),
      ...given("study-report").flatMap(({ captions = [] }) =>
        captions.flatMap(({ charts, id }) => Object.keys(charts).map((chart) => `${id}-${chart}`))
      )
    ]),
    tables: new Set(given("write-tables").flatMap(({ tables = [] }) => tables.map(({ file }) => file))),
    hasReport: "report" in (exports as object)
  }
}

const isIn = (place: string, { figures, hasReport, steps, tables }: Known): boolean => {
  const [, step, port] = /^step ([^/]+)(?:\/(.+))?$/.exec(place) ?? []
  if (step !== undefined) return port === undefined ? steps.has(step) : steps.get(step)?.includes(port) === true
  const [, figure] = /^figures\/(.+?)(?:\.svg|\.png)?$/.exec(place) ?? []
  if (figure !== undefined) return figures.has(figure)
  const [, table] = /^tables\/(.+?)(?:\.csv)?$/.exec(place) ?? []
  if (table !== undefined) return tables.has(table)
  return place === "report" && hasReport
}

/** What is wrong with a page, one sentence a line: places that no plan has, and lines without a place or a reason. */
export const faultsOf = (
  page: string,
  pipelines: Readonly<Record<string, Runnable>>
): ReadonlyArray<string> => {
  const known = new Map<string, Known>()
  const of = (name: string): Known | undefined => {
    const pipeline = pipelines[name]
    if (pipeline !== undefined && !known.has(name)) known.set(name, knownOf(pipeline))
    return known.get(name)
  }
  return placedItems(page).flatMap(({ item, places, section, verdict }) => {
    if (places.length === 0) {
      return verdict.startsWith("cannot be") ? [] : [`"${item}" is nowhere, and its verdict does not say why`]
    }
    return places.flatMap((written) => {
      const [, prefix, place = written] = /^([\w/-]+): (.+)$/.exec(written) ?? []
      const name = prefix ?? section ?? ""
      const plan = of(name)
      if (plan === undefined) return [`"${item}" is said to be at \`${written}\`, of no known pipeline`]
      return isIn(place, plan)
        ? []
        : [`"${item}" is said to be at \`${place}\` of ${name}, which its plan does not have`]
    })
  })
}
