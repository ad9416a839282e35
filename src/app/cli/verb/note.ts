/** `pipeline note`: what a person has to say of a run. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { addNote, clearNotes } from "../../../dataflow/store/marks.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { openProject } from "../open-project.ts"
import { runWords } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { marksOf } from "../run-marks.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const longest = 10_000 // letters: a note is read whole with every list of runs

/** The verb. */
export const note = Command.make("note", {
  run: Argument.String("run").pipe(
    Argument.withDescription(runWords)
  ),
  text: Argument.String("text").pipe(
    Argument.withDescription("What to add (default: show what there is)"),
    Argument.optional
  ),
  clear: Flag.Boolean("clear").pipe(Flag.withDescription("Remove all notes of the run first"), Flag.withDefault(false))
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson } = yield* settings
    const { store } = yield* openProject(folder)
    const run = yield* findRun(store, input.run)
    const text = Option.getOrUndefined(input.text)?.trim()
    if (text === "" || (text ?? "").length > longest) {
      return yield* new UsageError({
        tag: "invalid-note",
        message: text === "" ? "The note says nothing." : `A note has ${longest} letters at most.`,
        hint: `pipeline note ${run.run.slice(0, 6)} "what I learnt"`
      })
    }
    const at = DateTime.formatIso(yield* DateTime.now)
    if (input.clear) clearNotes(store.files, run.run)
    if (text !== undefined) addNote(store.files, run.run, { at, text })
    const { notes } = marksOf(store, run)
    if (isJson) return yield* answerJson({ run: run.run, notes })
    if (notes.length === 0) return yield* remark([`run ${run.run.slice(0, 6)} has no notes`])
    yield* answer(alignColumns(notes.map((each) => [each.at.slice(0, 16).replace("T", " "), each.text])))
  }))).pipe(
    Command.withDescription("Add a note to a run, or show its notes"),
    Command.withExamples([
      { command: "pipeline note best \"β of 4 keeps the chroma apart\"", description: "show and runs tell it" },
      { command: "pipeline note best --clear", description: "none is left" }
    ])
  )
