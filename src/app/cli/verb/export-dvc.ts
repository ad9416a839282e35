/** `pipeline export dvc`: pipelines as DVC's users know them, and what the stages of these call. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../../dataflow/code/project.ts"
import type { LoadOptions } from "../../../dataflow/plan/loaded.ts"
import type { Store } from "../../../dataflow/store/store.ts"
import { remark } from "../answer.ts"
import { engine, openProject } from "../open-project.ts"
import { settings } from "../settings.ts"
import { SilentExit } from "../silent-exit.ts"
import { UsageError } from "../usage-error.ts"

const exporting = Effect.promise(() => import("../export-dvc.ts"))

/** Lays files out in a folder that holds nothing else. */
const writeAnew = (folder: string, files: Iterable<readonly [string, string | Uint8Array]>): void => {
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  for (const [name, text] of files) fs.writeFileSync(path.join(folder, name), text)
}

/** The one pipeline that a stage is about, with the parameters of its folder. */
const exported = Effect.fnUntraced(function*(project: Project, store: Store, names: ReadonlyArray<string>) {
  const { loadPipeline } = yield* engine
  const { dvcFolder } = yield* Effect.promise(() => import("../../../dataflow/exchange/dvc.ts"))
  const [name] = names
  if (name === undefined || names.length > 1) {
    return yield* new UsageError({
      tag: "one-pipeline",
      message: "--plan and --results are about one pipeline.",
      hint: "pipeline export dvc easy --plan"
    })
  }
  const folder = path.join(project.root, dvcFolder(name))
  if (!fs.existsSync(path.join(folder, "dvc.yaml"))) {
    return yield* new UsageError({
      tag: "not-exported",
      message: `Pipeline "${name}" has no ${dvcFolder(name)}/dvc.yaml.`,
      hint: `pipeline export dvc ${name}`
    })
  }
  const { askedOf } = yield* exporting
  const asked = yield* askedOf(project, store, name, { file: path.join(folder, "params.yaml"), options: { set: {} } })
  return { folder, loaded: yield* loadPipeline(project, store, name, asked) }
})

/** What the stage "plan" calls. */
const writePlan = Effect.fnUntraced(function*(project: Project, store: Store, names: ReadonlyArray<string>) {
  const { folder, loaded } = yield* exported(project, store, names)
  const { planFiles, shapeIn, shapeOf } = yield* Effect.promise(() => import("../../../dataflow/exchange/dvc.ts"))
  const place = path.relative(process.cwd(), path.join(folder, "dvc.yaml"))
  if (shapeIn(fs.readFileSync(path.join(folder, "dvc.yaml"), "utf8")) !== shapeOf(loaded)) {
    return yield* new UsageError({
      tag: "dvc-outgrown",
      message: `Pipeline "${loaded.name}" has other nodes or wires by now than ${place} says.`,
      hint: `pipeline export dvc ${loaded.name}   writes it anew`
    })
  }
  yield* Effect.sync(() => writeAnew(path.join(folder, "plan"), Object.entries(planFiles(loaded))))
})

/** What the stage "results" calls. */
const writeResults = Effect.fnUntraced(function*(project: Project, store: Store, names: ReadonlyArray<string>) {
  const { folder, loaded } = yield* exported(project, store, names)
  const { planRun } = yield* engine
  const { chartFiles, metricsTree } = yield* Effect.promise(() => import("../../../dataflow/exchange/dvc-results.ts"))
  const { nodes } = yield* planRun(store, loaded, { targets: [], force: [] })
  const stale = nodes.find(({ status }) => status !== "fresh")
  if (stale !== undefined) {
    return yield* new UsageError({
      tag: "not-fresh",
      message: `Node "${stale.name}" of pipeline "${loaded.name}" is not up to date, so there are no results of all.`,
      hint: `dvc repro results@${loaded.name}`
    })
  }
  const records = new Map(nodes.map(({ name, record }) => [name, record!]))
  yield* Effect.sync(() => {
    fs.writeFileSync(path.join(folder, "metrics.json"), `${JSON.stringify(metricsTree(records), null, 2)}\n`)
    writeAnew(path.join(folder, "plots"), chartFiles(store, loaded, records))
  })
})

/** Pipelines named, else those exported before, else all that are no studies. */
const chosen = Effect.fnUntraced(function*(project: Project, names: ReadonlyArray<string>) {
  const { pipelineNames } = yield* engine
  const known = yield* pipelineNames(project)
  const { exportedIn } = yield* exporting
  const before = exportedIn(project.root, known)
  if (names.length === 0 && before.length === 0) return known.filter((name) => !name.includes("/"))
  return [...new Set([...before, ...names])].sort()
})

const files = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  { data, pipelines }: { readonly pipelines: ReadonlyArray<string>; readonly data: string | undefined }
) {
  const { loadPipeline } = yield* engine
  const { dataBefore, filesOf } = yield* exporting
  const all = yield* Effect.forEach(yield* chosen(project, pipelines), (name) =>
    Effect.gen(function*() {
      const given = pipelines.includes(name) ? data : undefined
      const asked = given ?? (yield* dataBefore(project.root, name))
      const options: LoadOptions = { set: {}, ...(asked === undefined ? {} : { data: asked }) }
      return yield* loadPipeline(project, store, name, options)
    }))
  return filesOf(project, all)
})

/** The verb. */
export const exportDvcVerb = Command.make("dvc", {
  pipelines: Argument.String("pipeline").pipe(
    Argument.withDescription("Pipelines to export (default: those exported before, else all but studies)"),
    Argument.variadic({ min: 0 })
  ),
  data: Flag.String("data").pipe(
    Flag.withMetavar("PATH"),
    Flag.withDescription("What the pipelines named are to work on"),
    Flag.optional
  ),
  check: Flag.Boolean("check").pipe(
    Flag.withDescription("Write nothing; exit with 3 if a file is out of date"),
    Flag.withDefault(false)
  ),
  plan: Flag.Boolean("plan").pipe(
    Flag.withDescription("For the stage \"plan\": write what each node of one pipeline is made of"),
    Flag.withDefault(false)
  ),
  results: Flag.Boolean("results").pipe(
    Flag.withDescription("For the stage \"results\": write metrics and charts of one pipeline"),
    Flag.withDefault(false)
  )
}, ({ check, data, pipelines, plan, results }) =>
  Effect.scoped(Effect.gen(function*() {
    const { folder, isQuiet } = yield* settings
    const { project, store } = yield* openProject(folder)
    if (plan) return yield* writePlan(project, store, pipelines)
    if (results) return yield* writeResults(project, store, pipelines)
    if (Option.isSome(data) && pipelines.length === 0) {
      return yield* new UsageError({
        tag: "no-pipeline",
        message: "--data is about the pipelines named, and none is.",
        hint: `pipeline export dvc easy --data ${data.value}`
      })
    }
    const { isOurs } = yield* exporting
    const written = [...yield* files(project, store, { pipelines, data: Option.getOrUndefined(data) })]
    const shown = (name: string) => path.relative(process.cwd(), path.join(project.root, name))
    const others = written.map(([name]) => name).filter((name) =>
      name.endsWith("dvc.yaml") && !isOurs(path.join(project.root, name))
    )
    if (others.length > 0) {
      return yield* new UsageError({
        tag: "not-ours",
        message: `${others.map(shown).join(", ")} was not written by this command, and stays as it is.`,
        hint: "move it away, or into a folder of its own; pipeline import dvc   makes a pipeline of it"
      })
    }
    const old = written.filter(([name, text]) => {
      const file = path.join(project.root, name)
      return !fs.existsSync(file) || fs.readFileSync(file, "utf8") !== text
    })
    if (check) {
      if (old.length === 0) return
      yield* remark([...old.map(([name]) => `${shown(name)} is out of date`), "pipeline export dvc   writes them anew"])
      return yield* new SilentExit({ code: 3 })
    }
    for (const [name, text] of old) {
      fs.mkdirSync(path.dirname(path.join(project.root, name)), { recursive: true })
      fs.writeFileSync(path.join(project.root, name), text)
    }
    if (isQuiet) return
    yield* remark(old.length === 0 ? ["everything is up to date"] : old.map(([name]) => `wrote ${shown(name)}`))
  }))).pipe(
    Command.withDescription("Write dvc.yaml and params.yaml whose stages run this command"),
    Command.withExamples([
      { command: "pipeline export dvc easy", description: "dvc/easy/ and the dvc.yaml above it; then dvc repro" },
      { command: "pipeline export dvc easy --data ~/Music", description: "for another data set" }
    ])
  )
