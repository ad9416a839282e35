/** The box that an arrow key leads to. */
import type { Box, BoxArrow } from "./dag-boxes.ts"
import type { Place } from "./dag-places.ts"

/** Boxes where they stand, and all arrows between them. */
export interface Placed {
  readonly boxes: ReadonlyArray<Box>
  readonly places: ReadonlyArray<Place>
  readonly arrows: ReadonlyArray<BoxArrow>
}

/**
 * Left and right lead along arrows, to what the box reads and to what reads it; up and down to the next box of its column,
 * where there is none to the nearest above or below. Undefined where nothing lies there. `y` goes downwards.
 */
export const nearestBox = (
  { arrows, boxes, places }: Placed,
  from: string,
  [dx, dy]: readonly [dx: number, dy: number]
): string | undefined => {
  const start = boxes.findIndex(({ id }) => id === from)
  const here = places[start]
  if (here === undefined) return undefined
  const near = new Set(
    arrows.flatMap((arrow) =>
      dx < 0 ? arrow.to === from ? [arrow.from] : [] : dx > 0 && arrow.from === from ? [arrow.to] : []
    )
  )
  const distance = (at: number): number => {
    const [across, down] = [places[at]!.x - here.x, places[at]!.y - here.y]
    if (dx !== 0) return near.has(boxes[at]!.id) ? Math.abs(across) + Math.abs(down) : Number.POSITIVE_INFINITY
    return down * dy > 0 ? Math.abs(down) + 3 * Math.abs(across) : Number.POSITIVE_INFINITY
  }
  const ranked = boxes.map((_, at) => ({ at, far: at === start ? Number.POSITIVE_INFINITY : distance(at) }))
  const best = ranked.reduce((least, each) => each.far < least.far ? each : least)
  return Number.isFinite(best.far) ? boxes[best.at]!.id : undefined
}
