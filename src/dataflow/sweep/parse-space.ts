/** Search spaces from the words of a command line. In code: space.ts; from a file: space-file.ts. */
import { valueOfSetting } from "../plan/setting.ts"
import { faultOf, SpaceFault } from "./space-fault.ts"
import { choice, type Dimension, float, int, log, logInt, type Space } from "./space.ts"

const forms = "train.k=log:0.1..10, 0.1..10, int:1..16, int:8..64/8, log-int:8..512\n" +
  "or a,b,c; on a condition, train.k=int:2..10@train.kind=k-means"

// a number, as JSON has it, but for a sign or a bare point before the digits
const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`
const range = new RegExp(String.raw`^(?:([a-z-]+):)?(${number})\.\.(${number})(?:/(${number}))?$`)

/** A range by the name of its kind; undefined where there is none of that name. */
export const rangeOf = (kind: string, low: number, high: number, step: number | undefined): Dimension | undefined => {
  switch (kind) {
    case "float":
      return float(low, high, step)
    case "int":
      return int(low, high, step)
    case "log":
      return step === undefined ? log(low, high) : { ...log(low, high), step }
    case "log-int":
      return step === undefined ? logInt(low, high) : { ...logInt(low, high), step }
    default:
      return undefined
  }
}

/** A dimension without its path and condition: `log:0.1..10` or `a,b,c`; undefined where the text is neither. */
export const parseDimension = (text: string): Dimension | undefined => {
  const [matched, kind = "float", low, high, step] = range.exec(text) ?? []
  if (matched !== undefined) {
    return rangeOf(kind, Number(low), Number(high), step === undefined ? undefined : Number(step))
  }
  if (/^(?:float|int|log|log-int):|\.\./.test(text)) return undefined // meant as a range
  const values = text.split(",").map((value) => value.trim())
  return values.includes("") ? undefined : choice(values.map(valueOfSetting))
}

const entryOf = (text: string): readonly [string, Dimension] | SpaceFault => {
  const [, path, body, onPath, is] = /^([^.=@\s]+\.[^=@\s]+)=(.+?)(?:@([^.=@\s]+\.[^=@\s]+)=(.+))?$/.exec(text) ?? []
  if (path === undefined || body === undefined) {
    return new SpaceFault({
      message: "A dimension is a parameter, =, and what it may be.",
      given: text,
      word: text,
      hint: forms
    })
  }
  const dimension = parseDimension(body)
  if (dimension === undefined) {
    return new SpaceFault({ message: `"${body}" is neither a range nor a list.`, given: text, word: body, hint: forms })
  }
  if (onPath === undefined || is === undefined) return [path, dimension]
  return [path, {
    ...dimension,
    when: { path: onPath, is: is.split(",").map((value) => valueOfSetting(value.trim())) }
  }]
}

/**
 * The space of several entries such as `train.beta=log:0.1..10`, with conditions behind an `@` (a `?` is a pattern to
 * zsh): `train.k=int:2..10@train.kind=kmeans,medoids`. The first fault in place of it where there is one.
 */
export const parseSpace = (entries: ReadonlyArray<string>): Space | SpaceFault => {
  const space: Record<string, Dimension> = {}
  for (const text of entries) {
    const entry = entryOf(text)
    if (entry instanceof SpaceFault) return entry
    const [path, dimension] = entry
    if (Object.hasOwn(space, path)) {
      return new SpaceFault({
        message: `${path} is given twice.`,
        given: text,
        word: path,
        hint: "one entry for every parameter"
      })
    }
    space[path] = dimension
  }
  return faultOf(space) ?? space
}
