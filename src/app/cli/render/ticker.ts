/** Time as the live view needs it, so that a test can hold it still. */

/** `now` in milliseconds on a clock that never steps back; `after` runs once and returns how to cancel it. */
export interface Ticker {
  readonly now: () => number
  readonly after: (delayMs: number, run: () => void) => () => void
}

/** The process's own clock; a pending redraw keeps no process alive. */
export const processTicker: Ticker = {
  now: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  }
}
