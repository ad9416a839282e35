/** Files that `pipeline export dvc` writes, and what the stages in them call it for. Next: src/dataflow/exchange/dvc.ts. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Project } from "../../dataflow/code/project.ts"
import { codePlaces, topYaml } from "../../dataflow/exchange/dvc-top.ts"
import { dvcFolder, dvcRoot, dvcYaml, paramsYaml, pathFrom } from "../../dataflow/exchange/dvc.ts"
import { askedIn, overridesIn, readParameterFile } from "../../dataflow/exchange/parameter-file.ts"
import type { Loaded, LoadOptions } from "../../dataflow/plan/loaded.ts"
import type { Store } from "../../dataflow/store/store.ts"
import { engine } from "./open-project.ts"
import { UsageError } from "./usage-error.ts"

const textOf = (file: string): string | undefined => fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined

/** The tree of a parameter file. Fails with UsageError for what is none. */
export const parametersIn = (file: string) =>
  Effect.try({
    try: () => readParameterFile(fs.readFileSync(file, "utf8")),
    catch: (cause) =>
      new UsageError({
        tag: "invalid-params",
        message: `${file} cannot be read as parameters: ${cause instanceof Error ? cause.message : String(cause)}`,
        given: `--params ${file}`,
        word: file,
        hint: "a YAML or JSON file such as {\"train\": {\"beta\": 4}}; pipeline export dvc   writes one"
      })
  })

/** A pipeline as a parameter file has it; `options`, as after flags, wins. Data is relative to the file's folder. */
export const askedOf = Effect.fnUntraced(function*(
  project: Project,
  store: Store,
  name: string,
  { file, options }: { readonly file: string; readonly options: LoadOptions }
) {
  const { loadPipeline } = yield* engine
  const tree = yield* parametersIn(file)
  const { data, seed } = askedIn(tree)
  const plain: LoadOptions = {
    ...(seed === undefined ? {} : { seed }),
    ...(data === undefined ? {} : { data: data.startsWith("~") ? data : path.resolve(path.dirname(file), data) }),
    ...options,
    set: {}
  }
  const set = { ...overridesIn(tree, yield* loadPipeline(project, store, name, plain)), ...options.set }
  const asked: LoadOptions = { ...plain, set }
  return asked
})

/** How stages start this command from the project's root: by the file a clone has, or by what npm has installed. */
export const callerIn = (root: string) => {
  const manifest = JSON.parse(textOf(path.join(root, "package.json")) ?? "{}") as {
    readonly name?: string
    readonly bin?: Readonly<Record<string, string>>
    readonly dependencies?: object
    readonly devDependencies?: object
  }
  const own = manifest.name === "partita" ? manifest.bin?.["pipeline"] : undefined
  if (own !== undefined) return { program: ["node"], file: own }
  const isInstalled = "partita" in { ...manifest.dependencies, ...manifest.devDependencies }
  return isInstalled ? { program: [], file: "node_modules/.bin/pipeline" } : { program: ["pipeline"], file: "" }
}

const mark = /^# .*made by: pipeline export dvc/im

/** Whether a file may be written: it is not there, or an export has left it. */
export const isOurs = (file: string): boolean => {
  const text = textOf(file)
  return text === undefined || mark.test(text.split("\n")[0]!)
}

/** Pipelines that have a folder of ours. */
export const exportedIn = (root: string, known: ReadonlyArray<string>): ReadonlyArray<string> =>
  known.filter((name) => {
    const file = path.join(root, dvcFolder(name), "dvc.yaml")
    return fs.existsSync(file) && isOurs(file)
  })

/** What locks the packages of a project. */
export const locksIn = (root: string): ReadonlyArray<string> =>
  ["package-lock.json", "pnpm-lock.yaml", "yarn.lock"].filter((file) => fs.existsSync(path.join(root, file)))

/** The data an earlier export was made for, as an absolute path. */
export const dataBefore = Effect.fnUntraced(function*(root: string, name: string) {
  const file = path.join(root, dvcFolder(name), "params.yaml")
  if (!fs.existsSync(file)) return undefined
  const { data } = askedIn(yield* parametersIn(file))
  return data === undefined || data.startsWith("~") ? data : path.resolve(path.dirname(file), data)
})

/** Every file of an export, by its place below the project's root. */
export const filesOf = (project: Project, all: ReadonlyArray<Loaded>): ReadonlyMap<string, string> => {
  const { root } = project
  const caller = callerIn(root)
  const files = new Map<string, string>()
  files.set("dvc.yaml", topYaml(all.map(({ name }) => name), { caller, code: codePlaces(all, locksIn(root)) }))
  files.set(`${dvcRoot}/.gitignore`, "out/\nplan/\nplots/\n")
  for (const loaded of all) {
    const { data } = loaded.asked
    const folder = dvcFolder(loaded.name)
    files.set(`${folder}/dvc.yaml`, dvcYaml(loaded, caller))
    files.set(
      `${folder}/params.yaml`,
      paramsYaml(
        loaded,
        data === undefined || data.startsWith("~") ? data : pathFrom(root, loaded.name, path.resolve(data))
      )
    )
  }
  return files
}
