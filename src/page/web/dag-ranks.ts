/** Columns of a layered drawing: whatever is read stands left of its readers. */

/** An arrow between two items by their positions. */
export interface Link {
  readonly from: number
  readonly to: number
}

/** Links without those that close a circle: families of steps may read each other. */
export const withoutCircles = (count: number, links: ReadonlyArray<Link>): ReadonlyArray<Link> => {
  const next = Map.groupBy(links, ({ from }) => from)
  const state = new Uint8Array(count) // 1 while it is being walked, 2 after
  const kept: Array<Link> = []
  const walk = (item: number): void => {
    state[item] = 1
    for (const link of next.get(item) ?? []) {
      if (state[link.to] === 1) continue
      kept.push(link)
      if (state[link.to] === 0) walk(link.to)
    }
    state[item] = 2
  }
  for (let item = 0; item < count; item++) if (state[item] === 0) walk(item)
  return kept
}

/**
 * The column of each item, from 0: one behind the last of what it reads; what reads nothing stands right before its first
 * reader. Links must be without circles.
 */
export const ranksOf = (count: number, links: ReadonlyArray<Link>): ReadonlyArray<number> => {
  const [into, out] = [Map.groupBy(links, ({ to }) => to), Map.groupBy(links, ({ from }) => from)]
  const ranks = Array.from({ length: count }, () => -1)
  const rank = (item: number): number => {
    if (ranks[item] === -1) {
      ranks[item] = Math.max(-1, ...(into.get(item) ?? []).map(({ from }) => rank(from))) + 1
    }
    return ranks[item]!
  }
  for (let item = 0; item < count; item++) rank(item)
  return ranks.map((own, item) =>
    into.has(item) || !out.has(item) ? own : Math.min(...out.get(item)!.map(({ to }) => ranks[to]!)) - 1
  )
}
