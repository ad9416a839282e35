/** Places of boxes and ways of arrows in a drawing from left to right. Next: dag-columns.ts, dag-ranks.ts. */
import { columnsOf } from "./dag-columns.ts"
import { type Link, ranksOf, withoutCircles } from "./dag-ranks.ts"

/** Units: pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** A box's left edge and the middle of its height. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** A drawing. `ways` are lines as SVG paths have them, one per arrow, from the right edge of a box to the left of another. */
export interface Drawing extends Size {
  readonly places: ReadonlyArray<Place>
  readonly ways: ReadonlyArray<string>
}

const gap = { column: 44, box: 14, bend: 8 }

const passes = 16

/**
 * Values as near as can be to those wanted, each at least its distance behind the one before, by pooling what would
 * overlap. Source: Barlow & Brunk 1972, isotonic regression.
 */
export const apart = (
  wanted: ReadonlyArray<number>,
  distances: ReadonlyArray<number>,
  weights: ReadonlyArray<number>
): ReadonlyArray<number> => {
  const offsets: Array<number> = []
  wanted.forEach((_, i) => offsets.push(i === 0 ? 0 : offsets[i - 1]! + distances[i]!))
  const pools: Array<{ sum: number; weight: number; count: number }> = []
  wanted.forEach((value, i) => {
    let pool = { sum: (value - offsets[i]!) * weights[i]!, weight: weights[i]!, count: 1 }
    for (let last = pools.at(-1); last !== undefined && last.sum / last.weight > pool.sum / pool.weight;) {
      pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, count: pool.count + last.count }
      pools.pop()
      last = pools.at(-1)
    }
    pools.push(pool)
  })
  const values = pools.flatMap(({ count, sum, weight }) => Array.from({ length: count }, () => sum / weight))
  return values.map((value, i) => value + offsets[i]!)
}

/** Heights of all items, by going back and forth between columns until arrows are short. */
const heightsOf = (
  { columns, segments }: Pick<ReturnType<typeof columnsOf>, "columns" | "segments">,
  sizes: ReadonlyArray<Size>
) => {
  const isBend = (item: number) => item >= sizes.length
  const heightOf = (item: number) => sizes[item]?.height ?? 0
  const distancesOf = (column: ReadonlyArray<number>) =>
    column.map((item, i) => {
      if (i === 0) return 0
      const before = column[i - 1]!
      return (heightOf(before) + heightOf(item)) / 2 + (isBend(before) && isBend(item) ? gap.bend : gap.box)
    })
  const near = new Map<number, Array<readonly [item: number, weight: number]>>()
  const join = (item: number, other: number) => {
    const weight = isBend(item) && isBend(other) ? 4 : isBend(item) || isBend(other) ? 2 : 1 // long arrows run straight
    near.set(item, [...near.get(item) ?? [], [other, weight]])
  }
  for (const { from, to } of segments) {
    join(from, to)
    join(to, from)
  }
  const y = new Map<number, number>()
  const distances = columns.map(distancesOf)
  columns.forEach((column, at) => {
    const total = distances[at]!.reduce((sum, each) => sum + each, 0)
    let place = -total / 2
    column.forEach((item, i) => {
      place += distances[at]![i]!
      y.set(item, place)
    })
  })
  for (let pass = 0; pass < passes; pass++) {
    for (let i = 0; i < columns.length; i++) {
      const at = pass % 2 === 0 ? i : columns.length - 1 - i
      const column = columns[at]!
      const pull = column.map((item) => {
        const own = near.get(item) ?? []
        const weight = own.reduce((sum, [, each]) => sum + each, 0)
        const mean = own.reduce((sum, [other, each]) => sum + each * y.get(other)!, 0) / weight
        return own.length === 0 ? { wanted: y.get(item)!, weight: 0.1 } : { wanted: mean, weight }
      })
      const values = apart(pull.map(({ wanted }) => wanted), distances[at]!, pull.map(({ weight }) => weight))
      column.forEach((item, j) => y.set(item, values[j]!))
    }
  }
  return y
}

const line = (points: ReadonlyArray<Place>): string => {
  const [first, ...rest] = points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))
  let last = first!
  return `M${last.x} ${last.y}` + rest.map((next) => {
    const half = Math.round((next.x - last.x) / 2)
    const to = last.y === next.y
      ? `H${next.x}`
      : `C${last.x + half} ${last.y} ${next.x - half} ${next.y} ${next.x} ${next.y}`
    last = next
    return to
  }).join("")
}

/** Boxes and arrows laid out from left to right. The same for the same boxes in the same order. */
export const layOut = (sizes: ReadonlyArray<Size>, links: ReadonlyArray<Link>): Drawing => {
  const forward = withoutCircles(sizes.length, links)
  const ranks = ranksOf(sizes.length, forward)
  const laid = columnsOf(ranks, forward)
  const y = heightsOf(laid, sizes)
  const widths = laid.columns.map((column) => Math.max(0, ...column.map((item) => sizes[item]?.width ?? 0)))
  const lefts: Array<number> = []
  widths.forEach((_, i) => lefts.push(i === 0 ? 0 : lefts[i - 1]! + widths[i - 1]! + gap.column))
  const top = Math.min(0, ...sizes.map(({ height }, item) => y.get(item)! - height / 2))
  const bottom = Math.max(0, ...sizes.map(({ height }, item) => y.get(item)! + height / 2))
  const column = new Map(laid.columns.flatMap((items, at) => items.map((item) => [item, at] as const)))
  const leftOf = (item: number) => lefts[column.get(item)!]!
  const places = sizes.map((_, item) => ({ x: leftOf(item), y: y.get(item)! - top }))
  const rightOf = (item: number) => leftOf(item) + sizes[item]!.width
  const wayOf = new Map(forward.map((link, i) => [link, laid.ways[i]!]))
  const ways = links.map((link) => {
    const way = wayOf.get(link)
    const at = (x: number, item: number) => ({ x, y: y.get(item)! - top })
    if (way === undefined) return line([at(rightOf(link.from), link.from), at(leftOf(link.to), link.to)])
    const bends = way.slice(1, -1).flatMap((item) => [
      at(leftOf(item), item),
      at(leftOf(item) + widths[column.get(item)!]!, item)
    ])
    const [from, to] = [way[0]!, way.at(-1)!]
    return line([
      at(rightOf(from), from),
      at(leftOf(from) + widths[column.get(from)!]!, from),
      ...bends,
      at(leftOf(to), to)
    ])
  })
  return { places, ways, width: (lefts.at(-1) ?? 0) + (widths.at(-1) ?? 0), height: bottom - top }
}
