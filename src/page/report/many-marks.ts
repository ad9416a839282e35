/** Pictures of many points, made small: a disc is drawn once and put where its points are. */

/** From so many on, the discs of one colour become one stroke each, without rims. */
const thousands = 3000
const fewest = 100

/** A disc as Vega draws it, its role taken off: place, outline, radius and the rest of its attributes. */
const disc =
  /<path transform="translate\(([-\d.]+),([-\d.]+)\)" d="(M([\d.]+),0A\4,\4,0,1,1,-\4,0A\4,\4,0,1,1,\4,0)"((?: [a-z-]+="[^"]*")*)\/>/g

const tenths = (text: string): number => Math.round(10 * Number(text)) / 10

const place = ([, x, y]: RegExpExecArray): string => `${tenths(x!)} ${tenths(y!)}`

const lookOf = ([, , , outline, , rest]: RegExpExecArray): string => `d="${outline}"${rest}`

/** Discs of one colour and size as strokes of no length with round ends. */
const strokes = (discs: ReadonlyArray<RegExpExecArray>): string => {
  const [, , , , radius, rest] = discs[0]!
  const fill = /fill="([^"]*)"/.exec(rest!)?.[1] ?? "none"
  return `<path d="${discs.map((each) => `M${place(each)}h0`).join("")}" fill="none" stroke="${fill}" stroke-width="${
    tenths(String(2 * Number(radius)))
  }" stroke-linecap="round"/>`
}

/** Discs of one look that follow one another, as the corners of a line that is not drawn. */
const corners = (discs: ReadonlyArray<RegExpExecArray>, marker: string): string => {
  const [first, ...others] = discs.map(place)
  const at = (which: string) => ` marker-${which}="url(#${marker})"`
  return others.length === 0
    ? `<path d="M${first}h0"${at("start")}/>` // its end is the same place, which is marked once
    : `<path d="M${first}L${others.join(" ")}" fill="none"${at("start")}${at("mid")}${at("end")}/>`
}

/** The discs in runs of one look, none with anything in between. */
const runsOf = (discs: ReadonlyArray<RegExpExecArray>): ReadonlyArray<ReadonlyArray<RegExpExecArray>> => {
  const runs: Array<Array<RegExpExecArray>> = []
  let [look, end] = ["", -1]
  for (const each of discs) {
    if (each.index !== end || lookOf(each) !== look) runs.push([])
    runs.at(-1)!.push(each)
    look = lookOf(each)
    end = each.index + each[0].length
  }
  return runs
}

/** The picture with other text where its discs were, by the position of each. */
const replaced = (svg: string, discs: ReadonlyArray<RegExpExecArray>, textAt: ReadonlyMap<number, string>): string => {
  let end = 0
  const kept = discs.map(({ 0: { length }, index }) => {
    const before = svg.slice(end, index)
    end = index + length
    return before + (textAt.get(index) ?? "")
  })
  return kept.join("") + svg.slice(end)
}

const asCorners = (svg: string, discs: ReadonlyArray<RegExpExecArray>, scope: string): string => {
  const looks = [...new Set(discs.map(lookOf))]
  const idOf = new Map(looks.map((look, i) => [look, `${scope}-disc-${i}`]))
  const defined = looks.map((look) =>
    `<marker id="${idOf.get(look)}" markerUnits="userSpaceOnUse" overflow="visible"><path ${look}/></marker>`
  )
  const drawn = new Map(runsOf(discs).map((run) => [run[0]!.index, corners(run, idOf.get(lookOf(run[0]!))!)]))
  return replaced(svg, discs, drawn).replace(/<svg[^>]*>/, (open) => `${open}<defs>${defined.join("")}</defs>`)
}

const asStrokes = (svg: string, discs: ReadonlyArray<RegExpExecArray>): string =>
  replaced(svg, discs, new Map([[discs[0]!.index, [...Map.groupBy(discs, lookOf).values()].map(strokes).join("")]]))

/**
 * An SVG picture whose discs, where they are many, are markers: each in its place to a tenth of a pixel, in a third of the
 * bytes or, where neighbours are of one colour, a tenth. Where they are thousands they are drawn colour by colour and
 * without rims. Other pictures stay as they are; `scope` begins the ids.
 */
export const withFewMarks = (svg: string, scope: string): string => {
  const discs = [...svg.matchAll(disc)]
  if (discs.length < fewest) return svg
  return discs.length < thousands ? asCorners(svg, discs, scope) : asStrokes(svg, discs)
}
