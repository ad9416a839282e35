import { plural } from "./plural.ts"
import type { RunState } from "./run-state.ts"
import type { Style } from "./style.ts"

/** The first line of a run: "hard  7 nodes: 2 cached, 5 to run  ·  seed 7  ·  run 2f91c0". */
export const runHeader = (state: RunState, style: Style): string => {
  const total = state.rows.size
  const counts = `${plural(total, "node")}: ${state.cached} cached, ${total - state.cached} to run`
  return `${style.strong(state.pipeline)}  ${counts}  ·  seed ${state.seed}  ·  run ${state.run.slice(0, 6)}`
}
