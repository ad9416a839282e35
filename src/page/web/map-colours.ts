/** Which colour a point has: clusters, labels and numbers each have colours that the other two never have. */
import { groupColours } from "../chart/group-scale.ts"
import { labelPalette } from "../chart/label-palette.ts"
import { ink } from "../chart/theme.ts"
import type { GroupColumn, NumberColumn } from "./map-points.ts"

/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** What the map can be coloured by. */
export type Colouring =
  | { readonly kind: "clusters" | "labels"; readonly column: GroupColumn }
  | { readonly kind: "numbers"; readonly column: NumberColumn }

/** A colour written as #rrggbb. */
export const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb

/** The colour of every group as the page's style sheet knows it, for light paper. */
export const coloursOf = (kind: "clusters" | "labels", groups: ReadonlyArray<string>): ReadonlyArray<string> =>
  kind === "clusters" ? groupColours(groups) : groupColours(groups, labelPalette)

/** Ends of the scale of numbers: from pale to deep on light paper, the other way on dark. */
const scale = {
  light: [rgbOf("#d3e0f5"), rgbOf("#6f97d6"), rgbOf("#12305f")],
  dark: [rgbOf("#24344f"), rgbOf("#5f97f4"), rgbOf("#e6effd")]
} as const

/** A colour along the scale; `share` from 0 to 1. */
export const onScale = (share: number, mode: "light" | "dark"): Rgb => {
  const place = Math.max(0, Math.min(1, share)) * 2
  const at = Math.min(1, Math.floor(place))
  const [from, to] = [scale[mode][at]!, scale[mode][at + 1]!]
  return from.map((part, i) => Math.round(part + (to[i]! - part) * (place - at))) as unknown as Rgb
}

/**
 * Colours of all points, four bytes each: what is left out is faint, the rest full. `shade` gives a light page's colour as
 * the page now shows it.
 */
export const paint = (
  colouring: Colouring,
  { isLeftOut, mode, shade }: {
    readonly isLeftOut: (point: number) => boolean
    readonly mode: "light" | "dark"
    readonly shade: (colour: string) => Rgb
  }
): Uint8Array<ArrayBuffer> => {
  const unknown = shade(ink.noise)
  const colourOf = colouring.kind === "numbers"
    ? numberColours(colouring.column, mode, unknown)
    : groupedColours(coloursOf(colouring.kind, colouring.column.groups).map(shade), colouring.column.codes)
  const painted = new Uint8Array(4 * colouring.column.count)
  for (let point = 0; point < colouring.column.count; point++) {
    painted.set(colourOf(point), 4 * point)
    painted[4 * point + 3] = isLeftOut(point) ? 30 : 230
  }
  return painted
}

const groupedColours = (shades: ReadonlyArray<Rgb>, codes: Uint16Array) => (point: number): Rgb =>
  shades[codes[point]!]!

const numberColours =
  ({ high, low, values }: NumberColumn, mode: "light" | "dark", unknown: Rgb) => (point: number): Rgb =>
    Number.isNaN(values[point]!) ? unknown : onScale((values[point]! - low) / (high - low || 1), mode)
