/** `pipeline lineage`: where an artifact or a file came from, and what it went into. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { answer, answerJson, answerText } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runDataFlag } from "../pipeline-flags.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

/** The verb. */
export const lineage = Command.make("lineage", {
  what: Argument.String("what").pipe(
    Argument.withDescription("A file or folder, <pipeline or run>:<node>/<output>, or the digest of an artifact")
  ),
  data: runDataFlag,
  format: Flag.Literals("format", ["tree", "mermaid", "dot"]).pipe(
    Flag.withDescription("How to draw it"),
    Flag.withDefault("tree" as const)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const decided = yield* settings
    const { project, store } = yield* openProject(decided.folder)
    const { subjectOf } = yield* Effect.promise(() => import("../lineage-subject.ts"))
    const { lineageOf } = yield* Effect.promise(() => import("../../../dataflow/history/lineage.ts"))
    const { lineageDag, lineageLines } = yield* Effect.promise(() => import("../lineage-view.ts"))
    const subject = yield* subjectOf(store, input.what, { data: Option.getOrUndefined(input.data), root: project.root })
    const found = lineageOf(store, subject.holders)
    if (found === undefined) {
      return yield* new UsageError({
        tag: "unknown-subject",
        message: `No run on record holds ${input.what}.`,
        given: `lineage ${input.what}`,
        word: input.what,
        hint: "pipeline runs   lists those there are"
      })
    }
    if (decided.isJson) {
      const { holder, ...rest } = found
      return yield* answerJson({
        what: input.what,
        digest: subject.digest,
        run: holder.run.run,
        pipeline: holder.run.pipeline,
        step: holder.step,
        commit: holder.run.commit,
        dataset: holder.run.dataset,
        ...rest
      })
    }
    if (input.format === "tree") return yield* answer(lineageLines(found, subject, decided))
    const { dot, mermaid } = yield* Effect.promise(() => import("../../../page/report/dag-text.ts"))
    yield* answerText((input.format === "dot" ? dot : mermaid)(lineageDag(found)).trimEnd())
  }))).pipe(
    Command.withDescription("Show what an artifact or a file was made from, and what was made of it"),
    Command.withExamples([
      { command: "pipeline lineage artifacts/easy/report.html", description: "known by its bytes, wherever it lies" },
      { command: "pipeline lineage hard:train/weights", description: "an output of the latest whole run" },
      { command: "pipeline lineage songs/one.wav --json", description: "data: every step and run that read it" }
    ])
  )
