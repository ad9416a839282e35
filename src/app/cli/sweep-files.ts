/** A sweep shown: on the terminal, and in the files that are asked for. */
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { SweepRecord } from "../../dataflow/sweep/sweep-record.ts"
import { remark } from "./answer.ts"
import { plural } from "./render/plural.ts"
import type { Settings } from "./settings.ts"
import { saySweep, sweepHead } from "./sweep-answer.ts"
import { writeSweepTable } from "./sweep-rows.ts"

const machinery = Effect.promise(() => import("./sweep-engine.ts"))

/** Flags that write what a sweep answers. */
export const sweepFileFlags = {
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write the ranked settings to a .csv, .json, .parquet or .arrow file too"),
    Flag.optional
  ),
  figures: Flag.String("figures").pipe(
    Flag.withMetavar("DIR"),
    Flag.withDescription("Write pictures: settings, importance, front and search, as .svg, .png, .csv and .vl.json"),
    Flag.optional
  )
}

/** What is asked for beside the table; `sort` ranks by another metric. */
export interface SweepShown {
  readonly output: Option.Option<string>
  readonly figures: Option.Option<string>
  readonly sort: string | undefined
  /** The line above the table, where it is not how the sweep ended. */
  readonly head?: string
}

/** Shows a sweep, and writes what is asked for. */
export const showSweep = (record: SweepRecord, { figures, head, output, sort }: SweepShown, decided: Settings) =>
  Effect.gen(function*() {
    const { judged } = yield* machinery
    const judgedSweep = { record, found: judged(record, sort) }
    yield* saySweep(judgedSweep, head ?? sweepHead(judgedSweep, decided.style), decided)
    const written: Array<string> = []
    if (Option.isSome(output)) {
      yield* writeSweepTable(judgedSweep, output.value)
      written.push(`${plural(record.tried.length, "setting")} in ${output.value}`)
    }
    if (Option.isSome(figures)) {
      const folder = figures.value
      const { writeSweepFigures } = yield* Effect.promise(() => import("./sweep-figures.ts"))
      const names = yield* Effect.promise(() => writeSweepFigures(judgedSweep, folder))
      written.push(
        names.length === 0
          ? `no pictures: no metric ranks`
          : `${plural(names.length, "picture")} in ${folder}: ${names.join(", ")}`
      )
    }
    if (!decided.isQuiet) yield* remark(written)
  })
