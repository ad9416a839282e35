/** Search spaces from a JSON file. In code: space.ts; on the command line: parse-space.ts. */
import { parseDimension, rangeOf } from "./parse-space.ts"
import { faultOf, SpaceFault } from "./space-fault.ts"
import { choice, type Condition, type Dimension, type Space } from "./space.ts"

type Fields = Readonly<Record<string, unknown>>
type Bounds = readonly [number, number]

const hint = `{ "train.beta": { "log": [0.1, 10] }, "train.kind": ["a", "b"],\n` +
  `  "train.k": { "int": [2, 10], "when": { "train.kind": "a" } } }`

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const isBounds = (value: unknown): value is Bounds =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === "number")

const dimensionOfKind = (given: Fields): Dimension | undefined => {
  const kinds = Object.keys(given).filter((key) => key !== "step" && key !== "when")
  const [kind] = kinds
  const { step } = given
  if (kinds.length !== 1 || !(step === undefined || typeof step === "number")) return undefined
  if (kind === "choice") return Array.isArray(given[kind]) && step === undefined ? choice(given[kind]) : undefined
  const between = given[kind!]
  return isBounds(between) ? rangeOf(kind!, ...between, step) : undefined
}

const conditionOf = (given: unknown): Condition | undefined => {
  if (!isFields(given)) return undefined
  const [[path, is] = [], ...others] = Object.entries(given)
  return path === undefined || others.length > 0 ? undefined : { path, is: Array.isArray(is) ? is : [is] }
}

const dimensionOf = (given: unknown): Dimension | undefined => {
  if (typeof given === "string") return parseDimension(given)
  if (Array.isArray(given)) return choice(given)
  if (!isFields(given)) return undefined
  const dimension = dimensionOfKind(given)
  if (dimension === undefined || given["when"] === undefined) return dimension
  const when = conditionOf(given["when"])
  return when === undefined ? undefined : { ...dimension, when }
}

/**
 * The space of a JSON text: by parameter path a list of values, a text as on the command line, or an object with
 * `float`, `int`, `log`, `log-int` or `choice`, and `step` and `when` if wanted. `name` is what faults call the file.
 */
export const parseSpaceFile = (text: string, name: string): Space | SpaceFault => {
  const fault = (message: string, word: string) => new SpaceFault({ message, given: name, word, hint })
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return fault(`${name} is not JSON: ${error.message}.`, name)
  }
  if (!isFields(read)) return fault(`${name} is not an object of dimensions by parameter.`, name)
  const space: Record<string, Dimension> = {}
  for (const [path, given] of Object.entries(read)) {
    const dimension = dimensionOf(given)
    if (dimension === undefined) return fault(`${name} says what ${path} may be in no known form.`, path)
    if (!/^[^.]+\../.test(path)) return fault(`"${path}" is no parameter of a node, such as train.beta.`, path)
    space[path] = dimension
  }
  return faultOf(space) ?? space
}
