/** A dvc.yaml on disk, read and written as a pipeline. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { UsageError } from "./usage-error.ts"

const isFolder = (place: string): boolean => fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true

/** The nearest folder upwards that holds one of these. */
const above = (from: string, names: ReadonlyArray<string>): string | undefined => {
  for (let folder = from;; folder = path.dirname(folder)) {
    if (names.some((name) => fs.existsSync(path.join(folder, name)))) return folder
    if (folder === path.dirname(folder)) return undefined
  }
}

/** Where a file of pipelines/ imports the framework from: by name, or by place in the framework's own clone. */
const frameworkIn = (root: string, pipeline: string): string => {
  const manifest = path.join(root, "package.json")
  const own = fs.existsSync(manifest) &&
    (JSON.parse(fs.readFileSync(manifest, "utf8")) as { readonly name?: string }).name === "partita"
  return own ? `${"../".repeat(pipeline.split("/").length)}src/dataflow/index.ts` : "partita"
}

const onPath = (program: string): boolean =>
  (process.env["PATH"] ?? "").split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)))

const configOf = (root: string): string =>
  ["config", "config.local"].map((name) => path.join(root, ".dvc", name)).filter((file) => fs.existsSync(file))
    .map((file) => fs.readFileSync(file, "utf8")).join("\n")

/** The shell that DVC would start, of those whose options are known. */
const shellHere = (): string => {
  const shell = path.basename(process.env["SHELL"] ?? "sh")
  return ["bash", "zsh"].includes(shell) ? shell : "sh"
}

/** The pipeline's name, text and root, and what was left out, of a dvc.yaml or its folder. */
export const importedFrom = Effect.fnUntraced(function*(given: string, asked: string | undefined) {
  const { pipelineText } = yield* Effect.promise(() => import("../../dataflow/exchange/dvc-pipeline.ts"))
  const { readDvcFile } = yield* Effect.promise(() => import("../../dataflow/exchange/dvc-stages.ts"))
  const { DvcProblem } = yield* Effect.promise(() => import("../../dataflow/exchange/dvc-values.ts"))
  const { wiredStages } = yield* Effect.promise(() => import("../../dataflow/exchange/dvc-wires.ts"))
  const full = isFolder(given) ? path.join(given, "dvc.yaml") : given
  if (!fs.existsSync(full)) {
    return yield* new UsageError({
      tag: "no-file",
      message: `There is no ${path.relative(process.cwd(), full)}.`,
      hint: "pipeline import dvc path/to/dvc.yaml"
    })
  }
  const folder = path.dirname(full)
  const root = above(folder, ["pipelines"]) ?? above(folder, [".dvc", ".git", "package.json"]) ?? folder
  const inside = (place: string): string => path.join(root, place)
  const file = path.relative(root, full).split(path.sep).join("/")
  const pipeline = asked ?? (path.basename(folder).replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[-_]+|-+$/g, "") || "dvc")
  const read = (place: string): string | undefined =>
    fs.statSync(inside(place), { throwIfNoEntry: false })?.isFile() === true
      ? fs.readFileSync(inside(place), "utf8")
      : undefined
  const config = configOf(root)
  const style = {
    bool: /^\s*bool\s*=\s*boolean_optional\s*$/m.test(config) ? "boolean_optional" : "store_true",
    list: /^\s*list\s*=\s*append\s*$/m.test(config) ? "append" : "nargs"
  } as const
  return yield* Effect.try({
    try: () => {
      const resolved = readDvcFile({ file, read, style })
      if (resolved.stages.length === 0) throw new DvcProblem("it has no stages")
      const { left, stages } = wiredStages(resolved, {
        read,
        kind: (place) => {
          const stat = fs.statSync(inside(place), { throwIfNoEntry: false })
          return stat === undefined ? undefined : stat.isDirectory() ? "folder" : "file"
        },
        names: (place) => fs.readdirSync(inside(place)).sort()
      })
      const hydra = /\[hydra\][^[]*enabled\s*=\s*true/.test(config)
      const said = hydra ? [...left, "Hydra composes params.yaml for dvc exp run; its values of now are taken"] : left
      const about = {
        name: pipeline,
        file,
        framework: frameworkIn(root, pipeline),
        shell: shellHere(),
        isThere: onPath,
        left: said
      }
      return {
        pipeline,
        root,
        left: said,
        stages: stages.map(({ stage }) => stage.name),
        text: pipelineText(stages, about)
      }
    },
    catch: (cause) => {
      if (!(cause instanceof DvcProblem)) throw cause
      return new UsageError({
        tag: "dvc-file",
        message: `${path.relative(process.cwd(), full)} cannot be taken over: ${cause.message}.`,
        hint: cause.place === undefined ? "dvc stage list   says what DVC makes of it" : `mend ${cause.place}`
      })
    }
  })
})
