/** A lineage as lines: what it is, what it was made of as a tree, what it went into as one, and the runs that hold it. */
import type { Lineage, LineageStep } from "../../dataflow/history/lineage.ts"
import type { Dag } from "../../page/report/dag.ts"
import type { Subject } from "./lineage-subject.ts"
import { displayWidth, truncateDisplay } from "./render/display-width.ts"
import { plural } from "./render/plural.ts"
import type { Style } from "./render/style.ts"

interface Branch {
  readonly label: string
  readonly told: string
  readonly next: ReadonlyArray<string>
}

/** How wide the lines may be, how they are coloured, and the folder below which places are told from there. */
export interface LineageLayout {
  readonly columns: number
  readonly style: Style
  readonly folder: string
}

const nearby = (place: string, folder: string): string =>
  place.startsWith(`${folder}/`) ? place.slice(folder.length + 1) : place

const plainText = (value: unknown, folder: string): string =>
  typeof value === "string" ? nearby(value, folder) : JSON.stringify(value)

const paramsOf = ({ params }: LineageStep, folder: string): string =>
  typeof params === "object" && params !== null
    ? Object.entries(params).map(([name, value]) => `${name} ${plainText(value, folder)}`).join(" · ")
    : ""

const splitWire = (wire: string, steps: ReadonlyMap<string, unknown>): string => {
  const step = wire.slice(0, wire.lastIndexOf("."))
  return steps.has(step) ? step : wire
}

/** Lines of a tree from some roots; what stands further up already is only named. */
const treeLines = (
  roots: ReadonlyArray<string>,
  branchOf: (name: string) => Branch,
  { columns, style }: LineageLayout
): ReadonlyArray<string> => {
  const seen = new Set<string>()
  const lines: Array<string> = []
  const add = (name: string, lead: string, below: string): void => {
    const { label, next, told } = branchOf(name)
    const isSeen = seen.has(name)
    seen.add(name)
    const room = columns - displayWidth(lead) - displayWidth(label) - 2
    const more = isSeen && next.length > 0 ? "see above" : told
    const shown = more === "" || room < 8 ? "" : `  ${style.quiet(truncateDisplay(more, room))}`
    lines.push(truncateDisplay(`${style.quiet(lead)}${label}${shown}`, columns))
    if (isSeen) return
    next.forEach((child, i) => {
      const isLast = i === next.length - 1
      add(child, `${below}${isLast ? "└─ " : "├─ "}`, `${below}${isLast ? "   " : "│  "}`)
    })
  }
  for (const root of roots) add(root, "  ", "  ")
  return lines
}

const ownStepsOf = ({ holder, upstream }: Lineage, subject: Subject): ReadonlyArray<string> => {
  const own = new Set(subject.holders.filter(({ run }) => run === holder.run).map(({ step }) => step))
  return upstream.filter(({ step }) => own.has(step)).map(({ step }) => step)
}

const upstreamLines = (
  lineage: Lineage,
  subject: Subject,
  layout: LineageLayout
) => {
  const steps = new Map(lineage.upstream.map((each) => [each.step, each]))
  return treeLines(ownStepsOf(lineage, subject), (name) => {
    const step = steps.get(name)
    if (step === undefined) return { label: nearby(name, layout.folder), told: "data", next: [] }
    const next = [...new Set(Object.values(step.inputs).map((wire) => splitWire(wire, steps)))]
    return { label: name, told: paramsOf(step, layout.folder) || step.node, next }
  }, layout)
}

const downstreamLines = (
  lineage: Lineage,
  subject: Subject,
  layout: LineageLayout
) => {
  const steps = new Map(lineage.downstream.map((each) => [each.step, each]))
  const readers = new Map<string, Array<string>>()
  for (const { inputs, step } of lineage.downstream) {
    for (const from of new Set(Object.values(inputs).map((wire) => splitWire(wire, steps)))) {
      readers.set(from, [...readers.get(from) ?? [], step])
    }
  }
  const isRoot = ({ inputs }: LineageStep) => !Object.values(inputs).some((wire) => steps.has(splitWire(wire, steps)))
  const own = new Set(subject.holders.map(({ step }) => step))
  const reads = ({ inputs, step }: LineageStep) =>
    lineage.holder._tag === "Input"
      ? own.has(step)
      : Object.values(inputs).some((wire) => own.has(wire.slice(0, wire.lastIndexOf("."))))
  const roots = lineage.downstream.filter((each) => reads(each) || isRoot(each)).map(({ step }) => step)
  return treeLines(roots, (name) => {
    const { isMapped, outputs } = steps.get(name)!
    const told = Object.entries(outputs).map(([port, { kind }]) => kind === "document" ? `${port} (document)` : port)
    return {
      label: name,
      told: `${told.join(", ")}${isMapped ? " · item by item" : ""}`,
      next: readers.get(name) ?? []
    }
  }, layout)
}

const shownRuns = 6

const titled = (title: string, lines: ReadonlyArray<string>, none: string, style: Style): ReadonlyArray<string> => [
  style.quiet(title),
  ...(lines.length === 0 ? [`  ${none}`] : lines)
]

/** The lines, none wider than the terminal. */
export const lineageLines = (
  lineage: Lineage,
  subject: Subject,
  layout: LineageLayout
): ReadonlyArray<string> => {
  const { style } = layout
  const { run } = lineage.holder
  const { commit, dataset } = run
  const about = [
    lineage.runs[0]!.at,
    ...(subject.digest === undefined ? [] : [`sha256 ${subject.digest.slice(0, 16)}…`]),
    `run ${run.run.slice(0, 6)} of ${run.finishedAt.slice(0, 16).replace("T", " ")}`
    + `${dataset === undefined || dataset.name === "" ? "" : ` on ${dataset.name}`}`
    + `${commit === undefined ? "" : `, commit ${commit.hash.slice(0, 7)}${commit.isDirty ? " with changes" : ""}`}`
  ]
  const others = lineage.runs.slice(0, shownRuns).map(({ at, run: id }) => `  ${id.slice(0, 6)}  ${at}`)
  const left = lineage.runs.length - shownRuns
  return [
    style.strong(truncateDisplay(subject.name, layout.columns)),
    ...about.map((line) => truncateDisplay(`  ${line}`, layout.columns)),
    ...(lineage.holder._tag === "Input"
      ? []
      : titled("made from", upstreamLines(lineage, subject, layout), "nothing", style)),
    ...titled("went into", downstreamLines(lineage, subject, layout), "nothing: it is an end of the pipeline", style),
    ...titled(
      `held by ${plural(lineage.runs.length, "run")}`,
      [
        ...others.map((line) => truncateDisplay(line, layout.columns)),
        ...(left > 0 ? [`  and ${left} more: --json lists them`] : [])
      ],
      "",
      style
    )
  ]
}

/** The same as a graph to draw: data, steps above, steps below. */
export const lineageDag = ({ downstream, upstream }: Lineage): Dag => {
  const all = [...new Map([...upstream, ...downstream].map((each) => [each.step, each])).values()]
  const names = new Set(all.map(({ step }) => step))
  const wires = all.flatMap(({ inputs, step }) =>
    Object.values(inputs).map((wire) => {
      const from = wire.slice(0, wire.lastIndexOf("."))
      return names.has(from)
        ? { from, to: step, label: wire.slice(from.length + 1) }
        : { from: wire, to: step, label: "" }
    })
  )
  const isData = ({ from }: Dag["edges"][number]) => !names.has(from)
  const places = [...new Set(wires.filter(isData).map(({ from }) => from))]
  return {
    nodes: [
      ...places.map((name) => ({ name, kind: "data", group: "data", status: "cached" as const })),
      ...all.map(({ node, step }) => ({ name: step, kind: node, group: "steps", status: "ran" as const }))
    ],
    edges: wires
  }
}
