/** The environment that this process was given, while its steps see another time zone and another language. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

type Variables = Readonly<Record<string, string | undefined>>

/** What every step and program finds, wherever it runs; `undefined` is a variable that is not set. */
export const fixedVariables: Variables = { TZ: "UTC", LANG: "C.UTF-8", LC_ALL: "C.UTF-8", LANGUAGE: undefined }

/** Values of the fixed variables as they were given; `holders` of them ask for the fixed ones. Both are the process's. */
let given: Variables | undefined
let holders = 0

const setVariables = (variables: Variables): void => {
  for (const [name, value] of Object.entries(variables)) {
    if (value === process.env[name]) continue
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/** The values of the fixed variables as this process was given them. */
export const givenFixed = (): Variables =>
  given ?? Object.fromEntries(Object.keys(fixedVariables).map((name) => [name, process.env[name]]))

/** What this process was given as the value of a variable. */
export const givenVariable = (name: string): string | undefined =>
  Object.hasOwn(fixedVariables, name) ? givenFixed()[name] : process.env[name]

/**
 * Fixes time zone and language of the process for as long as the scope is open. Threads have no time zone of their own,
 * and native libraries read no environment but the process's.
 */
export const fixEnvironment: Effect.Effect<void, never, Scope.Scope> = Effect.acquireRelease(
  Effect.sync(() => {
    given ??= givenFixed()
    if (holders++ === 0) setVariables(fixedVariables)
  }),
  () =>
    Effect.sync(() => {
      if (--holders > 0 || given === undefined) return
      setVariables(given)
      given = undefined
    })
)
