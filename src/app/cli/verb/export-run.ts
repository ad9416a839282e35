/** `pipeline export openlineage|ro-crate`: what a run was, for other programs. Next: src/dataflow/exchange/. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import { visibleJson } from "../../../format/visible.ts"
import { answerText, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runDataFlag } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { plural } from "../render/plural.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"
import { version } from "../version.ts"

const runArgument = Argument.String("run").pipe(
  Argument.withDescription("A run, or a pipeline for its latest whole run")
)

/** The verb that writes events. */
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
    fs.mkdirSync(path.dirname(path.resolve(input.output.value)), { recursive: true })
    fs.writeFileSync(input.output.value, `${text}\n`)
    if (!isQuiet) yield* remark([`wrote ${plural(events.length, "event")} to ${input.output.value}`])
  }))).pipe(
    Command.withDescription("Write a run as OpenLineage events, one JSON object a line"),
    Command.withExamples([
      { command: "pipeline export openlineage hard -o hard.jsonl", description: "its latest whole run" }
    ])
  )

/** The verb that writes a crate. */
export const exportRoCrate = Command.make("ro-crate", {
  run: runArgument,
  data: runDataFlag,
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("DIR|FILE.zip"),
    Flag.withDescription("A new folder, or a .zip file")
  ),
  licence: Flag.String("licence").pipe(
    Flag.withMetavar("URL"),
    Flag.withDescription("Under which the crate may be used, such as https://spdx.org/licenses/CC-BY-4.0"),
    Flag.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isQuiet } = yield* settings
    const { output } = input
    if (fs.existsSync(output) && (!fs.statSync(output).isDirectory() || fs.readdirSync(output).length > 0)) {
      return yield* new UsageError({
        tag: "exists",
        message: `${output} is there already.`,
        given: `-o ${output}`,
        word: output,
        hint: "a new folder or .zip file: nothing is overwritten"
      })
    }
    const { project, store } = yield* openProject(folder)
    const run = yield* findRun(store, input.run, Option.getOrUndefined(input.data))
    const { writeRoCrate } = yield* Effect.promise(() => import("../../../dataflow/exchange/ro-crate.ts"))
    const licence = Option.getOrUndefined(input.licence)
    const written = yield* writeRoCrate(store, run, { output, project, version, licence })
    if (!isQuiet) yield* remark([`wrote ${plural(written.files, "file")} to ${output}`])
    if (written.missing.length > 0) {
      yield* remark([`left out, as the cache has them no longer: ${written.missing.join(", ")}`])
    }
  }))).pipe(
    Command.withDescription("Write a run, its artifacts and its code as an RO-Crate (Provenance Run Crate 0.5)"),
    Command.withExamples([
      { command: "pipeline export ro-crate hard -o hard.zip", description: "to hand on, or to deposit" }
    ])
  )
