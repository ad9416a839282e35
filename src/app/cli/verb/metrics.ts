/** `pipeline metrics`: the numbers of runs, beside each other. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Metric } from "../../../dataflow/run/event.ts"
import { isWholeRun, type RunRecord } from "../../../dataflow/store/run-record.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runDataFlag, runWords } from "../pipeline-flags.ts"
import { findRun, isSameData, latestRuns, type RecordedRun, recordedRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { formatChange, formatMetric } from "../render/format-number.ts"
import { asMarkdown } from "../render/markdown-table.ts"
import type { Style } from "../render/style.ts"
import { endedAs } from "../run-status.ts"
import { settings } from "../settings.ts"

const direction = ({ better }: Metric): string => better === "higher" ? "↑" : "↓"

const notWhole = (run: RunRecord, style: Style): string =>
  `${style.active("note:")} run ${run.run.slice(0, 6)} ${endedAs(run)}: metrics are of what it reached`

const show = Command.make("show", {
  run: Argument.String("run").pipe(
    Argument.withDescription(`${runWords} (default: the latest whole run)`),
    Argument.optional
  ),
  data: runDataFlag,
  md: Flag.Boolean("md").pipe(Flag.withDescription("Answer as a Markdown table"), Flag.withDefault(false))
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { errorStyle, folder, isJson } = yield* settings
    const { store } = yield* openProject(folder)
    const data = Option.getOrUndefined(input.data)
    const latest = yield* latestRuns(store, undefined, data)
    const found = Option.isSome(input.run) ? yield* findRun(store, input.run.value, data) : latest.whole ?? latest.any
    if (found === undefined) {
      return yield* remark([`no runs yet${data === undefined ? "" : ` on "${data}"`}: pipeline run <pipeline>`])
    }
    const { metrics, run } = recordedRun(store, found)
    const { dataset, pipeline, status } = found
    if (isJson) return yield* answerJson({ run, pipeline, status, dataset, metrics })
    if (!isWholeRun(found)) yield* remark([notWhole(found, errorStyle)])
    const rows = Object.entries(metrics).map(([name, metric]) => [
      name,
      formatMetric(metric.value),
      metric.baseline === undefined ? "" : formatMetric(metric.baseline),
      direction(metric)
    ])
    const table = [["metric", run.slice(0, 6), "chance", "better"], ...rows]
    yield* answer(input.md ? asMarkdown(table) : alignColumns(table, 1))
  }))).pipe(Command.withDescription("Show the metrics of a run"))

const change = (from: Metric | undefined, to: Metric | undefined, style: Style): string => {
  if (from === undefined || to === undefined) return ""
  const text = formatChange(from.value, to.value)
  if (text === "=") return text
  return `${text} ${to.value > from.value === (to.better === "higher") ? style.good("▲") : style.bad("▼")}`
}

const diff = Command.make("diff", {
  from: Argument.String("from").pipe(Argument.withDescription(runWords)),
  to: Argument.String("to").pipe(Argument.withDescription("The run to compare with it")),
  md: Flag.Boolean("md").pipe(Flag.withDescription("Answer as a Markdown table"), Flag.withDefault(false))
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { errorStyle, folder, isJson, style } = yield* settings
    const { store } = yield* openProject(folder)
    const [earlier, later] = [yield* findRun(store, input.from), yield* findRun(store, input.to)]
    const [from, to] = [recordedRun(store, earlier), recordedRun(store, later)]
    const isComparable = isSameData(earlier.dataset, later.dataset)
    if (isJson) {
      const said = (found: RunRecord, { metrics, run }: RecordedRun) => ({ run, dataset: found.dataset, metrics })
      return yield* answerJson({ from: said(earlier, from), to: said(later, to), isSameData: isComparable })
    }
    yield* remark([earlier, later].filter((each) => !isWholeRun(each)).map((each) => notWhole(each, errorStyle)))
    if (!isComparable) yield* remark([`${errorStyle.active("note:")} not on the same data, so no change is shown`])
    const names = [...new Set([...Object.keys(from.metrics), ...Object.keys(to.metrics)])]
    const value = (metric: Metric | undefined) => metric === undefined ? "" : formatMetric(metric.value)
    const rows = names.map((name) => {
      const [before, after] = [from.metrics[name], to.metrics[name]]
      return [name, value(before), value(after), ...(isComparable ? [change(before, after, style)] : [])]
    })
    const table = [["metric", from.run.slice(0, 6), to.run.slice(0, 6), ...(isComparable ? ["change"] : [])], ...rows]
    yield* answer(input.md ? asMarkdown(table) : alignColumns(table, 1))
  }))).pipe(Command.withDescription("Compare the metrics of two runs"))

/** The verb. */
export const metrics = Command.make("metrics").pipe(
  Command.withDescription("Show or compare the metrics of runs"),
  Command.withSubcommands([show, diff])
)
