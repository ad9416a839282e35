/** Writing to the two streams: answers on stdout, everything else on stderr. */
import * as Effect from "effect/Effect"
import { visibleJson } from "../../format/visible.ts"
import { printed } from "./render/terminal-text.ts"

/** Lines of an answer, on stdout. */
export const answer = (lines: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.sync(() => {
    if (lines.length > 0) process.stdout.write(`${lines.map(printed).join("\n")}\n`)
  })

/** One JSON document, on stdout. */
export const answerJson = (value: unknown): Effect.Effect<void> =>
  Effect.sync(() => void process.stdout.write(`${visibleJson(value, 2)}\n`))

/** Text of ours that is laid out already, such as the help, on stdout. */
export const answerText = (text: string): Effect.Effect<void> =>
  Effect.sync(() => void process.stdout.write(`${text}\n`))

/** Lines that are not the answer, on stderr. */
export const remark = (lines: ReadonlyArray<string>): Effect.Effect<void> =>
  Effect.sync(() => {
    if (lines.length > 0) process.stderr.write(`${lines.map(printed).join("\n")}\n`)
  })
