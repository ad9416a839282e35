/**
 * What modules do to values of other modules as they are loaded: all modules of a pipeline are executed as one, so that a
 * node may compute with what the file of another has changed.
 */
import { type Facts, factsOf } from "./statement-facts.ts"
import type { Statement, Whole } from "./statements.ts"

/** A statement that changes something it does not declare, and what; names are those of the whole. */
export interface ModuleEffect {
  readonly statement: Statement
  readonly touches: ReadonlySet<string>
  /** Specifiers of packages that it changes something of. */
  readonly packages: ReadonlySet<string>
  readonly isEverywhere: boolean
}

/** A set and all that follows from its members. */
export const closure = <Member>(
  first: Iterable<Member>,
  next: (member: Member) => Iterable<Member>
): ReadonlySet<Member> => {
  const found = new Set(first)
  for (const member of found) for (const each of next(member)) found.add(each) // grows as it is walked
  return found
}

/** The statements of a whole that have an effect on others. */
export const moduleEffects = (whole: Whole): ReadonlyArray<ModuleEffect> => {
  const { byName, sortOf, statements } = whole
  const facts = new Map<Statement, Facts>()
  const whenCalled = (statement: Statement): Facts => {
    const known = facts.get(statement) ?? factsOf(whole, statement, true)
    facts.set(statement, known)
    return known
  }
  const named = (names: Iterable<string>): ReadonlyArray<Statement> =>
    [...names].flatMap((name) => sortOf(name) === "library" ? [] : byName.get(name) ?? [])
  const reached = (names: Iterable<string>) => closure(named(names), (each) => named(whenCalled(each).calls))
  const isLoose = (name: string): boolean => [...reached([name])].some((each) => whenCalled(each).isLoose)
  const isValue = (name: string): boolean => sortOf(name) === "value"
  /** A value and those that it may hold. */
  const held = (names: Iterable<string>) =>
    closure(names, (name) => {
      const statement = byName.get(name)
      if (statement === undefined) return []
      const called = [...reached(whenCalled(statement).calls)].flatMap(({ mentions }) => [...mentions])
      return [...statement.mentions, ...(isValue(name) ? called : [])].filter(isValue)
    })
  const effectOf = (statement: Statement): ReadonlyArray<ModuleEffect> => {
    if (statement.isCode || statement.file === "") return []
    const own = factsOf(whole, statement, false)
    const all = [own, ...[...reached(own.calls)].map(whenCalled)]
    const handed = all.flatMap(({ given }) => given.flatMap(({ to, values }) => isLoose(to) ? values : []))
    const opened = [...reached(all.flatMap(({ opens }) => [...opens]))].flatMap(({ mentions }) =>
      [...mentions].filter(isValue)
    )
    const direct = [...all.flatMap(({ touches }) => [...touches]), ...handed, ...opened]
    const others = direct.filter((name) => !statement.names.includes(name))
    const packages = new Set(all.flatMap((each) => [...each.packages]))
    const isEverywhere = all.some((each) => each.isEverywhere)
    if (others.length === 0 && packages.size === 0 && !isEverywhere) return []
    return [{ statement, touches: held(others), packages, isEverywhere }]
  }
  return statements.flatMap(effectOf)
}
