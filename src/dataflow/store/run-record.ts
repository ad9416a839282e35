/**
 * Runs as history keeps them, one sealed file each: how a run ended, on which data, by which request, and the actions of
 * the steps it reached. Fields only ever join; one that an older version did not write is unknown.
 */
import type { Digest } from "../../format/digest.ts"
import { isRecordedMetric, type RecordedMetric } from "./action.ts"
import {
  fieldsOf,
  isAnything,
  isCount,
  isDigest,
  isFinite,
  isFlag,
  isText,
  listOf,
  oneOf,
  optional,
  type Shape,
  structOf
} from "./shape.ts"

/** Raised when a record can no longer be read as those before it; records of a higher version are left out. */
export const runRecordVersion = 1

const statuses = ["succeeded", "failed", "interrupted", "partial"] as const

/**
 * How a run ended: every step of its pipeline is up to date; a step failed, or what was made could not be laid out; it
 * was stopped; or no more than a selection of the steps was asked for, and is up to date.
 */
export type RunStatus = typeof statuses[number]

/**
 * The data a run worked on. `name` is for people; `source` tells data sets apart: an absolute path, or what was given where
 * that names no place, absent for what a pipeline works on unasked. `digest` covers what was read.
 */
export interface Dataset {
  readonly name: string
  readonly source?: string
  readonly digest: Digest
}

/** The commit of the project's repository that was checked out; `isDirty` where files differed from it. */
export interface Commit {
  readonly hash: string
  readonly branch?: string
  readonly isDirty: boolean
}

/**
 * The machine a run was on: `node` is the version of Node.js, `graphics` are models of cards, `backends` what steps that can
 * compute with one or another were told to take.
 */
export interface Machine {
  readonly os: string
  readonly arch: string
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  readonly node: string
  readonly graphics: ReadonlyArray<string>
  readonly backends: ReadonlyArray<string>
}

/** The part of a pipeline that was asked for, and what was to run again. */
export interface RunSelection {
  readonly targets?: ReadonlyArray<string>
  readonly from?: string
  readonly force?: ReadonlyArray<string>
}

/**
 * The sweep that a run was a trial of: an id that the same sweep has again, the trial's number from 1, and its rung from 1
 * where trials are given more of something step by step.
 */
export interface TrialOf {
  readonly sweep: string
  readonly trial: number
  readonly rung?: number
}

/** The action of each step that is up to date, with the digests of its outputs. */
export type ReachedSteps = Readonly<
  Record<string, { readonly key: string; readonly outputs: Readonly<Record<string, Digest>> }>
>

/** That a step had a core of the run to itself. Units: milliseconds since the run began; cores count from 0. */
export interface Stretch {
  readonly core: number
  readonly from: number
  readonly to: number
}

/**
 * What a run did of a step itself: from when it got a core to its end, on which cores meanwhile, and the first reasons it had, as
 * plan/reason.ts has them, of `reasonCount`. `items` are those executed of a mapped step. Units: milliseconds since the run
 * began.
 */
export interface Execution {
  readonly from: number
  readonly to: number
  readonly stretches: ReadonlyArray<Stretch>
  readonly reasons: ReadonlyArray<unknown>
  readonly reasonCount: number
  readonly items?: number
}

/**
 * One run. `params` are all parameters by the path that `--set` takes, `overrides` the texts that were set ("*.backend"
 * for every step that has one). `exports` are the outputs that the pipeline hands on, as "step.port" by name. `failures` are
 * by step, and so are `executed`, of steps that the run did not find in the cache; `jobs` are the cores it was given.
 */
export interface RunRecord {
  readonly version?: number
  readonly pipeline: string
  readonly run: string
  readonly seed: number
  readonly status?: RunStatus
  readonly startedAt?: string
  readonly finishedAt: string
  readonly durationMs?: number
  readonly dataset?: Dataset
  readonly params?: Readonly<Record<string, unknown>>
  readonly overrides?: Readonly<Record<string, string>>
  readonly selection?: RunSelection
  readonly trial?: TrialOf
  readonly commit?: Commit
  readonly machine?: Machine
  readonly exports?: Readonly<Record<string, string>>
  readonly counts?: RunCounts
  readonly failures?: Readonly<Record<string, { readonly tag: string; readonly message: string }>>
  readonly metrics?: RunMetrics
  readonly wires?: RunWires
  readonly jobs?: number
  readonly executed?: Readonly<Record<string, Execution>>
  readonly steps: ReachedSteps
}

/** Metrics by step, as the run found or made them: they stay known when the actions are collected or replaced. */
export type RunMetrics = Readonly<Record<string, Readonly<Record<string, RecordedMetric>>>>

/**
 * Where each input of each step came from: "step.port" by input where another step made it, the path where it is the
 * user's.
 */
export interface RunWires {
  readonly steps: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly sources: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Steps of a run: `planned` of the whole pipeline as far as it was decided, and what became of those asked for. */
export interface RunCounts {
  readonly planned: number
  readonly ran: number
  readonly cached: number
  readonly failed: number
  readonly skipped: number
}

/** Whether a value read from a file is a status. */
export const isRunStatus = oneOf(statuses)

/** Whether a value read from a file holds the actions of steps. */
export const isReachedSteps: Shape<ReachedSteps> = fieldsOf(
  structOf<ReachedSteps[string]>({ key: isDigest, outputs: fieldsOf(isDigest) })
)

/** Whether a value read from a file holds the metrics of steps. */
export const isRunMetrics: Shape<RunMetrics> = fieldsOf(fieldsOf(isRecordedMetric))

/** Whether a value read from a file is a run. */
export const isRunRecord = structOf<RunRecord>({
  version: optional(isFinite),
  pipeline: isText,
  run: isText,
  seed: isFinite,
  status: optional(isRunStatus),
  startedAt: optional(isText),
  finishedAt: isText,
  durationMs: optional(isFinite),
  dataset: optional(structOf<Dataset>({ name: isText, source: optional(isText), digest: isDigest })),
  params: optional(fieldsOf(isAnything)),
  overrides: optional(fieldsOf(isText)),
  selection: optional(
    structOf<RunSelection>({
      targets: optional(listOf(isText)),
      from: optional(isText),
      force: optional(listOf(isText))
    })
  ),
  trial: optional(structOf<TrialOf>({ sweep: isText, trial: isFinite, rung: optional(isFinite) })),
  commit: optional(structOf<Commit>({ hash: isText, branch: optional(isText), isDirty: isFlag })),
  machine: optional(
    structOf<Machine>({
      os: isText,
      arch: isText,
      cpu: isText,
      cores: isFinite,
      memoryBytes: isFinite,
      node: isText,
      graphics: listOf(isText),
      backends: listOf(isText)
    })
  ),
  exports: optional(fieldsOf(isText)),
  counts: optional(
    structOf<RunCounts>({ planned: isFinite, ran: isFinite, cached: isFinite, failed: isFinite, skipped: isFinite })
  ),
  failures: optional(fieldsOf(structOf<{ tag: string; message: string }>({ tag: isText, message: isText }))),
  metrics: optional(isRunMetrics),
  wires: optional(structOf<RunWires>({ steps: fieldsOf(fieldsOf(isText)), sources: fieldsOf(fieldsOf(isText)) })),
  jobs: optional(isCount),
  executed: optional(
    fieldsOf(structOf<Execution>({
      from: isFinite,
      to: isFinite,
      stretches: listOf(structOf<Stretch>({ core: isCount, from: isFinite, to: isFinite })),
      reasons: listOf(isAnything),
      reasonCount: isCount,
      items: optional(isCount)
    }))
  ),
  steps: isReachedSteps
})

/** Whether a record still is what a run left of a step: not one that came in its place with other outputs. */
export const isLeft = (
  { outputs }: ReachedSteps[string],
  record: { readonly outputs: Readonly<Record<string, { readonly digest: Digest }>> }
): boolean => Object.entries(outputs).every(([port, digest]) => record.outputs[port]?.digest === digest)

/** Whether every step of the pipeline was up to date when the run ended: only such a run may be compared or assigned by. */
export const isWholeRun = ({ status }: RunRecord): boolean => status === "succeeded"
