/** A sweep as rows for a file: one per setting, the best first. */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import { writeTable } from "../../format/parquet.ts"
import type { Column, Row } from "../../format/parquet.ts"
import { makeFolder } from "../library/make-folder.ts"
import { heldOutSentence, type JudgedSweep, luckSentence } from "./sweep-answer.ts"
import { UsageError } from "./usage-error.ts"

const machinery = Effect.promise(() => import("./sweep-engine.ts"))
const writing = Effect.promise(() => import("./write-answer.ts"))

const duckdbTypes = { string: "VARCHAR", number: "DOUBLE", int: "BIGINT", boolean: "BOOLEAN", numbers: "DOUBLE[]" }

/** Fails for a file whose ending none of the writers knows: before the first trial. */
export const checkOutput = (file: string | undefined) =>
  Effect.gen(function*() {
    const { answerEndings } = yield* writing
    const ending = file === undefined ? undefined : path.extname(file)
    if (ending === undefined || answerEndings.some((each) => each === ending)) return
    return yield* new UsageError({
      tag: "unknown-format",
      message: `A sweep is not written as "${ending}".`,
      given: `-o ${file}`,
      word: ending,
      known: [...answerEndings],
      hint: `one of ${answerEndings.join(", ")}`
    })
  })

/** Columns and rows; what a correction says stands beside the setting it is about, the best. */
const tableOf = (judgedSweep: JudgedSweep) =>
  Effect.gen(function*() {
    const { halfInterval, meanOf, metricsNamed, spreadOverSeeds, sweptMetrics, valuesOf } = yield* machinery
    const { found: { by, isLabelled, luck, ranked, winner }, record } = judgedSweep
    const parameters = [...new Set(ranked.flatMap(({ trials }) => trials.flatMap(({ set }) => Object.keys(set))))]
    const typeOf = (name: string): Column["type"] => {
      const kinds = new Set(ranked.flatMap(({ point }) => Object.hasOwn(point, name) ? [typeof point[name]] : []))
      const [kind] = kinds
      return kinds.size === 1 && (kind === "number" || kind === "boolean") ? kind : "string"
    }
    const swept = Object.keys(sweptMetrics(record.tried))
    const first = by === undefined ? [] : metricsNamed(swept, by.metric)
    const metrics = [...first, ...swept.filter((name) => !first.includes(name))]
    const halves = new Map(metrics.map((name) => {
      const spread = spreadOverSeeds(
        record.tried.map((each) => valuesOf(each, name)).filter(({ length }) => length > 0)
      )
      return [name, spread] as const
    }))
    const text = yield* luckSentence(judgedSweep)
    const heldOut = record.heldOut?.winner.heldOut ?? []
    const columns: ReadonlyArray<Column> = [
      { name: "rank", type: "int" },
      ...parameters.map((name) => ({ name, type: typeOf(name) })),
      { name: "seeds", type: "int" },
      { name: "failed", type: "int" },
      ...metrics.flatMap((name) => [name, `${name} ±`]).map((name) => ({ name, type: "number" as const })),
      { name: "runs", type: "string" },
      { name: "sweep", type: "string" },
      { name: "ranked_by", type: "string" },
      { name: "chosen_by_labels", type: "boolean" },
      { name: "held_out", type: "number" },
      { name: "best_above_mean", type: "number" },
      { name: "best_above_mean_by_chance", type: "number" },
      { name: "probability_by_chance", type: "number" },
      { name: "remark", type: "string" }
    ]
    const rows = ranked.map((setting, i): Row => {
      const { point, trials } = setting
      const isBest = setting === winner
      const numbers = metrics.flatMap((name): ReadonlyArray<readonly [string, number | null]> => {
        const values = valuesOf(setting, name)
        const spread = halves.get(name)
        const half = values.length === 0 || spread === undefined ? null : halfInterval(spread, values.length)
        return [[name, values.length === 0 ? null : meanOf(values)], [`${name} ±`, half]]
      })
      const remark = [...(text === undefined ? [] : [text]), ...(isLabelled ? [heldOutSentence(judgedSweep)] : [])]
      return {
        ...Object.fromEntries(
          parameters.map((name) => [name, (typeOf(name) === "string" ? trials[0]?.set[name] : point[name]) ?? null])
        ),
        ...Object.fromEntries(numbers),
        rank: i + 1,
        seeds: trials.length,
        failed: trials.filter(({ outcome }) => outcome === "failed").length,
        runs: trials.map(({ run }) => run).join(" "),
        sweep: record.sweep,
        ranked_by: by?.metric ?? null,
        chosen_by_labels: isLabelled,
        held_out: isBest && heldOut.length > 0 ? meanOf(heldOut) : null,
        best_above_mean: isBest ? luck?.above ?? null : null,
        best_above_mean_by_chance: isBest ? luck?.aboveByChance ?? null : null,
        probability_by_chance: isBest ? luck?.probability ?? null : null,
        remark: isBest ? remark.join(" ") : null
      }
    })
    return { columns, rows }
  })

/** Writes the ranked settings to a .csv, .json, .parquet or .arrow file. */
export const writeSweepTable = (judgedSweep: JudgedSweep, file: string) =>
  Effect.gen(function*() {
    const { writeAnswer } = yield* writing
    const { columns, rows } = yield* tableOf(judgedSweep)
    makeFolder(path.dirname(file))
    if (path.extname(file) === ".parquet") return yield* Effect.promise(() => writeTable(columns, rows, file))
    const cells = rows.map((row) => columns.map(({ name }) => row[name] as string | number | boolean | null))
    const named = columns.map(({ name, type }) => ({ name, type: duckdbTypes[type] }))
    yield* Effect.promise(() => writeAnswer({ columns: named, rows: cells, chunks: [] }, file))
  })
