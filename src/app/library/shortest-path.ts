/** The shortest path through a graph. Source: Dijkstra 1959, doi:10.1007/BF01386390; what is next waits in a binary heap. */

type Entry = readonly [cost: number, row: number]

/** Entries of which the cheapest leaves first, the smaller row of two as cheap. */
class Heap {
  private readonly entries: Array<Entry> = []

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.entries[a]!, this.entries[b]!]
    return x[0] < y[0] || (x[0] === y[0] && x[1] < y[1])
  }

  private swap(a: number, b: number): void {
    const entry = this.entries[a]!
    this.entries[a] = this.entries[b]!
    this.entries[b] = entry
  }

  push(entry: Entry): void {
    let at = this.entries.push(entry) - 1
    for (let up = (at - 1) >> 1; at > 0 && this.isBefore(at, up); at = up, up = (at - 1) >> 1) this.swap(at, up)
  }

  pop(): Entry | undefined {
    const { entries } = this
    if (entries.length === 0) return undefined
    this.swap(0, entries.length - 1)
    const first = entries.pop()!
    for (let at = 0;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const least = right < entries.length && this.isBefore(right, left) ? right : left
      if (left >= entries.length || !this.isBefore(least, at)) return first
      this.swap(at, least)
      at = least
    }
  }
}

/**
 * The nodes of the cheapest path, both ends included, or nothing where there is none. `graph` holds the cost of the edges
 * that leave each node, none negative.
 */
export const shortestPath = (
  graph: ReadonlyArray<ReadonlyMap<number, number>>,
  from: number,
  to: number
): ReadonlyArray<number> | undefined => {
  const cost = new Float64Array(graph.length).fill(Infinity)
  const before = new Int32Array(graph.length).fill(-1)
  const heap = new Heap()
  cost[from] = 0
  heap.push([0, from])
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
    const [far, row] = next
    if (row === to) break
    if (far > cost[row]!) continue
    for (const [other, step] of graph[row]!) {
      if (far + step >= cost[other]!) continue
      cost[other] = far + step
      before[other] = row
      heap.push([far + step, other])
    }
  }
  if (cost[to] === Infinity) return undefined
  const path = [to]
  while (path[0] !== from) path.unshift(before[path[0]!]!)
  return path
}
