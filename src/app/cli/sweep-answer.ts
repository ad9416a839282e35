/** What a sweep answers once it has ended, or is shown again. */
import * as Effect from "effect/Effect"
import type { Judged } from "../../dataflow/sweep/judged.ts"
import { isFull } from "../../dataflow/sweep/reached.ts"
import type { SweepRecord } from "../../dataflow/sweep/sweep-record.ts"
import { answer, answerJson } from "./answer.ts"
import { alignColumns } from "./render/columns.ts"
import { formatMetric } from "./render/format-number.ts"
import { plural } from "./render/plural.ts"
import type { Style } from "./render/style.ts"
import type { Settings } from "./settings.ts"
import { spentOf, spentText, trialsOf } from "./sweep-rungs.ts"
import { sweepTable } from "./sweep-table.ts"

const machinery = Effect.promise(() => import("./sweep-engine.ts"))

/** A sweep and what it amounts to. */
export interface JudgedSweep {
  readonly record: SweepRecord
  readonly found: Judged
}

const measure = 74 // columns of a paragraph beside its name

/** A paragraph beside its name, broken between words. */
const paragraph = (name: string, text: string, style: Style): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < measure - 12) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.map((line, i) => `  ${style.quiet((i === 0 ? name : "").padEnd(12))}${line}`)
}

const meanText = (values: ReadonlyArray<number>): string =>
  formatMetric(values.reduce((sum, value) => sum + value, 0) / values.length)

/** What ranked, and on whose word. */
const rankedBy = ({ found: { by, isHeldOut, isLabelled, isLess }, record }: JudgedSweep): string => {
  const isDeclared = record.isDeclared && record.objectives[0]?.metric === by?.metric
  const labels = !isLabelled
    ? "which needs no labels"
    : isHeldOut
    ? "which reads labels, over half of the tracks"
    : "which reads labels"
  return `${by?.metric}, ${isLess ? "less" : "more"} is better, ${labels}${
    isDeclared ? " (what the pipeline asks for)" : ""
  }`
}

/** What a winner that labels chose is worth elsewhere; that it is optimistic where nobody can tell. */
export const heldOutSentence = ({ found: { isHeldOut, winner }, record: { heldOut } }: JudgedSweep): string => {
  if (winner === undefined) return "No setting has a score on the share of the tracks that settings are chosen on."
  if (!isHeldOut || heldOut === undefined || heldOut.winner.heldOut.length === 0) {
    return "The winner's score is optimistic: it was chosen by labels of the same tracks. " +
      (isHeldOut
        ? "Those held out are too few to score."
        : "As an --objective, half of them are held out where they can be.")
  }
  const sides = ({ heldOut: other, selection }: typeof heldOut.winner) =>
    `${meanText(other)}${selection.length === 0 ? "" : ` (${meanText(selection)} where it was chosen)`}`
  const usual = heldOut.usual.heldOut.length === 0
    ? ""
    : `, the pipeline as it stands ${meanText(heldOut.usual.heldOut)}`
  return `On tracks it was not chosen on the winner scores ${sides(heldOut.winner)}${usual}.`
}

/** What chance makes of having looked so often. */
export const luckSentence = ({ found: { by, luck, ranked, spread } }: JudgedSweep) =>
  Effect.gen(function*() {
    const { bestOfManyText, valuesOf } = yield* machinery
    if (luck !== undefined && luck.aboveByChance > 0) return bestOfManyText(luck)
    if (
      spread !== undefined && spread.deviation === 0
    ) return "Seeds change nothing here, so that luck has no part in it."
    const scored = by === undefined ? [] : ranked.filter((setting) => valuesOf(setting, by.metric).length > 0)
    return scored.length < 2
      ? undefined
      : `The best of ${ranked.length} settings is better than it will stay; several seeds tell by how much (--seeds 3).`
  })

/** Shares as text, largest first. */
const importanceText = ({ importance }: Judged): string | undefined => {
  if (importance === undefined) return undefined
  const shares = Object.entries(importance.alone).sort(([, a], [, b]) => b - a)
    .map(([path, share]) => `${path} ${Math.round(100 * share)} %`)
  return `${shares.join(" · ")} · together ${Math.round(100 * importance.together)} %`
}

const frontText = ({ front, ranked }: Judged): string | undefined => {
  if (front === undefined) return undefined
  const places = front.settings.map((setting) => ranked.indexOf(setting) + 1).sort((a, b) => a - b)
  return `${places.length} of ${ranked.length} are beaten by none: ${places.slice(0, 12).join(", ")}${
    places.length > 12 ? " …" : ""
  } (hypervolume ${formatMetric(front.hypervolume)})`
}

/** The command that lays out the best trial, since a sweep leaves artifacts/ as it was. */
const bestLine = ({ winner }: Judged, style: Style): ReadonlyArray<string> => {
  const best = winner?.trials.find(({ outcome }) => outcome === "ok")
  return best === undefined
    ? []
    : [
      `  ${style.quiet("best".padEnd(12))}pipeline show ${best.run.slice(0, 6)} --command   repeats it and lays it out`
    ]
}

/** Why there is no best: where trials begin with a share of a parameter, none may have been given all of it. */
const noBest = ({ fidelity, tried }: JudgedSweep["record"]): string | undefined =>
  fidelity === undefined || tried.length === 0 || tried.some(isFull)
    ? undefined
    : `none: no setting was given all ${fidelity.most} of ${fidelity.path}. Of ${fidelity.reduction} that come as far one ` +
      `goes on, so that more settings are needed (--budget), or fewer steps up to it (--resource).`

/** How sure the mean of a metric is over so many seeds, by the noise of all settings. */
export const halfIntervals = ({ record }: JudgedSweep) =>
  Effect.gen(function*() {
    const { halfInterval, spreadOverSeeds, valuesOf } = yield* machinery
    return (metric: string, seeds: number): number | undefined => {
      const values = record.tried.map((setting) => valuesOf(setting, metric)).filter((each) => each.length > 0)
      const spread = spreadOverSeeds(values)
      return spread === undefined || spread.deviation === 0 ? undefined : halfInterval(spread, seeds)
    }
  })

/** What is to be said about a sweep beside its table, each under its name. */
export const sweepSentences = (judgedSweep: JudgedSweep) =>
  Effect.gen(function*() {
    const { found, record } = judgedSweep
    const said = (name: string, text: string | undefined) => text === undefined ? [] : [[name, text] as const]
    const spent = spentOf(record.tried, record.fidelity?.most ?? 0)
    const isSure = found.spread !== undefined && found.spread.deviation > 0
    return [
      ...said("spent", spent === undefined ? undefined : spentText(spent)),
      ...(found.by === undefined ? [] : said("ranked by", rankedBy(judgedSweep))),
      ...(isSure ? said("±", `95 % interval of a mean over ${record.seeds} seeds, by the noise of all settings`) : []),
      ...(found.isLabelled
        ? said("by labels", `Chosen by labels, so no unsupervised result. ${heldOutSentence(judgedSweep)}`)
        : []),
      ...(found.by === undefined ? [] : said("luck", yield* luckSentence(judgedSweep))),
      ...said("explained", importanceText(found)),
      ...said("front", frontText(found)),
      ...said("best", noBest(record))
    ]
  })

/** The table of a sweep and what is to be said about it. */
export const sweepLines = (judgedSweep: JudgedSweep, style: Style) =>
  Effect.gen(function*() {
    const { found, record } = judgedSweep
    const halfOf = yield* halfIntervals(judgedSweep)
    const by = found.by?.metric
    return [
      ...alignColumns(sweepTable(found.ranked, { by, watched: record.watched, halfOf }), 1),
      ...(yield* sweepSentences(judgedSweep)).flatMap(([name, text]) => paragraph(name, text, style)),
      ...bestLine(found, style)
    ]
  })

/** The same as one JSON document. */
export const sweepDocument = (judgedSweep: JudgedSweep) =>
  Effect.gen(function*() {
    const { found: { by, front, importance, isHeldOut, isLabelled, isLess, luck, winner }, record } = judgedSweep
    const { heldOut, isDeclared, objectives, pipeline, seeds, strategy, sweep, tried } = record
    const numbersOf = (setting: typeof winner) => setting?.trials.map(({ trial }) => trial)
    return {
      sweep,
      pipeline,
      strategy,
      seeds,
      objectives,
      isDeclared,
      sort: by?.metric,
      better: isLess ? "lower" : "higher",
      chosenByLabels: isLabelled,
      isHeldOut,
      ...(isLabelled ? { heldOut, remark: heldOutSentence(judgedSweep) } : {}),
      luck: { ...luck, text: yield* luckSentence(judgedSweep) },
      importance,
      front: front === undefined
        ? undefined
        : { hypervolume: front.hypervolume, trials: front.settings.map((setting) => numbersOf(setting)) },
      winner: numbersOf(winner),
      spent: spentOf(tried, record.fidelity?.most ?? 0),
      trials: trialsOf(tried)
    }
  })

const idDigits = 6

/** How many trials there were, and what they took. */
export const sweepHead = ({ record }: JudgedSweep, style: Style): string => {
  const trials = trialsOf(record.tried)
  const count = record.tried.reduce((sum, setting) => sum + setting.trials.length, 0)
  const ran = trials.reduce((sum, trial) => sum + trial.ran, 0)
  const failed = trials.filter(({ outcome }) => outcome === "failed").length
  const note = failed === 0 ? "" : `, ${failed} failed`
  const mark = failed === 0 ? style.good("✓") : style.bad("✗")
  return `${mark} ${plural(count, "trial")}  (${plural(ran, "node")} ran${note})  sweep ${
    record.sweep.slice(0, idDigits)
  }`
}

/** Says how a sweep ended: a ranked table, what of it may be luck, and what explains it. */
export const saySweep = (judgedSweep: JudgedSweep, head: string, { isJson, isQuiet, style }: Settings) =>
  Effect.gen(function*() {
    if (isJson) return yield* answerJson(yield* sweepDocument(judgedSweep))
    if (!isQuiet) yield* answer([head, ...yield* sweepLines(judgedSweep, style)])
  })
