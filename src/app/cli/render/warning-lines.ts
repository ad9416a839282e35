/** What a run warns of, a line each, once it has ended. */
import { padDisplay } from "./display-width.ts"
import type { RunState } from "./run-state.ts"
import type { Style } from "./style.ts"

/** Which step, and what it does that nobody declared or Node warns of. */
export const warningLines = ({ nameWidth, warnings }: RunState, style: Style): ReadonlyArray<string> =>
  warnings.map(({ node, text }) => `${style.active("!")} ${padDisplay(node, nameWidth)} ${text}`)
