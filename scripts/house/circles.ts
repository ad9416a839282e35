/** Circles: things that need each other, however far around. */

/** Names with the names they point to. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>

/** Groups that can reach each other, each with its names sorted. Source: Tarjan 1972, strongly connected components. */
export const circlesOf = (arrows: Arrows): ReadonlyArray<ReadonlyArray<string>> => {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: Array<string> = []
  const circles: Array<ReadonlyArray<string>> = []
  const visit = (name: string): void => {
    order.set(name, order.size)
    lowest.set(name, order.get(name)!)
    open.push(name)
    for (const next of arrows.get(name) ?? []) {
      if (!order.has(next)) visit(next)
      if (open.includes(next)) lowest.set(name, Math.min(lowest.get(name)!, lowest.get(next)!))
    }
    if (lowest.get(name) !== order.get(name)) return
    const circle = open.splice(open.indexOf(name))
    if (circle.length > 1) circles.push(circle.sort())
  }
  for (const name of arrows.keys()) if (!order.has(name)) visit(name)
  return circles
}

/** `arrows` without those that a longer way implies. There must be no circle. */
export const withoutShortcuts = (arrows: Arrows): Arrows => {
  const reached = (from: string): ReadonlySet<string> => {
    const all = new Set(arrows.get(from))
    for (const name of all) for (const next of arrows.get(name) ?? []) all.add(next)
    return all
  }
  return new Map(
    [...arrows].map(([from, to]) => {
      const implied = new Set([...to].flatMap((next) => [...reached(next)]))
      return [from, new Set([...to].filter((next) => !implied.has(next)))]
    })
  )
}
