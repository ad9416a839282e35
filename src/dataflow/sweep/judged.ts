/** What a sweep amounts to: who won, by what, how much of it is luck, and what explains it. */
import { type BestOfMany, bestOfMany, type Spread, spreadOverSeeds } from "./chance.ts"
import { isLabelled } from "./held-out.ts"
import { hypervolume } from "./hypervolume.ts"
import { type Importance, importanceOf } from "./importance.ts"
import { isLessWanted, lossesOfSetting, metricOf, metricsNamed, type Objective } from "./objective.ts"
import { paretoFront } from "./pareto.ts"
import { rankedSettings, sweptMetrics, valuesOf } from "./ranked.ts"
import { isFull } from "./reached.ts"
import type { SweepRecord } from "./sweep-record.ts"
import type { Setting } from "./sweep.ts"

/** Settings that none beats in every objective, and the share of the space of losses that they beat together. */
export interface Front {
  readonly settings: ReadonlyArray<Setting>
  /** Within the box from the best of each objective to the worst: from 0 to 1. */
  readonly hypervolume: number
}

/**
 * `by` is what ranks, `isLess` whether less of it is wanted, `isLabelled` whether it reads labels, `isHeldOut` whether the
 * settings were chosen on one share of the rows. `spread` and `luck` are known from several seeds.
 */
export interface Judged {
  readonly by: Objective | undefined
  readonly isLess: boolean
  readonly isLabelled: boolean
  readonly isHeldOut: boolean
  readonly ranked: ReadonlyArray<Setting>
  readonly winner: Setting | undefined
  readonly spread: Spread | undefined
  readonly luck: BestOfMany | undefined
  readonly importance: Importance | undefined
  readonly front: Front | undefined
}

const enoughForImportance = 8

/** What ranks: what is asked for, else the first objective if it tells settings apart or was asked for, else what does. */
const rankingMetric = (record: SweepRecord, sort: string | undefined): Objective | undefined => {
  const names = Object.keys(sweptMetrics(record.tried))
  const [first] = record.objectives
  if (sort !== undefined) {
    const same = record.objectives.find(({ metric }) => metric === sort)
    const [name = sort] = metricsNamed(names, sort)
    return same ?? { metric: name }
  }
  const isOf = ({ metric }: Objective) =>
    new Set(record.tried.map((setting) => String(valuesOf(setting, metric)))).size > 1 || names.length === 0
  if (first !== undefined && (!record.isDeclared || isOf(first))) return first
  return names[0] === undefined ? first : { metric: names[0] }
}

const frontOf = ({ objectives, tried }: SweepRecord): Front | undefined => {
  if (objectives.length < 2) return undefined
  const scored = tried.flatMap((setting) => {
    const losses = lossesOfSetting(setting.trials, objectives)
    return losses === undefined ? [] : [{ setting, losses }]
  })
  if (scored.length === 0) return undefined
  const all = scored.map(({ losses }) => losses)
  const column = (i: number) => all.map((losses) => losses[i]!)
  const low = objectives.map((_, i) => Math.min(...column(i)))
  const high = objectives.map((_, i) => Math.max(...column(i)))
  const shares = all.map((losses) => losses.map((loss, i) => (loss - low[i]!) / (high[i]! - low[i]! || 1)))
  return {
    settings: paretoFront(all).map((i) => scored[i]!.setting),
    hypervolume: hypervolume(shares, objectives.map(() => 1))
  }
}

/** Judges a sweep by `sort`, or by what it looked for. */
export const judged = (record: SweepRecord, sort?: string): Judged => {
  const { space } = record
  const tried = record.tried.filter(isFull) // chance and importance are of what can be compared
  const by = rankingMetric(record, sort)
  const found = by === undefined
    ? []
    : tried.flatMap(({ trials }) => trials.flatMap((trial) => metricOf(trial, by.metric) ?? []))
  const isLess = by !== undefined && isLessWanted(by, found[0])
  const values = by === undefined ? [] : tried.map((setting) => valuesOf(setting, by.metric))
  const told = by === undefined ? [] : tried.map((each) => ({ ...each, losses: lossesOfSetting(each.trials, [by]) }))
  const isAsked = Object.keys(space).length > 1 && tried.length >= enoughForImportance
  const importance = isAsked ? importanceOf(space, told, 0) : undefined
  const ranked = rankedSettings(record.tried, by)
  return {
    by,
    isLess,
    isLabelled: by !== undefined && isLabelled(tried, by),
    isHeldOut: found.length > 0 && found.every(({ over }) => over === "selection"),
    ranked,
    winner: ranked.find((setting) =>
      by !== undefined && isFull(setting) && valuesOf(setting, by.metric).length === setting.trials.length
    ),
    spread: spreadOverSeeds(values.filter((each) => each.length > 0)),
    luck: bestOfMany(values, isLess ? "min" : "max"),
    importance: importance === undefined || importance.explained <= 0 ? undefined : importance,
    front: frontOf({ ...record, tried })
  }
}
