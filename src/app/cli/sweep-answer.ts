/** What a sweep answers once it has ended. */
import * as Effect from "effect/Effect"
import { metricsNamed } from "../../dataflow/sweep/objective.ts"
import type { Space } from "../../dataflow/sweep/space.ts"
import type { Setting } from "../../dataflow/sweep/sweep.ts"
import { answer, answerJson } from "./answer.ts"
import { alignColumns } from "./render/columns.ts"
import { plural } from "./render/plural.ts"
import type { Settings } from "./settings.ts"
import { isFull, spentLines, spentOf, trialsOf } from "./sweep-rungs.ts"
import { rankedSettings, sweepTable, sweptMetrics } from "./sweep-table.ts"

const machinery = Effect.promise(() => import("./sweep-engine.ts"))

const enoughForImportance = 8

/** The command that lays out the best trial, since a sweep leaves artifacts/ as it was. */
const bestLine = (settings: ReadonlyArray<Setting>, decided: Settings): ReadonlyArray<string> => {
  const best = settings[0]?.trials.find(({ outcome }) => outcome === "ok")
  return best === undefined
    ? []
    : [`  ${decided.style.quiet("best")}  pipeline show ${best.run.slice(0, 6)} --command   repeats it and lays it out`]
}

/** What chance makes of having looked so often, where several seeds tell. */
const luckLines = (settings: ReadonlyArray<Setting>, by: string | undefined) =>
  Effect.gen(function*() {
    const { bestOfMany, bestOfManyText, metricOf } = yield* machinery
    if (by === undefined) return []
    const first = settings.flatMap(({ trials }) => trials.flatMap((trial) => metricOf(trial, by) ?? []))[0]
    const values = settings.map(({ trials }) => trials.flatMap((trial) => metricOf(trial, by)?.value ?? []))
    const found = bestOfMany(values, first?.better === "lower" ? "min" : "max")
    // seeds that change nothing are no noise
    if (found === undefined || found.aboveByChance === 0) return []
    return bestOfManyText(found).split("; ").map((part, i) => `  ${i === 0 ? `${part};` : part}`)
  })

/** What each parameter explains of the metric, where the trials are enough to say. */
const importanceLines = (space: Space, settings: ReadonlyArray<Setting>, by: string | undefined) =>
  Effect.gen(function*() {
    const { importanceOf, lossesOfSetting } = yield* machinery
    if (by === undefined || Object.keys(space).length < 2 || settings.length < enoughForImportance) return []
    const told = settings.map((each) => ({ ...each, losses: lossesOfSetting(each.trials, [{ metric: by }]) }))
    const found = importanceOf(space, told, 0)
    if (found === undefined || found.explained <= 0) return []
    const shares = Object.entries(found.alone).sort(([, a], [, b]) => b - a)
      .map(([path, share]) => `${path} ${Math.round(100 * share)} %`)
    return [`  explained by  ${shares.join(" · ")} · together ${Math.round(100 * found.together)} %`]
  })

const countOf = (settings: ReadonlyArray<Setting>): number =>
  settings.reduce((sum, { trials }) => sum + trials.length, 0)

/** A sweep that has ended; `sort` is the metric that ranks. */
export interface EndedSweep {
  readonly space: Space
  /** In the order they were tried. */
  readonly tried: ReadonlyArray<Setting>
  readonly sort: string | undefined
  /** The most that a trial was given of what trials were given more of. */
  readonly most?: number | undefined
}

/** Says how a sweep ended: a ranked table, what of it may be luck, and what explains it. */
export const saySweep = ({ most = 0, sort, space, tried }: EndedSweep, decided: Settings) =>
  Effect.gen(function*() {
    const { isJson, isQuiet, style } = decided
    const trials = trialsOf(tried)
    const full = tried.filter(isFull)
    const spent = spentOf(tried, most)
    const metrics = sweptMetrics(tried)
    const by = sort === undefined ? Object.keys(metrics)[0] : metricsNamed(Object.keys(metrics), sort)[0]
    if (isJson) return yield* answerJson({ sort: by, trials, ...(spent === undefined ? {} : { spent }) })
    if (isQuiet) return
    const ranked = rankedSettings(tried, by)
    const ran = trials.reduce((sum, trial) => sum + trial.ran, 0)
    const failed = trials.filter(({ outcome }) => outcome === "failed").length
    const note = failed === 0 ? "" : `, ${failed} failed`
    yield* answer([
      `${failed === 0 ? style.good("✓") : style.bad("✗")} ${plural(countOf(tried), "trial")}  (${
        plural(ran, "node")
      } ran${note})`,
      ...alignColumns(sweepTable(ranked, by), 1),
      ...(spent === undefined ? [] : spentLines(spent)),
      ...yield* luckLines(full, by),
      ...yield* importanceLines(space, full, by),
      ...bestLine(ranked, decided)
    ])
  })
