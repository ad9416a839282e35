/** Plain code inside a node: its expected errors become failures, all else stays a defect. */
import * as Effect from "effect/Effect"

/**
 * Runs `work`, which may take its time. An error of the class `expected` fails, as what `as` makes of it; any other is a
 * bug and is thrown on.
 */
export const attempt = <A, Expected extends Error, Failure = Expected>(
  work: () => A | Promise<A>,
  expected: abstract new(...args: never) => Expected,
  as?: (error: Expected) => Failure
): Effect.Effect<A, Failure> =>
  Effect.tryPromise({
    try: async () => work(),
    catch: (cause) => {
      if (!(cause instanceof expected)) throw cause
      return as === undefined ? cause as unknown as Failure : as(cause)
    }
  })
