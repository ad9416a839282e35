/** Reads a pipeline file into steps with checked parameters and fingerprinted code. Next: plan.ts. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { pipelineCode } from "../code/code.ts"
import type { Fingerprint } from "../code/fingerprint.ts"
import { importCompiled } from "../code/import-compiled.ts"
import { pipelineNames, type Project } from "../code/project.ts"
import type { PipelineDescription } from "../dsl/description.ts"
import { traceLabels } from "../dsl/labels.ts"
import type { AnyDefinition, AnyStep, LabelUse, Ref } from "../dsl/node.ts"
import { stepParameters } from "../dsl/parameters.ts"
import type { DataSource, Runnable } from "../dsl/pipeline.ts"
import { deriveSeed } from "../dsl/seed.ts"
import type { Store } from "../store/store.ts"
import { InvalidData, PipelineBroken, UnknownPipeline } from "./error.ts"

/** What the command line says about a pipeline. */
export interface LoadOptions {
  readonly data?: string
  readonly set: Readonly<Record<string, string>>
  readonly seed?: number
}

/** A step ready to be planned. `group` is the folder of its node's file, such as "features". */
export interface LoadedStep {
  readonly name: string
  readonly group: string
  readonly file: string
  readonly definition: AnyDefinition
  readonly code: Fingerprint
  /** Code that the step imports when its inputs need it, by name. */
  readonly modules: Readonly<Record<string, Fingerprint>>
  readonly params: unknown
  readonly encodedParams: unknown
  readonly seed: number
  readonly labels: LabelUse
  readonly isLabelConditioned: boolean
  /** Set for nodes that see their pipeline. */
  readonly pipeline: PipelineDescription | undefined
  readonly wires: Readonly<Record<string, { readonly step: string; readonly port: string }>>
}

/** A pipeline ready to be planned; `entry` is its compiled module, `data` the source its steps were built for. */
export interface Loaded {
  readonly name: string
  readonly seed: number
  readonly entry: string
  readonly data: DataSource
  readonly steps: ReadonlyArray<LoadedStep>
  readonly exports: Readonly<Record<string, { readonly step: string; readonly port: string }>>
  /** What was asked for. */
  readonly request: LoadOptions
}

const dataSource = Effect.fnUntraced(function*(data: string | undefined) {
  if (data === undefined) return { _tag: "Embedded" } as const
  const full = path.resolve(data)
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  if (stat === undefined) return yield* new InvalidData({ path: data, problem: "there is no such file or folder." })
  if (stat.isDirectory()) return { _tag: "Folder", path: full } as const
  if (/\.(csv|parquet)$/i.test(full)) return { _tag: "Table", path: full } as const
  const problem = "expected a folder of audio or a .csv file of features, or the .parquet file of 4MuLA."
  return yield* new InvalidData({ path: data, problem })
})

const compiledPipeline = (project: Project, store: Store, name: string) =>
  Effect.tryPromise({
    try: async (): Promise<
      { readonly code: Awaited<ReturnType<typeof pipelineCode>>; readonly pipeline: Runnable }
    > => {
      const code = await pipelineCode(project, store, name)
      const { pipeline } = await importCompiled(code.entry)
      if (pipeline?.["~pipeline"] !== true) {
        throw new Error(`pipelines/${name}.ts has no default export made by Pipeline.gen`)
      }
      return { code, pipeline }
    },
    catch: (cause) =>
      new PipelineBroken({ pipeline: name, problem: cause instanceof Error ? cause.message : String(cause) })
  })

const buildSteps = (pipeline: Runnable, data: DataSource) =>
  Effect.try({
    try: () => pipeline.build(data),
    catch: (cause) =>
      new PipelineBroken({ pipeline: pipeline.name, problem: cause instanceof Error ? cause.message : String(cause) })
  })

const locationOf = (ref: Ref<unknown>) => ({ step: ref.step, port: ref.port })

const groupOf = (file: string): string => path.basename(path.dirname(file))

const sourceOf = (data: DataSource): string => {
  switch (data._tag) {
    case "Embedded":
      return "the embedded corpus"
    case "Folder":
      return `the folder ${path.basename(data.path)}`
    case "Table":
      return `the table ${path.basename(data.path)}`
  }
}

const describe = (
  name: string,
  seed: number,
  data: DataSource,
  steps: ReadonlyArray<LoadedStep>
): PipelineDescription => ({
  name,
  seed,
  source: sourceOf(data),
  steps: steps.map((step) => ({
    name: step.name,
    node: step.definition.node,
    group: step.group,
    params: step.encodedParams,
    isLabelConditioned: step.isLabelConditioned,
    inputs: Object.entries(step.wires).map(([input, wire]) => ({ input, ...wire }))
  }))
})

/** Loads `pipelines/<name>.ts` for the given data, parameters and seed. */
export const loadPipeline = Effect.fn("loadPipeline")(function*(
  project: Project,
  store: Store,
  name: string,
  options: LoadOptions
) {
  if (!fs.existsSync(path.join(project.root, "pipelines", `${name}.ts`))) {
    return yield* new UnknownPipeline({ pipeline: name, known: yield* pipelineNames(project) })
  }
  const data = yield* dataSource(options.data)
  const { code, pipeline } = yield* compiledPipeline(project, store, name)
  if (options.data !== undefined && !pipeline.usesData) {
    return yield* new InvalidData({ path: options.data, problem: `pipeline "${name}" takes no data.` })
  }
  const built = yield* buildSteps(pipeline, data)
  const conditioned = yield* traceLabels(name, built.steps)
  const parameters = yield* stepParameters(name, built.steps, options.set)
  const seed = options.seed ?? pipeline.seed
  const steps: Array<LoadedStep> = []
  for (const step of built.steps as ReadonlyArray<AnyStep>) {
    const located = code.nodes[step.definition.node]
    if (located === undefined) {
      return yield* new PipelineBroken({
        pipeline: name,
        problem:
          `node "${step.definition.node}" is not exported by the file that defines it, so its code cannot be hashed.`
      })
    }
    const params = parameters.get(step.name)!
    steps.push({
      name: step.name,
      group: groupOf(located.file),
      file: located.file,
      definition: step.definition,
      code: located.fingerprint,
      modules: located.modules,
      params: params.decoded,
      encodedParams: params.encoded,
      seed: step.definition.seeded ? deriveSeed(seed, step.name) : 0,
      labels: step.labels,
      isLabelConditioned: conditioned.has(step.name),
      pipeline: undefined,
      wires: Object.fromEntries(Object.entries(step.wires).map(([input, ref]) => [input, locationOf(ref)]))
    })
  }
  const exports = Object.fromEntries(Object.entries(built.exports).map(([key, ref]) => [key, locationOf(ref)]))
  const description = describe(name, seed, data, steps)
  const seeing = steps.map((step) => step.definition.seesPipeline ? { ...step, pipeline: description } : step)
  const loaded: Loaded = { name, seed, entry: code.entry, data, steps: seeing, exports, request: options }
  return loaded
})
