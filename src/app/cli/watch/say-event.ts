/** Events of `run --watch` for programs: one JSON object a line, on stdout under --json, on stderr under --progress json. */
import * as Effect from "effect/Effect"
import { visibleJson } from "../../../format/visible.ts"
import { remark } from "../answer.ts"
import type { Settings } from "../settings.ts"

/** Says what happened as one line of JSON where that is asked for, else as lines on stderr. */
export const sayEvent = (
  { isJson, isQuiet, progress }: Settings,
  event: { readonly event: string },
  lines: ReadonlyArray<string>
): Effect.Effect<void> =>
  Effect.suspend(() => {
    const line = `${visibleJson(event)}\n`
    if (isJson) return Effect.sync(() => void process.stdout.write(line))
    if (progress === "json") return Effect.sync(() => void process.stderr.write(line))
    return isQuiet ? Effect.void : remark(lines)
  })
