/** Curves that runs left: every table with a column "epoch", whatever node wrote it. */
import { rowFiles } from "../../../dataflow/store/chunks.ts"
import { ObjectLost } from "../../../dataflow/store/error.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { freshConnection, identifier, parquet } from "../../../format/duckdb.ts"
import type { Line, Plot } from "../../../page/web/ui/answers.ts"

const axis = "epoch"
const mostBytes = 4_000_000 // a table of losses is small: others are not opened to see what they hold
const mostPoints = 400

/** A curve of one run: `kind` is the column, `split` the texts beside it. */
interface Curve {
  readonly output: string
  readonly column: string
  readonly split: string
  readonly points: ReadonlyArray<readonly [number, number]>
}

const isNumber = (type: string): boolean =>
  /^(?:DOUBLE|FLOAT|REAL|(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?))/.test(type)

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value)

/** Reads the curves of tables, each once. */
export const curveReader = (store: Store) => {
  const known = new Map<string, Promise<ReadonlyArray<Omit<Curve, "output">>>>()
  const read = async (digest: string): Promise<ReadonlyArray<Omit<Curve, "output">>> => {
    const connection = await freshConnection()
    try {
      const source = parquet(rowFiles(store, digest))
      const columns = (await (await connection.run(`DESCRIBE SELECT * FROM ${source}`)).getRowObjectsJson())
        .map(({ column_name, column_type }) => ({ name: textOf(column_name), type: textOf(column_type) }))
      if (!columns.some(({ name, type }) => name === axis && isNumber(type))) return []
      const texts = columns.filter(({ type }) => type === "VARCHAR").map(({ name }) => name)
      const numbers = columns.filter(({ name, type }) => name !== axis && isNumber(type)).map(({ name }) => name)
      const rows = await (await connection.run(`SELECT * FROM ${source} ORDER BY ${identifier(axis)}`))
        .getRowObjectsJS()
      const by = Map.groupBy(rows, (row) => texts.map((name) => textOf(row[name])).join(" · "))
      return [...by].flatMap(([split, own]) => {
        const every = Math.ceil(own.length / mostPoints)
        const kept = own.filter((_, at) => at % every === 0 || at === own.length - 1)
        return numbers.map((column) => ({
          column,
          split,
          points: kept.flatMap((row) => {
            const [x, y] = [Number(row[axis]), row[column] === null ? Number.NaN : Number(row[column])]
            return Number.isFinite(x) && Number.isFinite(y) ? [[x, y] as const] : []
          })
        }))
      }).filter(({ points }) => points.length > 1)
    } catch (error) {
      if (error instanceof ObjectLost) return []
      throw error
    } finally {
      connection.closeSync()
    }
  }
  const curvesIn = (digest: string) => {
    const found = known.get(digest) ?? read(digest)
    known.set(digest, found)
    return found
  }
  return async (run: RunRecord): Promise<ReadonlyArray<Curve>> => {
    const found: Array<Curve> = []
    for (const [step, { key, outputs }] of Object.entries(run.steps)) {
      const record = store.peek(key)
      for (const [port, digest] of Object.entries(outputs)) {
        const output = record?.outputs[port]
        if (output?.kind !== "table" || output.digest !== digest || output.sizeBytes > mostBytes) continue
        for (const curve of await curvesIn(digest)) found.push({ output: `${step}.${port}`, ...curve })
      }
    }
    return found
  }
}

/** Reads the curves of a run. */
export type CurveReader = ReturnType<typeof curveReader>

const dashed = /\btrain/i // where there is another split, the one that a model has seen

/** Curves of runs as plots, one for each column of each table, a colour for each run. */
export const plotsOf = (
  runs: ReadonlyArray<{ readonly name: string; readonly curves: ReadonlyArray<Curve> }>
): ReadonlyArray<Plot> => {
  const all = runs.flatMap(({ curves, name }, colour) => curves.map((curve) => ({ ...curve, name, colour })))
  const titles = Map.groupBy(all, ({ column, output }) => `${output}\n${column}`)
  return [...titles].flatMap(([title, own]) => {
    const [output, column] = title.split("\n") as [string, string]
    if (own.every(({ points }) => points.every(([, y]) => y === points[0]![1]))) return []
    const hasSplits = new Set(own.map(({ split }) => split)).size > 1
    const lines = own.map(({ colour, name, points, split }): Line => ({
      name: runs.length > 1 ? hasSplits ? `${name} · ${split}` : name : split || column,
      colour: runs.length > 1 ? colour : hasSplits ? [...new Set(own.map((each) => each.split))].indexOf(split) : 0,
      isDashed: runs.length > 1 && hasSplits && dashed.test(split),
      points
    }))
    return [{ title: `${column}, ${output}`, x: axis, lines }]
  })
}
