/** Where the reader looks on the map: map units run from -1 to 1, y upwards; pixels from the top left corner. */

/** The middle of what is seen, in map units, and how often larger it is than the whole map in the frame. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** The frame in pixels and what one map unit measures in it at zoom 1. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly unit: number
}

/** All of the map. */
export const wholeMap: View = { x: 0, y: 0, zoom: 1 }

const zooms = { least: 0.5, most: 80 }

/** Pixels of one map unit at zoom 1, so that places within `width` and `height` of the middle fit with room around. */
export const fittingUnit = (
  frame: { readonly width: number; readonly height: number },
  reach: { readonly width: number; readonly height: number }
): number => 0.9 * Math.min(frame.width / 2 / (reach.width || 1), frame.height / 2 / (reach.height || 1))

/** How far places reach from the middle. Shapes: `places` [2 · track]. */
export const reachOf = (places: Float32Array): { readonly width: number; readonly height: number } => {
  let width = 0
  let height = 0
  for (let at = 0; at < places.length; at += 2) {
    width = Math.max(width, Math.abs(places[at]!))
    height = Math.max(height, Math.abs(places[at + 1]!))
  }
  return { width, height }
}

/** A place of the map in pixels. */
export const toPixels = (view: View, frame: Frame, x: number, y: number): readonly [x: number, y: number] => {
  const unit = frame.unit * view.zoom
  return [frame.width / 2 + (x - view.x) * unit, frame.height / 2 - (y - view.y) * unit]
}

/** Pixels as a place of the map. */
export const toMap = (view: View, frame: Frame, x: number, y: number): readonly [x: number, y: number] => {
  const unit = frame.unit * view.zoom
  return [view.x + (x - frame.width / 2) / unit, view.y - (y - frame.height / 2) / unit]
}

/** The view zoomed by `factor`; what lies under the pixel stays there. */
export const zoomedAt = (view: View, frame: Frame, factor: number, x: number, y: number): View => {
  const [mapX, mapY] = toMap(view, frame, x, y)
  const zoom = Math.max(zooms.least, Math.min(zooms.most, view.zoom * factor))
  const share = view.zoom / zoom
  return { x: mapX + (view.x - mapX) * share, y: mapY + (view.y - mapY) * share, zoom }
}

/** The view dragged by pixels. */
export const panned = (view: View, frame: Frame, dx: number, dy: number): View => {
  const unit = frame.unit * view.zoom
  return { ...view, x: view.x - dx / unit, y: view.y + dy / unit }
}
