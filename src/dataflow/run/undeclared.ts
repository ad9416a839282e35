/** What a step read although nothing of it says so: it is in no key, so a change of it makes nothing run again. */
import * as Schema from "effect/Schema"

/** Names of variables of the environment and paths of files and folders, sorted, each once, at most 20 of each. */
export const Undeclared = Schema.Struct({
  variables: Schema.Array(Schema.String),
  files: Schema.Array(Schema.String)
})
export type Undeclared = typeof Undeclared.Type

/** Nothing was read. */
export const nothingUndeclared: Undeclared = { variables: [], files: [] }

const kept = 20

const union = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...new Set([...a, ...b])].sort().slice(0, kept)

/** What either of two read. */
export const joinUndeclared = (a: Undeclared, b: Undeclared): Undeclared => ({
  variables: union(a.variables, b.variables),
  files: union(a.files, b.files)
})

const shown = 3

const named = (names: ReadonlyArray<string>): string => {
  const more = names.length - shown
  return `${names.slice(0, shown).join(", ")}${more > 0 ? ` and ${more} more` : ""}`
}

/** One sentence for the variables and one for the files, with what to do. */
export const undeclaredSentences = ({ files, variables }: Undeclared): ReadonlyArray<string> => [
  ...(variables.length === 0 ? [] : [
    `reads ${named(variables)} of the environment undeclared and finds nothing there; declare ` +
    `env: [${variables.slice(0, shown).map((name) => JSON.stringify(name)).join(", ")}]`
  ]),
  ...(files.length === 0 ? [] : [
    `reads ${named(files)} undeclared, so a change there reruns nothing; declare it ` +
    `in assets or, where it is the user's, as a source`
  ])
]
