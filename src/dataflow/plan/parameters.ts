/** Parameters of a pipeline and of all its steps: `--set` applied, then all checked, and all errors reported together. */
import * as Effect from "effect/Effect"
import type { AnyStep } from "../dsl/node.ts"
import type { Runnable } from "../dsl/pipeline.ts"
import { InvalidParameters, UnknownNode, UnknownParameter } from "./error.ts"
import { valueOfSetting } from "./setting.ts"

/** `decoded` is what `run` receives; `encoded` is plain JSON, defaults included, and enters the action key. */
export interface StepParameters {
  readonly decoded: unknown
  readonly encoded: unknown
}

/** Values as text by "step.parameter". */
type Sets = Readonly<Record<string, string>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const assign = (target: unknown, path: ReadonlyArray<string>, value: unknown): unknown => {
  const [head, ...rest] = path
  if (head === undefined) return value
  const record = isRecord(target) ? target : {}
  return { ...record, [head]: assign(record[head], rest, value) }
}

const issuesOf = (
  owner: string,
  known: ReadonlyArray<string>,
  issues: ReadonlyArray<{ readonly path: ReadonlyArray<string>; readonly message: string }>
): InvalidParameters["issues"] =>
  issues.map(({ message, path }) => ({ path: [owner, ...path].join("."), message, known }))

/** A path in two: the step, whose name may hold dots itself ("encode-0.1.take"), and the way to the parameter. */
const split = (path: string, steps: ReadonlyArray<string> = []): readonly [owner: string, ...rest: Array<string>] => {
  const [longest] = steps.filter((name) => path.startsWith(`${name}.`) || path === name)
    .sort((a, b) => b.length - a.length)
  if (longest === undefined) return path.split(".") as [string, ...Array<string>]
  return [longest, ...path.slice(longest.length).split(".").slice(1)]
}

/** Fails where `parameter` is none of `known`; the path and value are as given. */
const checkName = (
  pipeline: string,
  [node, ...parameter]: ReturnType<typeof split>,
  [path, text]: readonly [string, string],
  known: ReadonlyArray<string>
) => {
  if (parameter.length > 0 && known.includes(parameter[0]!)) return Effect.void
  const given = `--set ${path}=${text}`
  return Effect.fail(new UnknownParameter({ pipeline, node, parameter: parameter.join("."), given, known }))
}

/** The pipeline's own parameters as plain JSON, with `--set pipeline.k=4` applied. */
export const pipelineParameters = Effect.fn("pipelineParameters")(
  function*(name: string, pipeline: Runnable, set: Sets) {
    const known = pipeline.parameters
    let raw: unknown = pipeline.defaults
    for (const entry of Object.entries(set)) {
      const [owner, ...parameter] = split(entry[0])
      if (owner !== "pipeline") continue
      yield* checkName(name, [owner, ...parameter], entry, known)
      raw = assign(raw, parameter, valueOfSetting(entry[1]))
    }
    const result = pipeline.decode(raw)
    if (result._tag === "Valid") return result.encoded as Readonly<Record<string, unknown>>
    return yield* new InvalidParameters({ pipeline: name, issues: issuesOf("pipeline", known, result.issues) })
  }
)

/** `set` as "step.parameter", `everywhere` by parameter; `isPartial` while steps may still come. */
export interface StepSets {
  readonly set: Sets
  readonly everywhere?: Sets
  readonly isPartial: boolean
}

const applySets = Effect.fnUntraced(function*(
  pipeline: string,
  steps: ReadonlyArray<AnyStep>,
  { everywhere = {}, isPartial, set }: StepSets
) {
  const raw = new Map(steps.map((step) => [step.name, step.params]))
  for (const [parameter, text] of Object.entries(everywhere)) {
    for (const { definition, name } of steps) {
      if (definition.parameters.includes(parameter)) {
        raw.set(name, assign(raw.get(name), [parameter], valueOfSetting(text)))
      }
    }
  }
  for (const [path, text] of Object.entries(set)) {
    const [node, ...parameter] = split(path, [...raw.keys()])
    if (node === "pipeline") continue
    const step = steps.find((each) => each.name === node)
    if (step === undefined) {
      if (isPartial) continue
      return yield* new UnknownNode({ pipeline, node, given: `--set ${path}=${text}`, known: [...raw.keys()] })
    }
    yield* checkName(pipeline, [node, ...parameter], [path, text], step.definition.parameters)
    raw.set(node, assign(raw.get(node), parameter, valueOfSetting(text)))
  }
  return raw
})

/** Parameters by step name, or every problem of every step at once. */
export const stepParameters = Effect.fn("stepParameters")(function*(
  pipeline: string,
  steps: ReadonlyArray<AnyStep>,
  sets: StepSets
) {
  const raw = yield* applySets(pipeline, steps, sets)
  const issues: Array<InvalidParameters["issues"][number]> = []
  const parameters = new Map<string, StepParameters>()
  for (const step of steps) {
    const { decode, parameters: known } = step.definition
    const result = decode(raw.get(step.name))
    if (result._tag === "Valid") parameters.set(step.name, result)
    else issues.push(...issuesOf(step.name, known, result.issues))
  }
  if (issues.length > 0) return yield* new InvalidParameters({ pipeline, issues })
  return parameters
})
