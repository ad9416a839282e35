/** A sweep in pictures, one file each: settings across parameters, what explains the score, the front, and the search. */
import * as fs from "node:fs"
import * as path from "node:path"
import { bundledFonts } from "../../../nodes/row/bundled-fonts.ts"
import { settingOf } from "../../dataflow/plan/setting.ts"
import { lossesOfSetting } from "../../dataflow/sweep/objective.ts"
import { meanOf, valuesOf } from "../../dataflow/sweep/ranked.ts"
import { isFull } from "../../dataflow/sweep/reached.ts"
import type { Dimension } from "../../dataflow/sweep/space.ts"
import type { Setting } from "../../dataflow/sweep/sweep.ts"
import { bestSoFar } from "../../page/chart/best-so-far.ts"
import { importanceBars } from "../../page/chart/importance-bars.ts"
import { type ParallelAxis, parallelCoordinates } from "../../page/chart/parallel-coordinates.ts"
import { paretoChart } from "../../page/chart/pareto-chart.ts"
import type { ChartSpec } from "../../page/chart/theme.ts"
import { chartFiles } from "../../page/report/figure-files.ts"
import { makeFolder } from "../library/make-folder.ts"
import type { JudgedSweep } from "./sweep-answer.ts"

const axesAtMost = 12 // more are no picture; the table has them all

const axisOf = (name: string, dimension: Dimension): ParallelAxis =>
  dimension.kind === "choice"
    ? { name, kind: "values", values: dimension.values.map(settingOf) }
    : { name, kind: "numbers", low: dimension.low, high: dimension.high, isLog: dimension.isLog }

const shortName = (metric: string): string => metric.replace(/^\*\./, "")

/** The means of a metric over a setting's seeds; null where a seed has none. */
const scoreOf = (setting: Setting, metric: string): number | null => {
  const values = valuesOf(setting, metric)
  return values.length === 0 || values.length < setting.trials.length ? null : meanOf(values)
}

const front = ({ found, record }: JudgedSweep): Readonly<Record<string, ChartSpec>> => {
  const [x, y] = record.objectives
  if (found.front === undefined || x === undefined || y === undefined) return {}
  const scored = record.tried.filter((setting) =>
    isFull(setting) && lossesOfSetting(setting.trials, record.objectives) !== undefined
  )
  const betterOf = (i: 0 | 1): "higher" | "lower" => {
    const [first] = scored
    const objective = record.objectives[i]!
    const value = first === undefined ? 0 : scoreOf(first, objective.metric)
    return first !== undefined && lossesOfSetting(first.trials, [objective])![0] === value ? "lower" : "higher"
  }
  const points = scored.map((setting) => ({
    x: scoreOf(setting, x.metric)!,
    y: scoreOf(setting, y.metric)!,
    isOnFront: found.front!.settings.includes(setting),
    name: `${found.ranked.indexOf(setting) + 1}`
  }))
  const more = record.objectives.length > 2 ? `, in ${record.objectives.length} objectives of which two are shown` : ""
  return {
    pareto: paretoChart({
      title: `What none of ${scored.length} settings beats`,
      subtitle: `numbers are places in the table; hypervolume ${found.front.hypervolume.toFixed(3)}${more}`,
      points,
      xTitle: shortName(x.metric),
      yTitle: shortName(y.metric),
      better: { x: betterOf(0), y: betterOf(1) }
    })
  }
}

/** The charts of a sweep, by file name. */
export const sweepCharts = (judgedSweep: JudgedSweep): Readonly<Record<string, ChartSpec>> => {
  const { found: { by, importance, isLabelled, isLess, luck }, record } = judgedSweep
  if (by === undefined) return {}
  const { pipeline, space, strategy, tried } = record
  const better = isLess ? "lower" : "higher"
  const name = shortName(by.metric)
  const scores = tried.map((setting) => isFull(setting) ? scoreOf(setting, by.metric) : null)
  const unfinished = tried.every(isFull) ? "failed" : "failed or was stopped early"
  const paths = Object.keys(space).sort((a, b) => (importance?.alone[b] ?? 0) - (importance?.alone[a] ?? 0))
    .slice(0, axesAtMost)
  const labels = isLabelled ? "chosen by labels; " : ""
  const lines = tried.map(({ point }, i) => ({
    at: paths.map((each) => {
      const value = point[each]
      if (value === undefined) return null
      return space[each]!.kind === "choice" ? settingOf(value) : Number(value)
    }),
    score: scores[i]!
  }))
  const centre = luck === undefined ? undefined : isLess ? luck.best + luck.above : luck.best - luck.above
  const chance = centre === undefined ? undefined : centre + (isLess ? -1 : 1) * luck!.aboveByChance
  return {
    parallel: parallelCoordinates({
      title: `${tried.length} settings of ${pipeline}`,
      subtitle: `${labels}the stronger a line, the better; the best in orange${
        scores.includes(null) ? `; dashed what ${unfinished}` : ""
      }`,
      axes: paths.map((each) => axisOf(each, space[each]!)),
      lines,
      score: name,
      better
    }),
    history: bestSoFar({
      title: `The best of ${pipeline} so far`,
      subtitle: `${labels}${strategy}; the line is the best by ${name}`,
      values: scores,
      name,
      better,
      ...(chance === undefined ? {} : { chance })
    }),
    ...(importance === undefined ? {} : {
      importance: importanceBars({
        title: `What explains ${name}`,
        subtitle: `${labels}shares of its variance over the space, by a random forest (R² ${
          importance.explained.toFixed(2)
        })`,
        parameters: Object.entries(importance.alone).map(([path, share]) => ({ name: path, share })),
        together: importance.together
      })
    }),
    ...front(judgedSweep)
  }
}

/** Writes the pictures into a folder, as SVG, PNG, CSV and Vega-Lite; answers with their names. */
export const writeSweepFigures = async (judgedSweep: JudgedSweep, folder: string): Promise<ReadonlyArray<string>> => {
  const charts = sweepCharts(judgedSweep)
  const files = await chartFiles(charts, bundledFonts())
  makeFolder(folder)
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content)
  return Object.keys(charts)
}
