/**
 * The map as a page carries it: columns of texts and, in base64, of little-endian numbers, row i of each about the same
 * track. Written by map-html.ts, read by the browser: src/page/web/map-points.ts.
 */

/** Something to colour by: `codes` [track] are uint16 into `groups`. */
export interface MapGroups {
  readonly name: string
  readonly groups: ReadonlyArray<string>
  readonly codes: string
  /** Words for the sound of each group. */
  readonly heard?: ReadonlyArray<string>
  /** What of `spaces` it was made in. */
  readonly space?: number
}

/** A number to colour by: `values` [track] are float32, NaN where it is unknown. */
export interface MapNumbers {
  readonly name: string
  readonly values: string
}

/** One place for each track: `xy` [2 · track] are uint16, 65,535 being the longer side of the map; y grows upwards. */
export interface MapProjection {
  readonly name: string
  readonly xy: string
}

/** A space: `nearest` [track · neighbour] are uint16, the rows of each track's nearest there, as many for each. */
export interface MapSpace {
  readonly name: string
  readonly nearest: string
}

/** Everything the map shows. `audio` are addresses relative to the page; the first of a list is what is shown at first. */
export interface MapData {
  readonly titles: ReadonlyArray<string>
  readonly ids?: ReadonlyArray<string>
  readonly artists?: ReadonlyArray<string | null>
  readonly audio?: ReadonlyArray<string | null>
  /** A few seconds of some tracks by their row: Ogg Opus in base64. */
  readonly previews?: Readonly<Record<number, string>>
  readonly projections: ReadonlyArray<MapProjection>
  readonly clusterings: ReadonlyArray<MapGroups>
  readonly columns: ReadonlyArray<MapGroups | MapNumbers>
  readonly spaces?: ReadonlyArray<MapSpace>
}

const base64 = ({ buffer, byteLength, byteOffset }: Uint16Array | Float32Array): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString("base64")

/** Places on a grid of 65,536 steps along the longer side, the shorter one in the middle of its own. */
export const encodePlaces = (places: ArrayLike<number>): string => {
  const side = (axis: 0 | 1) => {
    let low = Infinity
    let high = -Infinity
    for (let at = axis; at < places.length; at += 2) {
      low = Math.min(low, places[at]!)
      high = Math.max(high, places[at]!)
    }
    return { low, span: high - low }
  }
  const sides = [side(0), side(1)] as const
  const span = Math.max(sides[0].span, sides[1].span) || 1
  return base64(Uint16Array.from(places, (value, at) => {
    const { low, span: own } = sides[at % 2]!
    return Math.round(65_535 * ((value - low - own / 2) / span + 0.5))
  }))
}

/** Names as positions in the list of them, those of `known` first. */
export const encodeGroups = (
  name: string,
  values: ReadonlyArray<string>,
  known: ReadonlyArray<string> = []
): MapGroups => {
  const first = new Set(known)
  const groups = [...known, ...[...new Set(values)].filter((value) => !first.has(value)).toSorted()]
  const at = new Map(groups.map((group, i) => [group, i]))
  return { name, groups, codes: base64(Uint16Array.from(values, (value) => at.get(value)!)) }
}

/** Rows as they are. */
export const encodeRows = (rows: ArrayLike<number>): string => base64(Uint16Array.from(rows))

/** Numbers in single precision. */
export const encodeNumbers = (name: string, values: ReadonlyArray<number | null>): MapNumbers => ({
  name,
  values: base64(Float32Array.from(values, (value) => value ?? Number.NaN))
})

const bytesOf = (text: string): ArrayBuffer =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer

/** What `encodePlaces` wrote, between -1 and 1 along the longer side. */
export const decodePlaces = (xy: string): Float32Array<ArrayBuffer> =>
  Float32Array.from(new Uint16Array(bytesOf(xy)), (step) => step / 32_767.5 - 1)

/** What `encodeGroups` or `encodeRows` wrote. */
export const decodeCodes = (codes: string): Uint16Array => new Uint16Array(bytesOf(codes))

/** What `encodeNumbers` wrote. */
export const decodeNumbers = (values: string): Float32Array => new Float32Array(bytesOf(values))
