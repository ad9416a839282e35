/** `pipeline import`: what other tools run, as pipelines. Next: src/dataflow/exchange/dvc-stages.ts. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import { makeFolder } from "../../library/make-folder.ts"
import { answer, answerJson, remark } from "../answer.ts"
import { importedFrom } from "../import-dvc.ts"
import { settings } from "../settings.ts"
import { UsageError } from "../usage-error.ts"

const usable = /^[A-Za-z0-9][A-Za-z0-9_-]{0,60}(?:\/[A-Za-z0-9][A-Za-z0-9_-]{0,60})?$/

const dvc = Command.make("dvc", {
  file: Argument.String("dvc.yaml").pipe(
    Argument.withDescription("The file, or its folder (default: dvc.yaml)"),
    Argument.withDefault("dvc.yaml")
  ),
  name: Flag.String("name").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("What to call the pipeline (default: after the folder of the file)"),
    Flag.optional
  ),
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FILE"),
    Flag.withDescription("Where to write, - for stdout (default: pipelines/NAME.ts)"),
    Flag.optional
  ),
  force: Flag.Boolean("force").pipe(
    Flag.withDescription("Replace the pipeline of that name"),
    Flag.withDefault(false)
  )
}, ({ file, force, name, output }) =>
  Effect.gen(function*() {
    const { errorStyle, folder, isJson, isQuiet } = yield* settings
    const { left, pipeline, root, stages, text } = yield* importedFrom(
      path.resolve(folder, file),
      Option.getOrUndefined(name)
    )
    if (!usable.test(pipeline)) {
      return yield* new UsageError({
        tag: "odd-name",
        message: `"${pipeline}" cannot be the name of a pipeline.`,
        word: pipeline,
        hint: "letters, digits and hyphens: --name my-pipeline"
      })
    }
    const target = Option.match(output, {
      onNone: () => path.join(root, "pipelines", `${pipeline}.ts`),
      onSome: (given) => given === "-" ? "-" : path.resolve(folder, given)
    })
    if (target !== "-" && !force && fs.existsSync(target)) {
      return yield* new UsageError({
        tag: "pipeline-there",
        message: `${path.relative(process.cwd(), target)} is there already; nothing was written.`,
        hint: `${Option.isSome(output) ? "-o ANOTHER" : "--name ANOTHER"}, or --force to replace it`
      })
    }
    if (target === "-") yield* answer(text.trimEnd().split("\n"))
    else {
      yield* Effect.sync(() => {
        makeFolder(path.dirname(target))
        fs.writeFileSync(target, text)
      })
    }
    if (isJson && target !== "-") return yield* answerJson({ pipeline, file: target, stages, left })
    if (left.length > 0) {
      yield* remark([
        `${errorStyle.active("not as in DVC")}: ${left.length === 1 ? "1 thing" : `${left.length} things`}`,
        ...left.map((each) => `  ${each}`)
      ])
    }
    if (isQuiet || target === "-") return
    const count = stages.length === 1 ? "1 stage" : `${stages.length} stages`
    const here = path.relative(path.join(root, "pipelines"), target)
    const isRun = here.endsWith(".ts") && !here.startsWith("..")
    const next = isRun ? `pipeline run ${here.slice(0, -".ts".length)}` : "move it into pipelines/, where it is found"
    yield* remark([`wrote ${path.relative(process.cwd(), target)} with ${count}; next: ${next}`])
  })).pipe(
    Command.withDescription("Make a pipeline of command nodes of a dvc.yaml"),
    Command.withExamples([
      { command: "pipeline import dvc", description: "dvc.yaml of this folder, as pipelines/<folder>.ts" },
      { command: "pipeline import dvc training/dvc.yaml --name training", description: "another one, under a name" }
    ])
  )

/** The verb. */
export const importVerb = Command.make("import").pipe(
  Command.withDescription("Make pipelines of what other tools run"),
  Command.withSubcommands([dvc])
)
