/** `pipeline runs`: the history, newest first. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { recordedRun } from "../recorded-run.ts"
import { runsLines, wideRunsLines } from "../runs-table.ts"
import { settings } from "../settings.ts"

/** The verb. */
export const runs = Command.make("runs", {
  pipeline: Argument.String("pipeline").pipe(Argument.withDescription("Only runs of this pipeline"), Argument.optional),
  wide: Flag.Boolean("wide").pipe(
    Flag.withAlias("w"),
    Flag.withDescription("Every column in full: when, seed, commit, what was set, scores"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { columns, folder, isJson, style } = yield* settings
    const { store } = yield* openProject(folder)
    const asked = Option.getOrUndefined(input.pipeline)
    const history = store.runs().filter(({ pipeline }) => asked === undefined || pipeline === asked).toReversed()
    if (isJson) return yield* answerJson(history.map((run) => ({ ...run, metrics: recordedRun(store, run).metrics })))
    if (history.length === 0) return yield* remark(["no runs yet: pipeline run <pipeline>"])
    const table = { isOnePipeline: asked !== undefined, columns, style, nowMs: (yield* DateTime.now).epochMilliseconds }
    yield* answer((input.wide ? wideRunsLines : runsLines)(store, history, table))
  }))).pipe(Command.withDescription("List recorded runs, newest first"))
