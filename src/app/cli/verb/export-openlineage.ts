/** `pipeline export openlineage`: what a run was, as events. Next: src/dataflow/exchange/openlineage.ts. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import { visibleJson } from "../../../format/visible.ts"
import { makeFolder } from "../../library/make-folder.ts"
import { answerText, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runArgument, runDataFlag } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"
import { version } from "../version.ts"

/** The verb. */
export const exportOpenLineage = Command.make("openlineage", {
  run: runArgument,
  data: runDataFlag,
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FILE"),
    Flag.withDescription("Where to write (default: stdout)"),
    Flag.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isQuiet } = yield* settings
    const { project, store } = yield* openProject(folder)
    const run = yield* findRun(store, input.run, Option.getOrUndefined(input.data))
    const { openLineageEvents } = yield* Effect.promise(() => import("../../../dataflow/exchange/openlineage.ts"))
    const events = yield* Effect.promise(() => openLineageEvents(store, run, { version, root: project.root }))
    const text = events.map((event) => visibleJson(event)).join("\n")
    if (Option.isNone(input.output)) return yield* answerText(text)
    makeFolder(path.dirname(input.output.value))
    fs.writeFileSync(input.output.value, `${text}\n`)
    if (!isQuiet) yield* remark([`wrote ${plural(events.length, "event")} to ${input.output.value}`])
  }))).pipe(
    Command.withDescription("Write a run as OpenLineage events, one JSON object a line"),
    Command.withExamples([
      { command: "pipeline export openlineage hard -o hard.jsonl", description: "its latest whole run" }
    ])
  )
