/** Which points lie near a place, ahead of one, or within a loop: a grid of cells, so that 100,000 points cost microseconds. */

/** Points by cell: those of cell c are `order` from `starts[c]` to `starts[c + 1]`. Shapes: `places` [2 · point]. */
export interface Grid {
  readonly places: Float32Array
  readonly side: number
  readonly starts: Uint32Array
  readonly order: Uint32Array
}

/** Whether a point counts. */
export type Counts = (point: number) => boolean

const cellAt = (side: number, value: number): number =>
  Math.max(0, Math.min(side - 1, Math.floor((value + 1) / 2 * side)))

/** About four points to a cell where they are spread evenly over -1 to 1. */
export const gridOf = (places: Float32Array): Grid => {
  const count = places.length / 2
  const side = Math.max(1, Math.ceil(Math.sqrt(count) / 2))
  const cells = Uint32Array.from(
    { length: count },
    (_, i) => cellAt(side, places[2 * i + 1]!) * side + cellAt(side, places[2 * i]!)
  )
  const starts = new Uint32Array(side * side + 1)
  for (const cell of cells) starts[cell + 1]!++
  for (let cell = 0; cell < side * side; cell++) starts[cell + 1]! += starts[cell]!
  const next = starts.slice()
  const order = new Uint32Array(count)
  cells.forEach((cell, i) => order[next[cell]!++] = i)
  return { places, side, starts, order }
}

/** Each point of the cells in a block of the grid, which may reach over its edges. */
const eachIn = (
  { order, side, starts }: Grid,
  [left, bottom, right, top]: readonly [number, number, number, number],
  visit: (point: number) => void
): void => {
  for (let row = Math.max(0, bottom); row <= Math.min(side - 1, top); row++) {
    const from = starts[row * side + Math.max(0, left)]!
    const to = starts[row * side + Math.min(side - 1, right) + 1]!
    for (let at = from; at < to; at++) visit(order[at]!)
  }
}

/** The `count` nearest points to a place within `reach`, nearest first; of equally near ones the earlier. */
export const nearest = (
  grid: Grid,
  [x, y]: readonly [x: number, y: number],
  { count, counts, reach }: { readonly count: number; readonly reach: number; readonly counts: Counts }
): ReadonlyArray<number> => {
  const { places, side } = grid
  const step = 2 / side
  const [column, row] = [cellAt(side, x), cellAt(side, y)]
  for (let ring = 1;; ring *= 2) {
    const sure = Math.min(reach, ring * step) // no nearer point can lie outside the block
    const found: Array<{ readonly point: number; readonly distance: number }> = []
    eachIn(grid, [column - ring, row - ring, column + ring, row + ring], (point) => {
      if (!counts(point)) return
      const distance = Math.hypot(places[2 * point]! - x, places[2 * point + 1]! - y)
      if (distance <= reach) found.push({ point, distance })
    })
    found.sort((a, b) => a.distance - b.distance || a.point - b.point)
    const isSure = ring >= side || ring * step >= reach || (found[count - 1]?.distance ?? Infinity) <= sure
    if (isSure) return found.slice(0, count).map(({ point }) => point)
  }
}

/** The closest point within 45 degrees of a direction; the same point where there is none. */
export const ahead = (
  places: Float32Array,
  from: number,
  [dx, dy]: readonly [dx: number, dy: number],
  counts: Counts
): number => {
  const [x, y] = [places[2 * from]!, places[2 * from + 1]!]
  let best = from
  let least = Infinity
  for (let point = 0; 2 * point < places.length; point++) {
    const [aside, up] = [places[2 * point]! - x, places[2 * point + 1]! - y]
    const along = aside * dx + up * dy
    const across = Math.abs(aside * dy - up * dx)
    if (along > 0 && across <= along && along + across < least && point !== from && counts(point)) {
      least = along + across
      best = point
    }
  }
  return best
}

/** Whether a place lies in a loop, by counting its crossings. Shapes: `loop` [2 · corner]. */
const isInside = (loop: ReadonlyArray<number>, x: number, y: number): boolean => {
  let inside = false
  for (let at = 0, before = loop.length - 2; at < loop.length; before = at, at += 2) {
    const [ax, ay, bx, by] = [loop[at]!, loop[at + 1]!, loop[before]!, loop[before + 1]!]
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** The points in a loop drawn by hand, in their own order. Shapes: `loop` [2 · corner]. */
export const within = (grid: Grid, loop: ReadonlyArray<number>, counts: Counts): ReadonlyArray<number> => {
  if (loop.length < 6) return []
  const across = loop.filter((_, at) => at % 2 === 0)
  const up = loop.filter((_, at) => at % 2 === 1)
  const cell = (value: number) => cellAt(grid.side, value)
  const found: Array<number> = []
  const block = [
    cell(Math.min(...across)),
    cell(Math.min(...up)),
    cell(Math.max(...across)),
    cell(Math.max(...up))
  ] as const
  eachIn(grid, block, (point) => {
    if (counts(point) && isInside(loop, grid.places[2 * point]!, grid.places[2 * point + 1]!)) found.push(point)
  })
  return found.sort((a, b) => a - b)
}
