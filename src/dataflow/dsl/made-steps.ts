/** Keeps book of the steps made while a pipeline's generator runs, so that one that is never yielded is noticed. */

interface Placed {
  readonly name: string
}

let made: Set<Placed> | undefined

/** Runs a piece of a generator; the steps it makes are added to `into`. */
export const noting = <A>(into: Set<Placed>, piece: () => A): A => {
  const outer = made
  made = into
  try {
    return piece()
  } finally {
    made = outer
  }
}

/** Notes a step that was just made. */
export const note = (step: Placed): void => void made?.add(step)

const delegated = new WeakSet<object>()

/** Notes that a step is yielded by `yield*`, which hands its outputs on; a bare `yield` would hand on nothing. */
export const noteDelegated = (step: Placed): void => void delegated.add(step)

/** Whether `yield*` was what yielded a step. */
export const isDelegated = (step: Placed): boolean => delegated.has(step)
