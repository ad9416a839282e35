/** `pipeline runs`: the history, newest first. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Project } from "../../../dataflow/code/project.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { checkNames, chooseRuns } from "../choose-runs.ts"
import { dataLabels } from "../data-labels.ts"
import { engine, openProject } from "../open-project.ts"
import { recordedRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { plural } from "../render/plural.ts"
import { runFields } from "../run-fields.ts"
import { allMarks } from "../run-marks.ts"
import { fieldsTable, runsLines, wideRunsLines } from "../runs-table.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

/** Fails for a name that is neither of a pipeline that is here nor of one among `ran`. */
const checkPipeline = (project: Project, asked: string, ran: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    if (ran.includes(asked)) return
    const { pipelineNames } = yield* engine
    const known = [...new Set([...(yield* pipelineNames(project)), ...ran])].sort()
    if (known.includes(asked)) return
    return yield* new UsageError({
      tag: "unknown-pipeline",
      message: `There is no pipeline "${asked}", and none of that name has run.`,
      given: asked,
      word: asked,
      known,
      hint: known.length === 0 ? "pipelines/ holds no pipeline yet" : `one of ${known.join(", ")}`
    })
  })

/** The verb. */
export const runs = Command.make("runs", {
  pipeline: Argument.String("pipeline").pipe(Argument.withDescription("Only runs of this pipeline"), Argument.optional),
  wide: Flag.Boolean("wide").pipe(
    Flag.withAlias("w"),
    Flag.withDescription("Every column in full: when, seed, commit, what was set, scores"),
    Flag.withDefault(false)
  ),
  where: Flag.String("where").pipe(
    Flag.withMetavar("NAME>VALUE"),
    Flag.withDescription("Only runs of which this holds: facts, parameters, metrics (repeatable)"),
    Flag.atLeast(0)
  ),
  sort: Flag.String("sort").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("By a fact, parameter or metric; of a metric the best first"),
    Flag.optional
  ),
  columns: Flag.String("columns").pipe(
    Flag.withMetavar("NAME,NAME"),
    Flag.withDescription("Show these facts, parameters and metrics"),
    Flag.optional
  ),
  limit: Flag.Int("limit").pipe(
    Flag.withAlias("n"),
    Flag.withMetavar("N"),
    Flag.withDescription("At most so many"),
    Flag.filter((limit) => limit >= 1, (limit) => `Expected at least 1, got ${limit}`),
    Flag.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { columns, folder, isJson, style } = yield* settings
    const { project, store } = yield* openProject(folder)
    const asked = Option.getOrUndefined(input.pipeline)
    const everything = store.runs()
    const labelOf = dataLabels(everything) // told apart from that of all runs there are
    if (asked !== undefined) yield* checkPipeline(project, asked, everything.map(({ pipeline }) => pipeline))
    const all = everything.filter(({ pipeline }) => asked === undefined || pipeline === asked).toReversed()
    const marks = allMarks(store)
    const fields = runFields(store, labelOf, marks)
    const history = yield* chooseRuns(all, fields, {
      where: input.where,
      sort: Option.getOrUndefined(input.sort),
      limit: Option.getOrUndefined(input.limit)
    })
    if (isJson) {
      const full = history.map((run) => ({ ...run, metrics: recordedRun(store, run).metrics, ...marks(run) }))
      return yield* answerJson(full)
    }
    if (all.length === 0) return yield* remark([`no runs yet: pipeline run ${asked ?? "<pipeline>"}`])
    if (history.length === 0) return yield* remark([`none of ${plural(all.length, "run")}`])
    if (Option.isSome(input.columns)) {
      const columns = input.columns.value
      const names = columns.split(",")
      yield* checkNames(fields, all, names.map((name) => ({ name, given: `--columns ${columns}` })))
      return yield* answer(alignColumns(fieldsTable(history, names, fields), 1))
    }
    const table = {
      labelOf,
      marks,
      isOnePipeline: asked !== undefined,
      columns,
      style,
      nowMs: (yield* DateTime.now).epochMilliseconds
    }
    yield* answer((input.wide ? wideRunsLines : runsLines)(store, history, table))
  }))).pipe(
    Command.withDescription("List recorded runs, newest first"),
    Command.withExamples([
      { command: "pipeline runs easy --where 'train.beta>=4' --sort 'ARI (label)'", description: "the best first" },
      { command: "pipeline runs --where tag=paper", description: "those that somebody tagged so" },
      { command: "pipeline runs --columns pipeline,train.beta,took", description: "a table of one's own" }
    ])
  )
