/** `pipeline export`: pipelines in the words of other tools. Next: src/dataflow/exchange/dvc.ts. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import { answer, remark } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { exportOnnxVerb } from "./export-onnx.ts"
import { exportOpenLineage, exportRoCrate } from "./export-run.ts"

const dvc = Command.make("dvc", {
  pipelines: Argument.String("pipeline").pipe(
    Argument.withDescription("Pipelines to export (default: all)"),
    Argument.variadic({ min: 0 })
  ),
  output: Flag.String("output").pipe(
    Flag.withAlias("o"),
    Flag.withMetavar("FILE"),
    Flag.withDescription("Where to write, - for stdout (default: dvc.yaml beside pipelines/)"),
    Flag.optional
  ),
  check: Flag.Boolean("check").pipe(
    Flag.withDescription("Write nothing; exit with 3 if the file is out of date"),
    Flag.withDefault(false)
  )
}, (input) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isQuiet } = yield* settings
    const { project, store } = yield* openProject(folder)
    const { loadPipeline, pipelineNames } = yield* engine
    const { dvcYaml } = yield* Effect.promise(() => import("../../../dataflow/exchange/dvc.ts"))
    const names = input.pipelines.length > 0 ? input.pipelines : yield* pipelineNames(project)
    const text = dvcYaml(yield* Effect.forEach(names, (name) => loadPipeline(project, store, name, { set: {} })))
    const output = Option.getOrElse(
      input.output,
      () => path.relative(process.cwd(), path.join(project.root, "dvc.yaml"))
    )
    if (output === "-") return yield* answer([text.trimEnd()])
    const isCurrent = fs.existsSync(output) && fs.readFileSync(output, "utf8") === text
    if (input.check) {
      if (isCurrent) return
      yield* remark([`${output} is out of date: pipeline export dvc`])
      return yield* new SilentExit({ code: 3 })
    }
    if (!isCurrent) fs.writeFileSync(output, text)
    if (!isQuiet) yield* remark([isCurrent ? `${output} is up to date` : `wrote ${output}`])
  }))).pipe(Command.withDescription("Write a dvc.yaml whose stages run this command"))

/** The verb. */
export const exportVerb = Command.make("export").pipe(
  Command.withDescription("Write pipelines and runs for other tools"),
  Command.withSubcommands([dvc, exportOnnxVerb, exportOpenLineage, exportRoCrate])
)
