/** Compiles a pipeline file and places its steps, with parameters checked and code fingerprinted. Next: load.ts. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { pipelineCode } from "../code/code.ts"
import { compilerErrors } from "../code/compiler-errors.ts"
import { importCompiled } from "../code/import-compiled.ts"
import { pipelineNames, type Project } from "../code/project.ts"
import type { PipelineDescription } from "../dsl/description.ts"
import { traceLabels } from "../dsl/labels.ts"
import type { AnyStep, Ref } from "../dsl/node.ts"
import type { Built } from "../dsl/pipeline.ts"
import { replay } from "../dsl/replay.ts"
import { isUnknownWord, type UnknownWord } from "../dsl/request.ts"
import { deriveSeed } from "../dsl/seed.ts"
import type { OutputRecord } from "../store/action.ts"
import { faultOf } from "../store/fault.ts"
import type { Store } from "../store/store.ts"
import { PipelineBroken, UnknownPipeline, WordUnknown } from "./error.ts"
import {
  type CompiledPipeline,
  heldSteps,
  type Loaded,
  type LoadedStep,
  type LoadOptions,
  type ResolvedRequest
} from "./loaded.ts"
import { pipelineParameters, stepParameters } from "./parameters.ts"
import { resolveRequest } from "./request.ts"
import { surroundingsOf } from "./surroundings.ts"
import { checkWiring, WiringError } from "./wiring.ts"

const wordOf = ({ given, hint, known, word }: UnknownWord) => ({ given, hint, known, word })

/** Not the pipeline's fault where the machine refuses to read or to write it. */
const broken = (pipeline: string) => (cause: unknown) =>
  faultOf(cause) ?? (isUnknownWord(cause)
    ? new WordUnknown({ pipeline, problem: cause.message, ...wordOf(cause) })
    : new PipelineBroken({
      pipeline,
      problem: compilerErrors(cause) ?? (cause instanceof Error ? cause.message : String(cause))
    }))

const compiledPipeline = (project: Project, store: Store, name: string) =>
  Effect.tryPromise({
    try: async (): Promise<Omit<CompiledPipeline, "request">> => {
      const code = await pipelineCode(project, store, name)
      const { pipeline } = await importCompiled(code.entry)
      if (pipeline?.["~pipeline"] !== true) {
        throw new Error(`pipelines/${name}.ts has no default export made by Pipeline.gen`)
      }
      if (!Number.isSafeInteger(pipeline.seed)) {
        throw new Error(
          `its seed is ${String(pipeline.seed)}, which is no whole number: Pipeline.gen("…", { seed: 7 }, …)`
        )
      }
      return { project, name, code, pipeline }
    },
    catch: broken(name)
  })

/** What is wrong with where a step says its sources lie, for its parameters. */
const sourceProblem = ({ definition }: AnyStep, params: unknown): string | undefined => {
  for (const [name, locate] of Object.entries<unknown>(definition.sources)) {
    if (typeof locate !== "function") return `its source "${name}" is no function of its parameters`
    try {
      const place: unknown = locate(params)
      if (typeof place !== "string" || place === "") {
        return `its source "${name}" gives ${JSON.stringify(place)}, no path`
      }
    } catch (cause) {
      return `its source "${name}" fails: ${cause instanceof Error ? cause.message : String(cause)}`
    }
  }
  return undefined
}

const locationOf = (ref: Ref<unknown>) => ({ step: ref.step, port: ref.port })

const groupOf = (file: string): string => path.basename(path.dirname(file))

const describe = (
  name: string,
  { request, seed }: { readonly seed: number; readonly request: ResolvedRequest },
  steps: ReadonlyArray<LoadedStep>
): PipelineDescription => ({
  name,
  seed,
  source: request.description,
  steps: steps.map((step) => ({
    name: step.name,
    node: step.definition.node,
    group: step.group,
    params: step.encodedParams,
    isLabelConditioned: step.isLabelConditioned,
    inputs: Object.entries(step.wires).map(([input, wire]) => ({ input, ...wire }))
  }))
})

const decidersAt = (
  { reads }: Built<AnyStep, unknown>,
  at: number
): ReadonlyArray<string> => [...new Set(reads.filter((read) => read.at <= at).map(({ step }) => step))]

/** The steps of a compiled pipeline as far as `decided` leads, checked. */
export const placeSteps = Effect.fn("placeSteps")(function*(
  store: Store,
  compiled: CompiledPipeline,
  asked: LoadOptions,
  decided: Readonly<Record<string, OutputRecord>>
) {
  const { code, name, pipeline, project, request } = compiled
  const parameters = yield* pipelineParameters(name, pipeline, asked.set)
  const built = yield* Effect.tryPromise({
    try: () => replay(pipeline, store, { request: request.value, params: parameters, decided }),
    catch: broken(name)
  })
  const { pending } = built
  yield* checkWiring(name, built)
  const conditioned = yield* traceLabels(
    name,
    built.steps,
    pending === undefined ? built.reads : [...built.reads, pending]
  )
  const stepParams = yield* stepParameters(name, built.steps, { ...asked, isPartial: pending !== undefined })
  const surroundings = yield* surroundingsOf(project, name, built.steps)
  const seed = asked.seed ?? pipeline.seed
  const steps: Array<LoadedStep> = []
  for (const [i, step] of built.steps.entries()) {
    const located = code.nodes[step.definition.node]
    if (located === undefined) {
      return yield* new PipelineBroken({
        pipeline: name,
        problem:
          `node "${step.definition.node}" is not exported by the file that defines it, so its code cannot be hashed.`
      })
    }
    const params = stepParams.get(step.name)!
    const problem = sourceProblem(step, params.decoded)
    if (problem !== undefined) {
      return yield* new PipelineBroken({
        pipeline: name,
        problem: `node "${step.definition.node}" (${located.file}): ${problem}`
      })
    }
    steps.push({
      name: step.name,
      group: groupOf(located.file),
      file: located.file,
      definition: step.definition,
      code: located.fingerprint,
      modules: located.modules,
      services: located.services,
      params: params.decoded,
      encodedParams: params.encoded,
      seed: step.definition.seeded ? deriveSeed(seed, step.name) : 0,
      labels: step.labels,
      isLabelConditioned: conditioned.has(step.name),
      surroundings: surroundings.get(step.name)!,
      pipeline: undefined,
      wires: Object.fromEntries(Object.entries(step.wires).map(([input, ref]) => [input, locationOf(ref)])),
      decidedBy: decidersAt(built, i)
    })
  }
  if (pending !== undefined && heldSteps({ pending, steps }).has(pending.step)) {
    return yield* new WiringError({ pipeline: name, step: pending.step, problem: "undecidable", detail: pending.port })
  }
  const exports = Object.fromEntries(Object.entries(built.exports).map(([key, ref]) => [key, locationOf(ref!)]))
  const description = describe(name, { seed, request }, steps)
  const seeing = steps.map((step) => step.definition.seesPipeline ? { ...step, pipeline: description } : step)
  const loaded: Loaded = { name, seed, compiled, steps: seeing, exports, parameters, decided, pending, asked }
  return loaded
})

/** `pipelines/<name>.ts`, compiled, with what it is asked to work on. */
export const compilePipeline = Effect.fn("compilePipeline")(function*(
  project: Project,
  store: Store,
  name: string,
  { data }: LoadOptions
) {
  if (!fs.existsSync(path.join(project.root, "pipelines", `${name}.ts`))) {
    return yield* new UnknownPipeline({ pipeline: name, known: yield* pipelineNames(project) })
  }
  const compiled = yield* compiledPipeline(project, store, name)
  const resolved: CompiledPipeline = { ...compiled, request: yield* resolveRequest(compiled.pipeline, data) }
  return resolved
})
