/** The order of items within columns, so that few arrows cross; long arrows get a place in every column they pass. */
import type { Link } from "./dag-ranks.ts"

/** `items` beyond those that were asked for are bends of arrows. `segments` lead from a column to the next. */
export interface Columns {
  readonly columns: ReadonlyArray<ReadonlyArray<number>>
  readonly segments: ReadonlyArray<Link>
  /** The items that each link leads through, its ends included. */
  readonly ways: ReadonlyArray<ReadonlyArray<number>>
}

const sweeps = 14

/** Arrows from one item share their bends, as one cable that sends off branches. */
const withBends = (ranks: ReadonlyArray<number>, links: ReadonlyArray<Link>) => {
  const columnOf = [...ranks]
  const bends = new Map<string, number>()
  const segments = new Map<string, Link>()
  const lead = (from: number, to: number) => segments.set(`${from} ${to}`, { from, to })
  const ways = links.map(({ from, to }) => {
    const way = [from]
    for (let column = ranks[from]! + 1; column < ranks[to]!; column++) {
      const name = `${from} ${column}`
      const bend = bends.get(name) ?? columnOf.push(column) - 1
      bends.set(name, bend)
      way.push(bend)
    }
    way.push(to)
    way.slice(1).forEach((item, i) => lead(way[i]!, item))
    return way
  })
  return { columnOf, segments: [...segments.values()], ways }
}

const crossings = (pairs: ReadonlyArray<readonly [number, number]>): number => {
  let count = 0
  for (let i = 0; i < pairs.length; i++) {
    for (let j = i + 1; j < pairs.length; j++) {
      if ((pairs[i]![0] - pairs[j]![0]) * (pairs[i]![1] - pairs[j]![1]) < 0) count++
    }
  }
  return count
}

/** Items in columns. Links lead from lower to higher ranks. */
export const columnsOf = (ranks: ReadonlyArray<number>, links: ReadonlyArray<Link>): Columns => {
  const { columnOf, segments, ways } = withBends(ranks, links)
  const byColumn = Map.groupBy(columnOf.keys(), (item) => columnOf[item]!)
  let columns = Array.from({ length: Math.max(-1, ...columnOf) + 1 }, (_, column) => byColumn.get(column) ?? [])
  const [into, out] = [Map.groupBy(segments, ({ to }) => to), Map.groupBy(segments, ({ from }) => from)]
  const place = new Float64Array(columnOf.length)
  const note = (column: ReadonlyArray<number>) => column.forEach((item, at) => place[item] = at)
  const sorted = (column: ReadonlyArray<number>, isForward: boolean) => {
    const wanted = new Map(column.map((item) => {
      const near = isForward
        ? (into.get(item) ?? []).map(({ from }) => place[from]!)
        : (out.get(item) ?? []).map(({ to }) => place[to]!)
      return [item, near.length === 0 ? place[item]! : near.reduce((sum, each) => sum + each, 0) / near.length] as const
    }))
    return column.toSorted((a, b) => wanted.get(a)! - wanted.get(b)! || place[a]! - place[b]!)
  }
  const between = Map.groupBy(segments, ({ from }) => columnOf[from]!)
  const cost = () =>
    [...between.values()].reduce(
      (sum, own) => sum + crossings(own.map(({ from, to }) => [place[from]!, place[to]!] as const)),
      0
    )
  columns.forEach(note)
  let best = { columns, cost: cost() }
  for (let sweep = 0; sweep < sweeps && best.cost > 0; sweep++) {
    const isForward = sweep % 2 === 0
    const next = [...columns]
    for (let i = 0; i < columns.length; i++) {
      const at = isForward ? i : columns.length - 1 - i
      next[at] = sorted(next[at]!, isForward)
      note(next[at]!)
    }
    columns = next
    const now = cost()
    if (now < best.cost) best = { columns, cost: now }
  }
  return { columns: best.columns, segments, ways }
}
