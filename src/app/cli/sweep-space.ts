/** What a sweep searches and looks for, as its flags say it. */
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import { metricsNamed, type Objective } from "../../dataflow/sweep/objective.ts"
import type { SpaceFault } from "../../dataflow/sweep/space-fault.ts"
import type { Dimension, Space } from "../../dataflow/sweep/space.ts"
import type { Setting, Trial } from "../../dataflow/sweep/sweep.ts"
import { plural } from "./render/plural.ts"
import { UsageError } from "./usage-error.ts"

/** Flags that say what may be set to what; a grid is a space of lists. */
export interface SpaceFlags {
  readonly grid: ReadonlyArray<string>
  readonly space: ReadonlyArray<string>
  readonly spaceFile: string | undefined
}

const machinery = Effect.promise(() => import("./sweep-engine.ts"))

const readText = (file: string) =>
  Effect.gen(function*() {
    if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true) return fs.readFileSync(file, "utf8")
    return yield* new UsageError({
      tag: "no-file",
      message: `There is no file ${file}.`,
      given: `--space-file ${file}`,
      word: file,
      hint: `a JSON file such as { "train.beta": { "log": [0.1, 10] } }`
    })
  })

const isFault = (found: Space | SpaceFault): found is SpaceFault => found._tag === "SpaceFault"

/** A space, or what is wrong with it as a failure. */
const sound = (found: Space | SpaceFault) =>
  Effect.gen(function*() {
    if (!isFault(found)) return found
    const { given, hint, message, tag, word } = found
    return yield* new UsageError({ tag, message, given, word, hint })
  })

/** The space of all flags together. Fails with UsageError where there is none, or where it is not sound. */
export const spaceOfFlags = ({ grid, space, spaceFile }: SpaceFlags) =>
  Effect.gen(function*() {
    const { faultOf, parseSpace, parseSpaceFile } = yield* machinery
    const entries = [...grid, ...space]
    if (entries.length === 0 && spaceFile === undefined) {
      return yield* new UsageError({
        tag: "no-space",
        message: "A sweep needs something to vary.",
        hint: "--grid train.beta=1,4,10   or   --space train.beta=log:0.1..10 --budget 20"
      })
    }
    const typed = entries.length === 0 ? {} : yield* sound(parseSpace(entries))
    const written = spaceFile === undefined ? {} : yield* sound(parseSpaceFile(yield* readText(spaceFile), spaceFile))
    const all: Space = { ...written, ...typed }
    return yield* sound(faultOf(all) ?? all)
  })

/** Fails where `--set` gives a value to what is varied: one of the two would be left out. */
export const checkFixed = (varied: ReadonlyArray<string>, set: ReadonlyArray<string>) =>
  Effect.gen(function*() {
    const given = set.find((each) => varied.includes(each.split("=")[0]!))
    if (given === undefined) return
    const path = given.split("=")[0]!
    return yield* new UsageError({
      tag: "set-and-varied",
      message: `${path} is set to one value and varied at once.`,
      given: `--set ${given}`,
      word: path,
      hint: "leave out --set, or what varies it"
    })
  })

/** Fails where an objective ends in a direction that is none. */
export const checkDirections = (objectives: ReadonlyArray<Objective>) =>
  Effect.gen(function*() {
    for (const { metric } of objectives) {
      const [, name, word] = /^(.+):(\w*)$/.exec(metric) ?? []
      if (name === undefined || word === undefined) continue
      return yield* new UsageError({
        tag: "unknown-direction",
        message: `An objective is looked for at its max or min, not at "${word}".`,
        given: `--objective ${metric}`,
        word: `:${word}`,
        hint: `--objective ${name}:max   or   --objective ${name}:min`
      })
    }
  })

/** The values at which a dimension may be wrong: all of a choice, both ends of a range, a fraction where it has some. */
export const extremesOf = (dimension: Dimension): ReadonlyArray<unknown> => {
  if (dimension.kind === "choice") return dimension.values
  const { high, kind, low, step } = dimension
  const between = low + (high - low) / Math.E // no parameter of whole numbers takes it
  return [low, high, ...(kind === "int" ? [] : [step === undefined ? between : low + step])]
}

/** Why trials were refused before they ran, each reason once. */
export const refusedLines = (tried: ReadonlyArray<Setting>): ReadonlyArray<string> => {
  const refused = tried.flatMap(({ trials }) => trials).filter(({ problem }) => problem !== undefined)
  return [...Map.groupBy(refused, ({ problem }) => problem!)].map(([problem, { length }]) =>
    `error[trial-refused]: ${plural(length, "trial")} could not begin: ${problem}`
  )
}

/** The metric that stands beside a trial: the first objective, else its first headline. */
export const shownMetric = (objectives: ReadonlyArray<Objective>) =>
(
  { metrics }: Trial
): readonly [name: string, value: number] | undefined => {
  const names = Object.keys(metrics)
  const wanted = objectives[0]?.metric
  const name = wanted === undefined
    ? names.find((each) => metrics[each]!.isHeadline === true) ?? names[0]
    : metricsNamed(names, wanted)[0]
  return name === undefined ? undefined : [name, metrics[name]!.value]
}
