/** Parameters of all steps: `--set` applied, then every step checked, and all errors reported together. */
import * as Effect from "effect/Effect"
import { InvalidParameters, UnknownNode, UnknownParameter } from "../plan/error.ts"
import type { AnyStep } from "./node.ts"

/** `decoded` is what `run` receives; `encoded` is plain JSON, defaults included, and enters the action key. */
export interface StepParameters {
  readonly decoded: unknown
  readonly encoded: unknown
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** `text` as JSON where it is JSON, else as it stands: 4, true, [1,2], kmeans. */
const parseValue = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const assign = (target: unknown, path: ReadonlyArray<string>, value: unknown): unknown => {
  const [head, ...rest] = path
  if (head === undefined) return value
  const record = isRecord(target) ? target : {}
  return { ...record, [head]: assign(record[head], rest, value) }
}

const applySets = Effect.fnUntraced(function*(
  pipeline: string,
  steps: ReadonlyArray<AnyStep>,
  set: Readonly<Record<string, string>>
) {
  const raw = new Map(steps.map((step) => [step.name, step.params]))
  for (const [path, text] of Object.entries(set)) {
    const [node = "", ...parameter] = path.split(".")
    const step = steps.find((each) => each.name === node)
    const given = `--set ${path}=${text}`
    if (step === undefined) return yield* new UnknownNode({ pipeline, node, given, known: [...raw.keys()] })
    const known = step.definition.parameters
    if (parameter.length === 0 || !known.includes(parameter[0]!)) {
      return yield* new UnknownParameter({ pipeline, node, parameter: parameter.join("."), given, known })
    }
    raw.set(node, assign(raw.get(node), parameter, parseValue(text)))
  }
  return raw
})

/** Parameters by step name, or every problem of every step at once. */
export const stepParameters = Effect.fn("stepParameters")(function*(
  pipeline: string,
  steps: ReadonlyArray<AnyStep>,
  set: Readonly<Record<string, string>>
) {
  const raw = yield* applySets(pipeline, steps, set)
  const issues: Array<InvalidParameters["issues"][number]> = []
  const parameters = new Map<string, StepParameters>()
  for (const step of steps) {
    const { decode, parameters: known } = step.definition
    const result = decode(raw.get(step.name))
    if (result._tag === "Valid") parameters.set(step.name, result)
    else {
      for (const { message, path } of result.issues) {
        issues.push({ path: [step.name, ...path].join("."), message, known })
      }
    }
  }
  if (issues.length > 0) return yield* new InvalidParameters({ pipeline, issues })
  return parameters
})
