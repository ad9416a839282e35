/** Points of a search space: which of its dimensions a point has, and in which order they are decided. */
import { settingOf } from "../plan/setting.ts"
import type { Condition, Dimension, Point, Space } from "./space.ts"

/** Whether the condition holds at a point; values are compared as the texts that set them. */
export const holds = (condition: Condition | undefined, point: Point): boolean => {
  if (condition === undefined) return true
  if (!Object.hasOwn(point, condition.path)) return false
  const given = settingOf(point[condition.path])
  return condition.is.some((value) => settingOf(value) === given)
}

/** All paths, each after the one that its condition looks at, else as they are written. A circle is left out. */
export const pathsInOrder = (space: Space): ReadonlyArray<string> => {
  const order: Array<string> = []
  const waiting = new Set(Object.keys(space))
  for (let found = true; found;) {
    found = false
    for (const path of waiting) {
      const parent = space[path]!.when?.path
      if (parent !== undefined && waiting.has(parent)) continue
      waiting.delete(path)
      order.push(path)
      found = true
    }
  }
  return order
}

/** The point that `choose` makes, asked for each dimension that is there, conditions first. */
export const pointOf = (space: Space, choose: (path: string, dimension: Dimension) => unknown): Point => {
  const point: Record<string, unknown> = {}
  for (const path of pathsInOrder(space)) {
    const dimension = space[path]!
    if (holds(dimension.when, point)) point[path] = choose(path, dimension)
  }
  return point
}

/** A name that two points share only if they set the same parameters to the same values. */
export const nameOf = (point: Point): string =>
  JSON.stringify(Object.keys(point).sort().map((path) => [path, settingOf(point[path])]))
