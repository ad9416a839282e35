/** What is wrong with a search space, said so that it can be put right. */
import { settingOf } from "../plan/setting.ts"
import { pathsInOrder } from "./point.ts"
import { countOf, shareOf } from "./scale.ts"
import type { Dimension, Range, Space } from "./space.ts"

/** A space that cannot be searched: what is wrong with which word of which entry, and what to write instead. */
export class SpaceFault {
  readonly _tag = "SpaceFault"
  readonly tag = "invalid-space"
  readonly message: string
  readonly given: string
  readonly word: string
  readonly hint: string

  constructor(fields: Pick<SpaceFault, "message" | "given" | "word" | "hint">) {
    this.message = fields.message
    this.given = fields.given
    this.word = fields.word
    this.hint = fields.hint
  }
}

const spelled = ({ high, isLog, kind, low, step }: Range): string => {
  const name = kind === "int" ? isLog ? "log-int:" : "int:" : isLog ? "log:" : ""
  return `${name}${low}..${high}${step === undefined || (kind === "int" && step === 1) ? "" : `/${step}`}`
}

const bodyOf = (dimension: Dimension): string =>
  dimension.kind === "choice" ? dimension.values.map(settingOf).join(",") : spelled(dimension)

/** A dimension as the command line has it: `train.k=int:2..10@train.kind=kmeans`. */
export const spaceText = (path: string, dimension: Dimension): string => {
  const { when } = dimension
  const condition = when === undefined ? "" : `@${when.path}=${when.is.map(settingOf).join(",")}`
  return `${path}=${bodyOf(dimension)}${condition}`
}

type Complaint = Pick<SpaceFault, "message" | "word" | "hint">

const rangeComplaint = (path: string, range: Range): Complaint | undefined => {
  const { high, isLog, kind, low, step } = range
  const word = spelled(range)
  if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high) {
    return { message: `The range of ${path} does not rise.`, word, hint: "0.1..10, the lower bound first" }
  }
  if (isLog && low <= 0) {
    return {
      message: `A logarithmic range begins above 0.`,
      word,
      hint: `log:${high / 1000}..${high}, or ${low}..${high}`
    }
  }
  if (kind === "int" && !(Number.isSafeInteger(low) && Number.isSafeInteger(high) && Number.isSafeInteger(step ?? 1))) {
    return { message: `Whole numbers lie between whole bounds.`, word, hint: `${low}..${high} for real numbers` }
  }
  if (step !== undefined && (isLog || !(step > 0 && step <= high - low))) {
    const message = isLog ? "A logarithmic range has no steps." : `No step of ${step} fits into ${low}..${high}.`
    return { message, word, hint: "8,16,32,64 names the values themselves" }
  }
  return undefined
}

const choiceComplaint = (path: string, values: ReadonlyArray<unknown>): Complaint | undefined => {
  const texts = values.map(settingOf)
  const twice = texts.find((text, i) => texts.indexOf(text) < i)
  if (texts.length === 0) return { message: `${path} has no values.`, word: path, hint: `${path}=a,b,c` }
  if (twice === undefined) return undefined
  return { message: `${path} has the value ${twice} twice.`, word: twice, hint: "write every value once" }
}

const conditionComplaint = (space: Space, path: string): Complaint | undefined => {
  const { when } = space[path]!
  if (when === undefined) return undefined
  const parent = Object.hasOwn(space, when.path) ? space[when.path] : undefined
  if (parent === undefined) {
    return {
      message: `The condition looks at ${when.path}, which the space does not have.`,
      word: when.path,
      hint: `add ${when.path}=…, or set it with --set and drop the condition`
    }
  }
  if (!pathsInOrder(space).includes(path)) {
    return {
      message: `The condition of ${path} leads back to ${path} itself.`,
      word: when.path,
      hint: "drop one condition"
    }
  }
  const strange = when.is.find((value) => shareOf(parent, value) === undefined)
  if (when.is.length > 0 && strange === undefined) return undefined
  return {
    message: `${when.path} is never ${when.is.length === 0 ? "nothing" : settingOf(strange)}.`,
    word: when.path,
    hint: `it is one of ${bodyOf(parent)}`
  }
}

/** The first fault of a space, or undefined where there is none. */
export const faultOf = (space: Space): SpaceFault | undefined => {
  if (Object.keys(space).length === 0) {
    return new SpaceFault({
      message: "The space has no dimension.",
      given: "",
      word: "",
      hint: "train.beta=log:0.1..10"
    })
  }
  for (const [path, dimension] of Object.entries(space)) {
    const complaint = (dimension.kind === "choice"
      ? choiceComplaint(path, dimension.values)
      : rangeComplaint(path, dimension)) ?? conditionComplaint(space, path)
    if (complaint !== undefined) return new SpaceFault({ given: spaceText(path, dimension), ...complaint })
  }
  return undefined
}

/** How many points a space has, none counted twice; infinite where a dimension is a continuum. */
export const sizeOf = (space: Space): number => {
  const order = pathsInOrder(space)
  const childrenOf = (path: string | undefined) => order.filter((each) => space[each]!.when?.path === path)
  const below = (paths: ReadonlyArray<string>): number => paths.reduce((all, path) => all * sizeAt(path), 1)
  const sizeAt = (path: string): number => {
    const dimension = space[path]!
    const children = childrenOf(path)
    const count = countOf(dimension)
    if (children.length === 0 || count === Infinity) return count
    const named = new Map<number, Array<string>>()
    for (const child of children) {
      for (const value of new Set(space[child]!.when!.is.map((each) => shareOf(dimension, each)!))) {
        named.set(value, [...(named.get(value) ?? []), child])
      }
    }
    return [...named.values()].reduce((sum, each) => sum + below(each), count - named.size)
  }
  return below(childrenOf(undefined))
}
