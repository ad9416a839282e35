/** How much to compute between two looks at the event loop. */

/** Long enough that the look costs nothing, short enough that messages and signals flow. */
const targetMs = 40
const mostTurns = 512

/** Learns from the time that turns take how many fit between two looks. Never changes a result, only its pacing. */
export const turnPacer = (nowMs: () => number) => {
  let turns = 1
  return {
    turns: (): number => turns,
    time: async <A>(taken: number, work: () => Promise<A>): Promise<A> => {
      const startMs = nowMs()
      const result = await work()
      const perTurnMs = (nowMs() - startMs) / taken
      const fitting = perTurnMs > 0 ? Math.floor(targetMs / perTurnMs) : mostTurns
      turns = Math.max(1, Math.min(fitting, 2 * turns, mostTurns))
      return result
    }
  }
}
