/** Results that made room for others: a warning per node, a line per output. */
import { differenceLine } from "../../../dataflow/run/difference.ts"
import type { RunState } from "./run-state.ts"
import type { Style } from "./style.ts"

/** Lines for stderr; none where every node that ran again gave the same bytes. */
export const replacedLines = (state: RunState, style: Style): ReadonlyArray<string> =>
  [...state.rows.values()].flatMap(({ node, replaced }) =>
    replaced.length === 0 ? [] : [
      `${
        style.active("warning")
      }: Node "${node}" gave other bytes than its recorded run with the same key, and these replace it.`,
      ...replaced.map((difference) => `   ${differenceLine(difference)}`)
    ]
  )
