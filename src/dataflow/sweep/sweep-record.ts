/** Sweeps that have ended, as the store keeps them: enough to show each again without its pipeline. */
import * as fs from "node:fs"
import * as path from "node:path"
import { unlessGone } from "../store/file-error.ts"
import { fieldsOf, isAnything, isFinite, isFlag, isText, listOf, type Shape, structOf } from "../store/shape.ts"
import type { Store } from "../store/store.ts"
import type { Fidelity } from "./fidelity.ts"
import type { HeldOut } from "./held-out.ts"
import type { Objective } from "./objective.ts"
import { sweptMetrics } from "./ranked.ts"
import type { Space } from "./space.ts"
import type { Setting, Trial } from "./sweep.ts"

/** Raised when a record can no longer be read as those before it. */
export const sweepRecordVersion = 1

/**
 * One sweep, to be found by its id. `objectives` are what was looked for, by the pipeline's own word where `isDeclared`;
 * `watched` are metrics shown beside them. `tried` holds the settings in the order they were asked for, `heldOut` what a
 * winner that labels chose scores elsewhere.
 */
export interface SweepRecord {
  readonly version: number
  readonly sweep: string
  readonly pipeline: string
  readonly finishedAt: string
  readonly strategy: string
  readonly seed: number
  readonly seeds: number
  readonly set: Readonly<Record<string, string>>
  readonly data?: string
  readonly space: Space
  readonly fidelity?: Fidelity
  readonly objectives: ReadonlyArray<Objective>
  readonly isDeclared: boolean
  readonly watched: ReadonlyArray<string>
  readonly tried: ReadonlyArray<Setting>
  readonly heldOut?: HeldOut
}

const isTrial = structOf<Pick<Trial, "metrics" | "outcome" | "run" | "seed" | "set" | "trial">>({
  trial: isFinite,
  run: isText,
  seed: isFinite,
  outcome: isText as Shape<Trial["outcome"]>,
  set: fieldsOf(isText),
  metrics: fieldsOf(
    structOf({ value: isFinite, better: isText }) as unknown as Shape<Trial["metrics"][string]>
  )
})

const isSetting = structOf<Pick<Setting, "point" | "trial" | "trials">>({
  trial: isFinite,
  point: fieldsOf(isAnything),
  trials: listOf(isTrial) as unknown as Shape<ReadonlyArray<Trial>>
})

/** Whether a value read from a file is a sweep. */
export const isSweepRecord = structOf({
  version: isFinite,
  sweep: isText,
  pipeline: isText,
  finishedAt: isText,
  strategy: isText,
  seed: isFinite,
  seeds: isFinite,
  set: fieldsOf(isText),
  space: fieldsOf(structOf({ kind: isText })),
  objectives: listOf(structOf({ metric: isText })),
  isDeclared: isFlag,
  watched: listOf(isText),
  tried: listOf(isSetting)
}) as unknown as Shape<SweepRecord>

const folder = "sweeps"
const nameOf = (sweep: string): string => `${folder}/${sweep}.json`

const metricsKept = 12 // beside objectives: a pipeline of 250 steps reports a thousand, and all are in the history

/** A sweep with no more metrics than tables and pictures show. */
const lean = (record: SweepRecord): SweepRecord => {
  const asked = new Set([...record.objectives.map(({ metric }) => metric), ...record.watched])
  const swept = Object.keys(sweptMetrics(record.tried))
  const endsAsAsked = (name: string) => asked.has(name) || [...asked].some((each) => name.endsWith(`.${each}`))
  const kept = new Set([...swept.filter(endsAsAsked), ...swept.slice(0, metricsKept)])
  const metricsOf = (metrics: Trial["metrics"]) =>
    Object.fromEntries(Object.entries(metrics).filter(([name]) => kept.has(name)))
  const leanSetting = (setting: Setting): Setting => ({
    ...setting,
    trials: setting.trials.map((each) => ({ ...each, metrics: metricsOf(each.metrics) })),
    ...(setting.rungs === undefined ? {} : { rungs: setting.rungs.map(leanSetting) })
  })
  return { ...record, tried: record.tried.map(leanSetting) }
}

/** Keeps a sweep; one with the same id is replaced. Nothing is written where the cache may only be read. */
export const writeSweep = (store: Store, record: SweepRecord): void =>
  store.files.spare("the table of this sweep", () => store.files.write(nameOf(record.sweep), lean(record)))

const readNamed = (store: Store, name: string): SweepRecord | undefined => {
  const record = store.files.read(`${folder}/${name}`, isSweepRecord)
  return record === undefined || record.version > sweepRecordVersion ? undefined : record
}

/** All sweeps that have ended, oldest first. */
export const readSweeps = (store: Store): ReadonlyArray<SweepRecord> =>
  (unlessGone(() => fs.readdirSync(path.join(store.root, folder))) ?? [])
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => readNamed(store, file) ?? [])
    .sort((a, b) => a.finishedAt < b.finishedAt ? -1 : a.finishedAt > b.finishedAt ? 1 : 0)
