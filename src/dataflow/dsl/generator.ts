/** Tells what a `function*` returns from all else, by its shape: it may come from another copy of a library. */
export const isGenerator = (value: unknown): value is Generator<unknown, unknown, never> =>
  typeof value === "object" && value !== null && "next" in value && Symbol.iterator in value
