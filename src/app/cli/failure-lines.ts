/** What went wrong in a run: one error per failed node, its full text kept in a log. */
import { errorLines } from "./error-view.ts"
import { formatDuration } from "./render/duration.ts"
import type { RunState } from "./render/run-state.ts"
import { writeFailureLog } from "./run-log.ts"
import type { Settings } from "./settings.ts"

/** Lines for stderr, with the full text where `isVerbose`; writes the logs they name below `artifacts`, the pipeline's folder. */
export const failureLines = (
  artifacts: string,
  state: RunState,
  { errorStyle, isVerbose }: Pick<Settings, "errorStyle" | "isVerbose">
): ReadonlyArray<string> =>
  [...state.rows.values()].flatMap(({ durationMs, failure, node }) => {
    if (failure === undefined) return []
    const log = writeFailureLog(artifacts, { run: state.run, node, failure })
    const where = failure.at === undefined ? "" : `   (${failure.at})`
    const message = failure.message.startsWith(`Node "${node}"`)
      ? failure.message
      : `Node "${node}" failed after ${formatDuration(durationMs)}: ${failure.message}${where}`
    const hint = failure.hint === undefined ? log : `${failure.hint}\n${log}`
    const detail = isVerbose ? failure.detail.trimEnd().split("\n").map((line) => `   ${line}`) : []
    return [...errorLines({ tag: "node-failed", message, hint }, errorStyle), ...detail]
  })
