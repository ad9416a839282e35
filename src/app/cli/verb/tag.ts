/** `pipeline tag`: names for runs. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { addTag, readMarks, removeTag } from "../../../dataflow/store/marks.ts"
import type { RunRecord } from "../../../dataflow/store/run-record.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { runWords } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { plural } from "../render/plural.ts"
import { marksOf, tagProblem } from "../run-marks.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

/** The runs of each tag, latest first. */
const runsByTag = (store: Store): Readonly<Record<string, ReadonlyArray<RunRecord>>> => {
  const marks = readMarks(store.files)
  const tagged = store.runs().toReversed().flatMap((run) =>
    (marks.get(run.run)?.tags ?? []).map((tag) => ({ run, tag }))
  )
  const groups = [...Map.groupBy(tagged, ({ tag }) => tag)].sort(([a], [b]) => a < b ? -1 : 1)
  return Object.fromEntries(groups.map(([tag, own]) => [tag, own.map(({ run }) => run)]))
}

const listTags = (store: Store, isJson: boolean) => {
  const tags = Object.entries(runsByTag(store))
  if (isJson) return answerJson(Object.fromEntries(tags.map(([tag, runs]) => [tag, runs.map(({ run }) => run)])))
  if (tags.length === 0) return remark(["no tags yet: pipeline tag <run> <name>"])
  return answer(alignColumns(tags.map(([tag, [latest, ...others]]) => [
    tag,
    latest!.run.slice(0, 6),
    latest!.pipeline,
    others.length === 0 ? "" : `and ${plural(others.length, "other")}`
  ])))
}

const refused = (tag: string, problem: string): UsageError =>
  new UsageError({
    tag: "invalid-tag",
    message: `"${tag}" ${problem}.`,
    given: tag,
    word: tag,
    hint: "pipeline tag last best"
  })

/** The verb. */
export const tag = Command.make("tag", {
  run: Argument.String("run").pipe(
    Argument.withDescription(`${runWords} (default: list all tags)`),
    Argument.optional
  ),
  names: Argument.String("name").pipe(Argument.withDescription("Tags to give it"), Argument.variadic({ min: 0 })),
  remove: Flag.Boolean("remove").pipe(Flag.withDescription("Take the tags from it"), Flag.withDefault(false)),
  move: Flag.Boolean("move").pipe(
    Flag.withDescription("Take the tags from all other runs"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson } = yield* settings
    const { project, store } = yield* openProject(folder)
    if (Option.isNone(input.run)) return yield* listTags(store, isJson)
    const run = yield* findRun(store, input.run.value)
    const names = input.names.map((name) => name.normalize())
    const { pipelineNames } = yield* engine
    const taken = input.remove
      ? []
      : [...(yield* pipelineNames(project)), ...store.runs().map(({ pipeline }) => pipeline)]
    for (const name of input.remove ? [] : names) {
      const problem = tagProblem(name, taken)
      if (problem !== undefined) return yield* refused(name, problem)
    }
    const strange = input.remove ? names.find((name) => !marksOf(store, run).tags.includes(name)) : undefined
    if (strange !== undefined) {
      return yield* new UsageError({
        tag: "unknown-tag",
        message: `Run ${run.run.slice(0, 6)} has no tag "${strange}".`,
        given: strange,
        word: strange,
        known: marksOf(store, run).tags,
        hint: "pipeline tag   lists them"
      })
    }
    const at = DateTime.formatIso(yield* DateTime.now)
    for (const name of names) {
      if (input.remove) removeTag(store.files, run.run, name)
      else addTag(store.files, run.run, { tag: name, at })
    }
    for (const [other, { tags }] of input.move ? readMarks(store.files) : []) {
      if (other !== run.run) { for (const name of names) if (tags.includes(name)) removeTag(store.files, other, name) }
    }
    const { tags } = marksOf(store, run)
    if (isJson) return yield* answerJson({ run: run.run, tags })
    yield* answer([`run ${run.run.slice(0, 6)} of ${run.pipeline}: ${tags.join(", ") || "no tags"}`])
  }))).pipe(
    Command.withDescription("Give runs names that stand for them, and keep them from gc"),
    Command.withExamples([
      { command: "pipeline tag last best --move", description: "the latest run is the best, and no other" },
      { command: "pipeline params diff best last", description: "a tag stands for its run" },
      { command: "pipeline runs --where tag=paper", description: "all runs that are tagged so" }
    ])
  )
