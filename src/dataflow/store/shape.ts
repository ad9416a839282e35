/** Shapes: cheap checks of what JSON from a file holds, run over thousands of records in a null run. */

/** Whether a value has a shape. */
export type Shape<A> = (value: unknown) => value is A

type Check = (value: unknown) => boolean

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Text. */
export const isText: Shape<string> = (value) => typeof value === "string"

/** A number that JSON can hold. */
export const isFinite: Shape<number> = (value): value is number => typeof value === "number" && Number.isFinite(value)

/** A truth. */
export const isFlag: Shape<boolean> = (value): value is boolean => typeof value === "boolean"

/** One of some words. */
export const oneOf = <A extends string>(words: ReadonlyArray<A>): Shape<A> => (value): value is A =>
  (words as ReadonlyArray<unknown>).includes(value)

/** A number of things. */
export const isCount: Shape<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const digest = /^[0-9a-f]{64}$/

/** A whole digest: digests become paths, so that nothing else may pass for one. */
export const isDigest: Shape<string> = (value): value is string => typeof value === "string" && digest.test(value)

const deepest = 64 // key records are a handful of levels deep

const isShallow = (value: unknown, depth: number): boolean => {
  if (typeof value !== "object" || value === null) return true
  if (depth === deepest) return false
  for (const each of Object.values(value)) if (!isShallow(each, depth + 1)) return false
  return true
}

/** Anything, as long as it is not nested so deep that walking it would exhaust the stack. */
export const isAnything = ((value: unknown): boolean => isShallow(value, 0)) as Shape<unknown>

/** A list of one shape. */
export const listOf = <A>(each: Shape<A>): Shape<ReadonlyArray<A>> => (value): value is ReadonlyArray<A> =>
  Array.isArray(value) && value.every(each)

/** An object whose every field has one shape. */
export const fieldsOf =
  <A>(each: Shape<A>): Shape<Readonly<Record<string, A>>> => (value): value is Record<string, A> => {
    if (!isObject(value)) return false
    for (const name of Object.keys(value)) if (!each(value[name])) return false
    return true
  }

/** What may be missing. */
export const optional = <A>(shape: Shape<A>): Shape<A | undefined> => (value): value is A | undefined =>
  value === undefined || shape(value)

/** An object with these fields, and perhaps others. */
export const structOf = <A extends object>(fields: { readonly [K in keyof A]-?: Check }): Shape<A> => {
  const checks = Object.entries(fields) as ReadonlyArray<readonly [string, Check]>
  return (value): value is A => {
    if (!isObject(value)) return false
    for (const [name, check] of checks) if (!check(value[name])) return false
    return true
  }
}
