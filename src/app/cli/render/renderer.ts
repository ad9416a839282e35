/**
 * What every renderer of run events is: tty.ts, plain.ts and json.ts.
 *
 * Room: run events and results as lines for a terminal, a log or a program.
 */
import type { RunEvent } from "../../../dataflow/run/event.ts"

/** Shows a run as it goes; `close` leaves the terminal as it was found and may be called twice. */
export interface Renderer {
  readonly onEvent: (event: RunEvent) => void
  readonly close: () => void
}

/** Where a renderer writes: a terminal has a size. */
export interface Sink {
  readonly write: (text: string) => void
  readonly columns?: number | undefined
  readonly rows?: number | undefined
}
