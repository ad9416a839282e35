import { dagStatusStyle } from "./dag-status.ts"
import type { Dag } from "./dag.ts"

/** A lane carries one node's output down to its last reader; `undefined` is a free lane. */
type Lanes = Array<string | undefined>

interface Row {
  /** Lane of the node itself. */
  readonly own: number
  /** Lanes of the nodes it reads. */
  readonly inputs: ReadonlySet<number>
  /** Those of them which no later node reads. */
  readonly closing: ReadonlySet<number>
  readonly mark: string
}

const joint = (lane: number, row: Row, low: number, high: number): string => {
  const ends = row.closing.has(lane)
  if (lane === high) return ends ? "╯" : "┤"
  if (lane === low) return ends ? "╰" : "├"
  return ends ? "┴" : "┼"
}

/** One line: the node's mark, its branch to the lanes it reads, and the lanes passing by. */
const drawRow = (lanes: Lanes, row: Row): string => {
  const reach = [row.own, ...row.inputs]
  const low = Math.min(...reach)
  const high = Math.max(...reach)
  const cell = (lane: number): string => {
    const isInside = lane > low && lane < high
    if (lane === row.own) return row.mark
    if (row.inputs.has(lane)) return joint(lane, row, low, high)
    if (lanes[lane] !== undefined) return isInside ? "╪" : "│" // ╪: passes under the branch without joining it
    return isInside ? "─" : " "
  }
  const width = Math.max(lanes.length, row.own + 1)
  return Array.from({ length: width }, (_, lane) => cell(lane) + (lane >= low && lane < high ? "─" : " ")).join("")
}

/** A node continues the leftmost lane that ends in it, else it takes the first free lane. */
const laneFor = (lanes: Lanes, closing: ReadonlySet<number>): number => {
  if (closing.size > 0) return Math.min(...closing)
  const free = lanes.indexOf(undefined)
  return free < 0 ? lanes.length : free
}

/** The drawing of every node, top to bottom; throws when an edge does not run from an earlier to a later node. */
const drawings = (dag: Dag): ReadonlyArray<string> => {
  const lanes: Lanes = []
  const readersLeft = new Map(
    dag.nodes.map(({ name }) => [name, dag.edges.filter((edge) => edge.from === name).length])
  )
  return dag.nodes.map(({ name, status }) => {
    const sources = dag.edges.filter((edge) => edge.to === name).map((edge) => edge.from)
    for (const source of sources) readersLeft.set(source, (readersLeft.get(source) ?? 0) - 1)
    const inputs = sources.map((source) => lanes.indexOf(source))
    const early = sources[inputs.indexOf(-1)]
    if (early !== undefined) throw new Error(`"${name}" reads "${early}", which is no earlier node of this graph.`)
    const closing = new Set(inputs.filter((lane) => readersLeft.get(lanes[lane]!) === 0))
    const own = laneFor(lanes, closing)
    const line = drawRow(lanes, { own, inputs: new Set(inputs), closing, mark: dagStatusStyle[status].mark })
    for (const lane of closing) lanes[lane] = undefined
    lanes[own] = readersLeft.get(name) === 0 ? undefined : name
    while (lanes.length > 0 && lanes.at(-1) === undefined) lanes.pop()
    return line
  })
}

const columnWidth = (texts: ReadonlyArray<string>): number =>
  texts.reduce((width, text) => Math.max(width, text.trimEnd().length), 0) + 2

/**
 * The graph as terminal lines: lanes, then name, group and status in columns.
 *
 * @example
 * ```ts
 * import { lanes } from "partita/page"
 * const step = (name: string) => ({ name, kind: name, group: "demo", status: "ran" as const })
 * const edges = [{ from: "read", to: "plot", label: "" }]
 * console.log(lanes({ nodes: [step("read"), step("plot")], edges }).join("\n"))
 * ```
 */
export const lanes = (dag: Dag): ReadonlyArray<string> => {
  const drawn = drawings(dag)
  const drawing = columnWidth(drawn)
  const name = columnWidth(dag.nodes.map((node) => node.name))
  const group = columnWidth(dag.nodes.map((node) => node.group))
  return dag.nodes.map((node, i) =>
    drawn[i]!.trimEnd().padEnd(drawing) + node.name.padEnd(name) + node.group.padEnd(group) + node.status
  )
}
