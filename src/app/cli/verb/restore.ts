/** `pipeline restore`: the artifacts of a past run, laid out again. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as path from "node:path"
import type { Gone, Restored } from "../../../dataflow/history/restore.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runDataFlag, runWords } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { plural } from "../render/plural.ts"
import { repeating } from "../run-command.ts"
import { endedAs } from "../run-status.ts"
import { type Settings, settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"

const reasons: Readonly<Record<Gone["why"], string>> = {
  removed: "no longer in the cache",
  damaged: "damaged in the cache",
  changed: "its files were changed where they lie"
}

/** What could not be laid out, and what makes it again. */
const goneLines = ({ gone }: Restored, run: RunRecord, { errorStyle }: Settings): ReadonlyArray<string> => {
  const { commit } = run
  const at = commit === undefined ? "" : `   at commit ${commit.hash.slice(0, 7)}`
  return [
    `${errorStyle.bad("✗")} ${plural(gone.length, "artifact")} cannot be laid out:`,
    ...alignColumns(gone.map(({ artifact, why }) => [artifact, reasons[why]])).map((line) => `    ${line}`),
    `   ${errorStyle.quiet("hint:")} ${repeating(run)}`,
    `         makes ${gone.length === 1 ? "it" : "them"} again${at}`
  ]
}

/** The verb. */
export const restore = Command.make("restore", {
  run: Argument.String("run").pipe(
    Argument.withDescription(runWords)
  ),
  data: runDataFlag,
  to: Flag.String("to").pipe(
    Flag.withMetavar("DIR"),
    Flag.withDescription("Lay them out in this folder (default: where run does, in artifacts/)"),
    Flag.optional
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    const run = yield* findRun(store, input.run, Option.getOrUndefined(input.data))
    const { restoreRun } = yield* Effect.promise(() => import("../../../dataflow/history/restore.ts"))
    const to = Option.map(input.to, (folder) => path.resolve(folder))
    const restored = yield* restoreRun(project, store, run, Option.isSome(to) ? { to: to.value } : {})
    const { artifacts, files, folder, gone, links } = restored
    const place = Option.getOrElse(input.to, () => path.relative(process.cwd(), folder))
    if (decided.isJson) {
      const laidOut = { run: run.run, folder, files: Object.keys(files), links, gone, command: repeating(run) }
      yield* answerJson(laidOut)
    } else {
      if (run.status !== "succeeded") yield* remark([`${decided.errorStyle.active("note:")} the run ${endedAs(run)}`])
      const linked = Object.keys(links).length
      const also = linked === 0 ? "" : ` and ${plural(linked, "link")}`
      const what = `${plural(artifacts, "artifact")} of run ${run.run.slice(0, 6)}`
      if (!decided.isQuiet) {
        yield* answer([
          `${decided.style.good("✓")} ${what} in ${place}: ${plural(Object.keys(files).length, "file")}${also}`
        ])
      }
    }
    if (gone.length === 0) return
    if (!decided.isJson) yield* remark(goneLines(restored, run, decided))
    return yield* new SilentExit({ code: 1 })
  }))).pipe(
    Command.withDescription("Lay out the artifacts of a past run again; exit 1 if some are gone"),
    Command.withExamples([
      { command: "pipeline restore best", description: "into artifacts/, until the next run" },
      { command: "pipeline restore 2f91c0 --to ../paper/results", description: "beside whatever else lies there" }
    ])
  )
