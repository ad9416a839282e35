/** `pipeline params`: what runs were asked to compute with, beside each other. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { answer, answerJson, remark } from "../answer.ts"
import { givenOtherwise, givenTo } from "../given-to.ts"
import { openProject } from "../open-project.ts"
import { runWords } from "../pipeline-flags.ts"
import { findRun } from "../recorded-run.ts"
import { alignColumns } from "../render/columns.ts"
import { asMarkdown } from "../render/markdown-table.ts"
import { settings } from "../settings.ts"

const md = Flag.Boolean("md").pipe(Flag.withDescription("Answer as a Markdown table"), Flag.withDefault(false))

const runArgument = (name: string) => Argument.String(name).pipe(Argument.withDescription(runWords))

const show = Command.make("show", { run: runArgument("run"), md }, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isJson } = yield* settings
    const { store } = yield* openProject(folder)
    const run = yield* findRun(store, input.run)
    if (isJson) return yield* answerJson({ run: run.run, seed: run.seed, params: run.params ?? {} })
    const table = [
      ["parameter", run.run.slice(0, 6)],
      ...Object.entries(givenTo(store, run)).filter(([, value]) => value !== "")
    ]
    yield* answer(input.md ? asMarkdown(table) : alignColumns(table))
  }))).pipe(Command.withDescription("Show all parameters of a run"))

const diff = Command.make(
  "diff",
  { from: runArgument("from"), to: runArgument("to"), md },
  (input) =>
    Effect.scoped(Effect.gen(function*() {
      const { folder, isJson } = yield* settings
      const { store } = yield* openProject(folder)
      const [from, to] = [yield* findRun(store, input.from), yield* findRun(store, input.to)]
      const differing = givenOtherwise(store, from, to)
      if (isJson) {
        const params = differing.map(([name]) => name).filter((name) => !name.startsWith("("))
        const pairs = params.map((name) => [name, { from: from.params?.[name], to: to.params?.[name] }])
        return yield* answerJson({
          from: from.run,
          to: to.run,
          seeds: [from.seed, to.seed],
          params: Object.fromEntries(pairs)
        })
      }
      if (differing.length === 0) return yield* remark(["the two runs were given the same"])
      const rows = differing.map(([name, before = "–", after = "–"]) => [name, before, after])
      const table = [["parameter", from.run.slice(0, 6), to.run.slice(0, 6)], ...rows]
      yield* answer(input.md ? asMarkdown(table) : alignColumns(table))
    }))
).pipe(Command.withDescription("Show in which parameters two runs differ"))

/** The verb. */
export const params = Command.make("params").pipe(
  Command.withDescription("Show or compare the parameters of runs"),
  Command.withSubcommands([show, diff])
)
