/** One run in full, and several beside each other. */
import { comparePictures, picturesOf } from "../../../dataflow/history/figures.ts"
import { keyRecordOf } from "../../../dataflow/plan/key.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import type { CompareAnswer, RunAnswer, StepRow } from "../../../page/web/ui/answers.ts"
import { givenTo } from "../given-to.ts"
import { isSameData, recordedRun } from "../recorded-run.ts"
import { repeating } from "../run-command.ts"
import { runFacts } from "../run-view.ts"
import { type CurveReader, plotsOf } from "./curves.ts"
import { pictureAddress, reportsOf, walkAddress } from "./file-set.ts"
import type { Secrets } from "./guard.ts"
import { differingParams, rowOf, valueText } from "./run-rows.ts"

const msOf = (iso: string): number => new Date(iso).getTime()

/** Steps of a run in the order in which they ended; those of other runs' making first. */
const stepsOf = (store: Store, run: RunRecord): ReadonlyArray<StepRow> => {
  const rows = Object.entries(run.steps).map(([step, { key, outputs }]) => {
    const record = store.peek(key)
    const isOwn = record?.run === run.run
    const endMs = record === undefined ? undefined : msOf(record.finishedAt)
    const wired = Object.values(run.wires?.steps[step] ?? {})
    return {
      step,
      state: record === undefined ? "gone" as const : isOwn ? "ran" as const : "cached" as const,
      summary: record?.summary ?? "",
      durationMs: record?.durationMs,
      startMs: isOwn && endMs !== undefined ? endMs - record!.durationMs : undefined,
      inputs: wired.length > 0 || record === undefined ? wired : Object.keys(keyRecordOf(record).inputs),
      outputs: Object.entries(outputs).map(([port, digest]) => {
        const { kind = "?", sizeBytes = 0, summary = "" } = record?.outputs[port] ?? {}
        return { port, kind, digest, sizeBytes, summary }
      })
    }
  })
  const firstMs = Math.min(...rows.flatMap(({ startMs }) => startMs ?? []))
  const failed = Object.keys(run.failures ?? {}).filter((step) => run.steps[step] === undefined)
  return [
    ...rows.map(({ startMs, ...row }) => ({ ...row, fromMs: startMs === undefined ? undefined : startMs - firstMs })),
    ...failed.map((step): StepRow => ({
      step,
      state: "failed",
      summary: run.failures![step]!.message,
      fromMs: undefined,
      durationMs: undefined,
      inputs: [],
      outputs: []
    }))
  ]
}

/** What the server keeps at hand for its answers. */
export interface Desk {
  readonly store: Store
  readonly secrets: Secrets
  readonly curves: CurveReader
}

/** Everything about a run. */
export const runAnswer = async ({ curves, secrets, store }: Desk, run: RunRecord): Promise<RunAnswer> => {
  const { failures = {}, overrides = {}, params = {} } = run
  const pictures = picturesOf(store, run)
  return {
    row: rowOf(store)(run),
    facts: runFacts(run),
    command: repeating(run),
    failures: Object.entries(failures).map(([step, { message }]) => [step, message] as const),
    steps: stepsOf(store, run),
    params: Object.entries(params).map(([path, value]) => ({
      path,
      value: valueText(value),
      isSet: Object.hasOwn(overrides, path) || Object.hasOwn(overrides, `*.${path.split(".").at(-1)}`)
    })),
    reports: reportsOf(store, run, secrets),
    walk: walkAddress(secrets, run.run),
    pictures: [...pictures.drawn.keys()].flatMap((name) => {
      const url = pictureAddress(store, run, secrets, name)
      return url === undefined ? [] : [{ name, url }]
    }),
    plots: plotsOf([{ name: run.run.slice(0, 6), curves: await curves(run) }])
  }
}

/** Pictures that are not the same in all runs, and how many are. */
const picturesBeside = ({ secrets, store }: Desk, runs: ReadonlyArray<RunRecord>) => {
  const all = runs.map((run) => picturesOf(store, run))
  const [first, ...others] = all
  const compared = others.map((other) => comparePictures(first!, other))
  const names = [...new Set(compared.flatMap((each) => each.map(({ name }) => name)))]
  const same = new Set(
    names.filter((name) => compared.every((each) => each.find((found) => found.name === name)?.how === "same"))
  )
  return {
    samePictures: same.size,
    pictures: names.filter((name) => !same.has(name)).map((name) => ({
      name,
      urls: runs.map((run) => pictureAddress(store, run, secrets, name) ?? null)
    }))
  }
}

/** What differs between runs. */
export const compareAnswer = async (desk: Desk, runs: ReadonlyArray<RunRecord>): Promise<CompareAnswer> => {
  const { curves, store } = desk
  const make = rowOf(store)
  const given = runs.map((run) => givenTo(store, run))
  const metrics = runs.map((run) => recordedRun(store, run).metrics)
  const namesIn = (each: ReadonlyArray<object>) => [...new Set(each.flatMap((one) => Object.keys(one)))]
  const rows = namesIn(metrics).map((name) => ({
    name,
    better: metrics.find((each) => each[name] !== undefined)![name]!.better,
    values: metrics.map((each) => each[name]?.value ?? null)
  }))
  const differing = rows.filter(({ values }) => new Set(values).size > 1)
  const named = runs.map((run) => run.run.slice(0, 6))
  return {
    runs: runs.map((run) => make(run, { params: differingParams(runs), metrics: [] })),
    isSameData: runs.every((run) => isSameData(run.dataset, runs[0]!.dataset)),
    given: namesIn(given).map((name) => ({ name, values: given.map((each) => each[name] ?? null) }))
      .filter(({ values }) => new Set(values).size > 1),
    metrics: differing,
    sameMetrics: rows.length - differing.length,
    plots: plotsOf(await Promise.all(runs.map(async (run, i) => ({ name: named[i]!, curves: await curves(run) })))),
    ...picturesBeside(desk, runs)
  }
}
