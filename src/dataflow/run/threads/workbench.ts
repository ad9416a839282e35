/** The thread that a step is executed in. */
import type { Reporter } from "../../dsl/context.ts"
import type { AnyStep } from "../../dsl/node.ts"
import type { Store } from "../../store/store.ts"

/** What execution needs from its thread. */
export interface Workbench {
  readonly store: Store
  readonly step: AnyStep
  readonly report: Reporter
  readonly nowMs: () => number
  /** The project's folder. */
  readonly root: string
  /** Where the process group of a program is noted while it runs: protocol.ts. */
  readonly child: Int32Array
  /** The item that runs, where one does. */
  at: string | undefined
}
