/** Writing to the two streams: answers on stdout, everything else on stderr. */
import * as Effect from "effect/Effect"

/** Lines of an answer, on stdout. */
export const answer = (lines: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.sync(() => {
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`)
  })

/** One JSON document, on stdout. */
export const answerJson = (value: unknown): Effect.Effect<void> => answer([JSON.stringify(value, undefined, 2)])

/** Lines that are not the answer, on stderr. */
export const remark = (lines: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.sync(() => {
    if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`)
  })
