/** `pipeline runs`: the history, newest first. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { recordedRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { formatAgo } from "../render/duration.ts"
import { formatMetric } from "../render/format-number.ts"
import { settings } from "../settings.ts"

const metricsShown = 3

/** The verb. */
export const runs = Command.make("runs", {
  pipeline: Argument.String("pipeline").pipe(Argument.withDescription("Only runs of this pipeline"), Argument.optional)
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson } = yield* settings
    const { store } = yield* openProject(folder)
    const asked = Option.getOrUndefined(input.pipeline)
    const history = store.runs().filter(({ pipeline }) => asked === undefined || pipeline === asked).toReversed()
    if (isJson) return yield* answerJson(history.map((ref) => ({ ...ref, metrics: recordedRun(store, ref).metrics })))
    if (history.length === 0) return yield* remark(["no runs yet: pipeline run <pipeline>"])
    const nowMs = (yield* DateTime.now).epochMilliseconds
    const rows = history.map((ref) => {
      const metrics = Object.entries(recordedRun(store, ref).metrics).slice(0, metricsShown)
      return [
        ref.run.slice(0, 6),
        ref.pipeline,
        formatAgo(nowMs - DateTime.makeUnsafe(ref.finishedAt).epochMilliseconds),
        String(ref.seed),
        String(Object.keys(ref.steps).length),
        metrics.map(([name, { value }]) => `${name} ${formatMetric(value)}`).join("  ")
      ]
    })
    yield* answer(alignColumns([["run", "pipeline", "when", "seed", "nodes", "metrics"], ...rows], 1))
  }))).pipe(Command.withDescription("List recorded runs, newest first"))
