/** Where the names of groups stand on the map. */

/** A group's name at the middle of its points; larger groups are written first. */
export interface Name {
  readonly text: string
  /** Words below it, or nothing. */
  readonly below: string
  readonly x: number
  readonly y: number
  readonly size: number
}

const middle = (values: Array<number>): number => values.sort((a, b) => a - b)[values.length >> 1]!

/** Every group that counts and has points, at the median of their places. Shapes: `places` [2 · point], `codes` [point]. */
export const namesOf = (
  { codes, groups, heard }: {
    readonly groups: ReadonlyArray<string>
    readonly heard: ReadonlyArray<string>
    readonly codes: Uint16Array
  },
  places: Float32Array,
  counts: (group: string) => boolean
): ReadonlyArray<Name> => {
  const members = groups.map((): { readonly xs: Array<number>; readonly ys: Array<number> } => ({ xs: [], ys: [] }))
  codes.forEach((code, i) => {
    members[code]!.xs.push(places[2 * i]!)
    members[code]!.ys.push(places[2 * i + 1]!)
  })
  return groups.flatMap((text, code) => {
    const { xs, ys } = members[code]!
    return xs.length === 0 || !counts(text)
      ? []
      : [{ text, below: heard[code]!, x: middle(xs), y: middle(ys), size: xs.length }]
  }).sort((a, b) => b.size - a.size)
}

/** [left, top, right, bottom] in pixels. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** Takes boxes in turn, and refuses those that touch one taken before. */
export const freeRoom = (): (box: Box) => boolean => {
  const taken: Array<Box> = []
  return (box) => {
    const [left, top, right, bottom] = box
    if (taken.some((other) => left < other[2] && other[0] < right && top < other[3] && other[1] < bottom)) return false
    taken.push(box)
    return true
  }
}
