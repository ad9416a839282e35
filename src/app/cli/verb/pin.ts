/** `pipeline pin` and `pipeline unpin`: runs that no collection removes. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { pinRun, unpinRun } from "../../../dataflow/store/marks.ts"
import { answer, answerJson } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runWords } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { marksOf } from "../run-marks.ts"
import { settings } from "../settings.ts"

const runs = Argument.String("run").pipe(
  Argument.withDescription(runWords),
  Argument.variadic({ min: 1 })
)

const setting = (words: ReadonlyArray<string>, isPinned: boolean) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson } = yield* settings
    const { store } = yield* openProject(folder)
    const found = yield* Effect.forEach(words, (word) => findRun(store, word))
    const at = DateTime.formatIso(yield* DateTime.now)
    for (const { run } of found) {
      if (isPinned) pinRun(store.files, run, at)
      else unpinRun(store.files, run)
    }
    if (isJson) return yield* answerJson(found.map((run) => ({ run: run.run, pinnedAt: marksOf(store, run).pinnedAt })))
    yield* answer(
      found.map(({ pipeline, run }) =>
        `run ${run.slice(0, 6)} of ${pipeline} ${isPinned ? "stays whatever gc is told" : "goes when gc is told so"}`
      )
    )
  }))

/** Keeps a run. */
export const pin = Command.make("pin", { runs }, (input) => setting(input.runs, true)).pipe(
  Command.withDescription("Keep runs and all they reached from gc"),
  Command.withExamples([{ command: "pipeline pin best", description: "until unpin" }])
)

/** Lets go of it. */
export const unpin = Command.make("unpin", { runs }, (input) => setting(input.runs, false)).pipe(
  Command.withDescription("Let gc remove runs again")
)
