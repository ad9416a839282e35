/** `pipeline query`: SQL over runs, their parameters and metrics, and the tables they left. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as path from "node:path"
import type { Answer, Cell } from "../../../dataflow/history/query.ts"
import { answer, answerJson, answerText, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { alignColumns } from "../render/columns.ts"
import { formatValue } from "../render/format-number.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const cellText = (value: Cell): string => {
  if (value === null) return "–"
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : formatValue(value)
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}

const tableLines = ({ columns, rows }: Answer): ReadonlyArray<string> =>
  alignColumns([columns.map(({ name }) => name), ...rows.map((row) => row.map(cellText))], 1)

/** The verb. */
export const query = Command.make("query", {
  sql: Argument.String("sql").pipe(Argument.withDescription("One statement that reads, as DuckDB understands it")),
  out: Flag.String("out").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write the answer to a .csv, .json, .parquet or .arrow file"),
    Flag.optional
  ),
  csv: Flag.Boolean("csv").pipe(Flag.withDescription("Answer as CSV"), Flag.withDefault(false))
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson, isQuiet } = yield* settings
    const { store } = yield* openProject(folder)
    const { askHistory } = yield* Effect.promise(() => import("../../../dataflow/history/query.ts"))
    const { answerCsv, answerEndings, answerObjects, writeAnswer } = yield* Effect.promise(() =>
      import("../write-answer.ts")
    )
    const out = Option.getOrUndefined(input.out)
    const ending = out === undefined ? undefined : path.extname(out)
    if (ending !== undefined && !answerEndings.some((each) => each === ending)) {
      return yield* new UsageError({
        tag: "unknown-format",
        message: `A query is not written as "${ending}".`,
        given: `-o ${out}`,
        word: ending,
        known: [...answerEndings],
        hint: `one of ${answerEndings.join(", ")}`
      })
    }
    const found = yield* askHistory(store, input.sql)
    if (out !== undefined) {
      yield* Effect.promise(() => writeAnswer(found, out))
      return isQuiet ? undefined : yield* remark([`${plural(found.rows.length, "row")} in ${out}`])
    }
    if (isJson) return yield* answerJson(answerObjects(found))
    if (input.csv) return yield* answerText(answerCsv(found).trimEnd())
    yield* answer(tableLines(found))
  }))).pipe(
    Command.withDescription("Ask the history, and the tables that runs left, in SQL"),
    Command.withExamples([
      {
        command: `pipeline query "select pipeline, count(*) as runs from runs group by all"`,
        description: "how often"
      },
      { command: `pipeline query 'from easy."train.history" limit 5'`, description: "a table of the latest whole run" }
    ])
  )
