/** The page of a recorded run, beside its artifacts: the pipeline to walk through, and a timeline. Draws: src/page/report/run-html.ts. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { runPageParts } from "../../../nodes/row/page-parts.ts"
import { type RunView, runView, type StepView } from "../../dataflow/history/run-view.ts"
import { faultOf } from "../../dataflow/store/fault.ts"
import type { RunRecord } from "../../dataflow/store/run-record.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { runHtml } from "../../page/report/run-html.ts"
import { durationText } from "../../page/report/run-time.ts"
import { type WalkData, type WalkInput, type WalkParameter, type WalkStep } from "../../page/report/walk-data.ts"
import { makeFolder } from "../library/make-folder.ts"
import { remark } from "./answer.ts"
import { formatMetric } from "./render/format-number.ts"
import { plural } from "./render/plural.ts"
import { reasonLine } from "./render/reasons.ts"
import { statusLine } from "./run-status.ts"
import type { Settings } from "./settings.ts"

/** The name of the page beside a report. */
export const runPageName = "run.html"

const metricsShown = 8

const valueText = (value: unknown): string => typeof value === "string" ? value : JSON.stringify(value)

/** What became of a step, in a sentence. */
const saidOf = (step: StepView, view: RunView): string => {
  const took = step.madeMs === undefined ? "" : ` in ${durationText(step.madeMs)}`
  const items = step.items === undefined ? "" : `, ${plural(step.items, "item")}`
  switch (step.state) {
    case "ran": {
      const cores = new Set(step.stretches.map(({ core }) => core + 1))
      const on = !view.isTimed || cores.size === 0
        ? ""
        : ` on ${cores.size === 1 ? "core" : "cores"} ${[...cores].join(", ")}`
      return `Ran${took}${on}${items}.`
    }
    case "cached":
      return step.madeBy === undefined
        ? "Came from the cache."
        : `Came from the cache: run ${step.madeBy.slice(0, 6)} made it${took}.`
    case "failed":
      return `Failed: ${step.failure?.message ?? "nobody knows why"}`
    case "stopped":
      return "Was at work when the run was stopped."
  }
}

/** Two folders at most: where on a machine data lies is nobody's business who is shown the page. */
const shownPlace = (place: string): string => place.split(/[\\/]/).slice(-2).join("/")

const inputOf = (input: StepView["inputs"][number]): WalkInput =>
  "step" in input ? input : { name: input.name, place: shownPlace(input.place), digest: input.digest.slice(0, 12) }

const places = new Set(["folder", "file"])

const stepOf = (step: StepView, view: RunView): WalkStep => {
  const more = step.reasonCount - step.reasons.length
  const metrics = Object.entries(step.metrics)
  return {
    name: step.name,
    node: step.node,
    group: step.group,
    state: step.state,
    said: saidOf(step, view),
    why: [...step.reasons.map(reasonLine), ...(more > 0 ? [`and ${plural(more, "reason")} more`] : [])],
    params: step.params.map(({ isOwn, isSet, name, value }): WalkParameter => {
      const text = places.has(name) ? shownPlace(valueText(value)) : valueText(value)
      return isSet === true ? [name, text, "set"] : isOwn === true ? [name, text, "own"] : [name, text]
    }),
    inputs: step.inputs.map(inputOf),
    outputs: step.outputs.map(({ digest, kind, name, sizeBytes, summary }) => ({
      name,
      ...(kind === "" ? {} : { kind }),
      ...(summary === "" ? {} : { shape: summary }),
      ...(sizeBytes === undefined ? {} : { bytes: sizeBytes }),
      digest: digest.slice(0, 12)
    })),
    metrics: [
      ...metrics.slice(0, metricsShown).map(([name, { value }]) => [name, formatMetric(value)] as const),
      ...(metrics.length > metricsShown ? [[`and ${metrics.length - metricsShown} more`, ""] as const] : [])
    ],
    ...(step.code === undefined ? {} : { code: step.code }),
    ...(step.madeMs === undefined ? {} : { madeMs: Math.round(step.madeMs) }),
    ...(step.from === undefined ? {} : { from: Math.round(step.from) }),
    ...(step.to === undefined ? {} : { to: Math.round(step.to) }),
    ...(step.stretches.length === 0
      ? {}
      : { spans: step.stretches.map(({ core, from, to }) => [core, Math.round(from), Math.round(to)] as const) })
  }
}

/** A run as a page carries it. */
export const walkOf = (view: RunView): WalkData => ({
  pipeline: view.pipeline,
  steps: view.steps.map((step) => stepOf(step, view)),
  codes: view.codes.map((code) => ({ ...code, hash: code.hash.slice(0, 12) })),
  run: { cores: view.cores, durationMs: view.durationMs, isTimed: view.isTimed }
})

const given = (name: string, value: string | undefined): ReadonlyArray<readonly [string, string]> =>
  value === undefined || value === "" ? [] : [[name, value]]

/** The page of a run: one file that needs no other. */
export const runPage = (store: Store, run: RunRecord): string => {
  const { machine } = run
  const facts: ReadonlyArray<readonly [string, string]> = [
    ["status", statusLine(run)],
    ["finished", run.finishedAt.slice(0, 19).replace("T", " ")],
    ["seed", String(run.seed)],
    ...given("data", run.dataset?.name),
    ...given(
      "commit",
      run.commit === undefined ? "" : run.commit.hash.slice(0, 7) + (run.commit.isDirty ? ", with changes" : "")
    ),
    ...given("machine", machine === undefined ? "" : `${machine.cpu}, Node ${machine.node}`)
  ]
  return runHtml({ run: run.run, facts, walk: walkOf(runView(store, run)) }, runPageParts())
}

/** Writes the page of a run, as one file that needs no other. */
export const writeRunPage = (store: Store, run: RunRecord, file: string): void => {
  const folder = path.dirname(path.resolve(file))
  const partial = path.join(folder, `.${path.basename(file)}.${process.pid}`)
  makeFolder(folder)
  fs.writeFileSync(partial, runPage(store, run))
  fs.renameSync(partial, file) // a reader never finds half of it
}

const layBeside = (
  store: Store,
  { dataset, pipeline, run }: Pick<RunRecord, "pipeline" | "run" | "dataset">,
  folder: string
): void => {
  const file = path.join(folder, runPageName)
  const last = store.ref(pipeline, dataset?.source)?.run
  if (last !== run && fs.existsSync(file)) return
  const record = store.latestRun((each) => each.run === last)
  if (record !== undefined) writeRunPage(store, record, file)
}

/**
 * Lays the page of the run that left what lies in a folder beside it: of this one where history has it, else, where none
 * lies there, of the one that it repeats. A machine that has no room for it fails no run.
 */
export const layRunPage = (
  store: Store,
  run: Pick<RunRecord, "pipeline" | "run" | "dataset">,
  folder: string,
  { errorStyle }: Pick<Settings, "errorStyle">
) =>
  Effect.try({
    try: () => layBeside(store, run, folder),
    catch: (error) => {
      const fault = faultOf(error)
      if (fault === undefined) throw error
      return fault
    }
  }).pipe(Effect.catch((fault) => remark([`${errorStyle.active("warning")}: ${fault.message}`])))
