/**
 * The history of runs, and for every pipeline and data set the latest action of each step, against which a plan says why
 * something runs. Roots of garbage collection.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { digestOf } from "../../format/digest.ts"
import { unlessGone } from "./file-error.ts"
import {
  isReachedSteps,
  isRunRecord,
  isRunStatus,
  type ReachedSteps,
  type RunRecord,
  runRecordVersion,
  type RunStatus
} from "./run-record.ts"
import { isFinite, isText, optional, structOf } from "./shape.ts"
import type { SmallFiles } from "./small-files.ts"

/** `run` and `status` are of the last run; steps that it did not reach keep the action they had. */
export interface PipelineRef {
  readonly pipeline: string
  readonly source?: string
  readonly run: string
  readonly status?: RunStatus
  readonly seed: number
  readonly steps: ReachedSteps
}

/** Whether a value read from a file is a reference. */
export const isPipelineRef = structOf<PipelineRef>({
  pipeline: isText,
  source: optional(isText),
  run: isText,
  status: optional(isRunStatus),
  seed: isFinite,
  steps: isReachedSteps
})

/** The file of a pipeline's reference; a data set of its own has one of its own. */
export const refName = (pipeline: string, source: string | undefined): string =>
  `refs/${pipeline.replaceAll("/", "--")}${source === undefined ? "" : `@${digestOf(source).slice(0, 16)}`}.json`

const refOf = (
  { dataset, pipeline, run, seed, status, steps }: RunRecord,
  before: PipelineRef | undefined
): PipelineRef => ({
  pipeline,
  ...(dataset?.source === undefined ? {} : { source: dataset.source }),
  run,
  ...(status === undefined ? {} : { status }),
  seed,
  steps: status === "succeeded" ? steps : { ...before?.steps, ...steps }
})

/** The reference of a pipeline on a data set, if there is one. A damaged one is made anew from the history. */
export const readRef = (files: SmallFiles, pipeline: string, source: string | undefined): PipelineRef | undefined => {
  const name = refName(pipeline, source)
  const found = files.inspect(name, isPipelineRef)
  if (found._tag !== "Damaged") return found._tag === "Sound" ? found.value : undefined
  const isMoved = files.setAside(name, found.problem) !== undefined
  const last = latestRun(files, (run) => run.pipeline === pipeline && run.dataset?.source === source)
  const made = last === undefined ? undefined : refOf(last, undefined)
  if (isMoved && made !== undefined) files.write(name, made)
  return made
}

/** The reference that stands once a run has ended. */
export const refAfter = (run: RunRecord, before: PipelineRef | undefined): PipelineRef =>
  refOf(run, before?.source === run.dataset?.source ? before : undefined)

/** Adds a run to the history and points its pipeline at it. */
export const writeRun = (files: SmallFiles, run: RunRecord, ref: PipelineRef): void => {
  const stamp = run.finishedAt.replace(/[^\dT]/g, "")
  files.write(`refs/runs/${stamp}-${run.run}.json`, run)
  files.write(refName(ref.pipeline, ref.source), ref)
}

/** Files of the runs there are, oldest first. */
export const namesOfRuns = (files: SmallFiles): ReadonlyArray<string> =>
  (unlessGone(() => fs.readdirSync(path.join(files.root, "refs", "runs"))) ?? [])
    .filter((file) => file.endsWith(".json")).sort()

/** A run of the history; undefined where it is damaged, or written by a version that came later. */
export const readRun = (files: SmallFiles, name: string): RunRecord | undefined => {
  const run = files.read(`refs/runs/${name}`, isRunRecord)
  return run === undefined || (run.version ?? 0) > runRecordVersion ? undefined : run
}

/** The latest run of which something holds; no more of the history is read than that takes. */
export const latestRun = (files: SmallFiles, holds: (run: RunRecord) => boolean): RunRecord | undefined => {
  for (const name of namesOfRuns(files).toReversed()) {
    const run = readRun(files, name)
    if (run !== undefined && holds(run)) return run
  }
  return undefined
}
