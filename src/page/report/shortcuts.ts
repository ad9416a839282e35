/** Arrows that a longer way implies. */

/** An arrow by the names of its ends. */
export interface Arrow {
  readonly from: string
  readonly to: string
}

/** Arrows without those that a longer way implies: what reaches what stays the same. */
export const withoutShortcuts = <A extends Arrow>(arrows: Iterable<A>): ReadonlyArray<A> => {
  const all = [...arrows]
  const next = new Map<string, Set<A>>()
  for (const arrow of all) next.set(arrow.from, (next.get(arrow.from) ?? new Set()).add(arrow))
  const isReached = (from: string, to: string): boolean => {
    const seen = new Set([from])
    for (const name of seen) { // grows while it is walked
      for (const arrow of next.get(name) ?? []) {
        if (arrow.to === to) return true
        seen.add(arrow.to)
      }
    }
    return false
  }
  return all.filter((arrow) => {
    const own = next.get(arrow.from)!
    own.delete(arrow)
    if (isReached(arrow.from, arrow.to)) return false
    own.add(arrow)
    return true
  })
}
