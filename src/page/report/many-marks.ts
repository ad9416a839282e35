/** Pictures of thousands of points, made small: the discs of one colour become one path. */

const fewest = 3000

/** A disc as Vega draws it, its role taken off: place, radius and the rest of its attributes. */
const disc =
  /<path transform="translate\(([-\d.]+),([-\d.]+)\)" d="M([\d.]+),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0"((?: [a-z-]+="[^"]*")*)\/>/g

const tenths = (text: string): number => Math.round(10 * Number(text)) / 10

/** Discs of one colour and size as strokes of no length with round ends. */
const strokes = (discs: ReadonlyArray<RegExpExecArray>): string => {
  const [, , , radius, rest] = discs[0]!
  const fill = /fill="([^"]*)"/.exec(rest!)?.[1] ?? "none"
  const places = discs.map(([, x, y]) => `M${tenths(x!)} ${tenths(y!)}h0`).join("")
  return `<path d="${places}" fill="none" stroke="${fill}" stroke-width="${
    tenths(String(2 * Number(radius)))
  }" stroke-linecap="round"/>`
}

/**
 * An SVG picture whose discs, where they are thousands, are drawn colour by colour, to a tenth of a pixel and without rims:
 * a tenth of the bytes. Other pictures stay as they are.
 */
export const withFewMarks = (svg: string): string => {
  const found = [...svg.matchAll(disc)]
  if (found.length < fewest) return svg
  const colours = Map.groupBy(found, ([, , , radius, rest]) => `${radius} ${rest}`)
  const drawn = [...colours.values()].map(strokes).join("")
  let isFirst = true
  return svg.replace(disc, () => {
    const here = isFirst ? drawn : ""
    isFirst = false
    return here
  })
}
