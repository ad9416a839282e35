/** The points of the map, read from the data that the page carries: src/page/report/map-data.ts. */
import { decodeCodes, decodeNumbers, decodePlaces, type MapData, type MapGroups } from "../report/map-data.ts"
import { folded } from "./search.ts"

/** A column of names. */
export interface GroupColumn {
  readonly name: string
  readonly count: number
  readonly groups: ReadonlyArray<string>
  readonly codes: Uint16Array
}

/** A column of numbers, NaN where unknown, and its ends. */
export interface NumberColumn {
  readonly name: string
  readonly count: number
  readonly values: Float32Array
  readonly low: number
  readonly high: number
}

/** Row i of everything is about the same track; `audio` are addresses as the page gives them. */
export interface MapPoints {
  readonly count: number
  readonly titles: ReadonlyArray<string>
  readonly ids: ReadonlyArray<string> | null
  readonly artists: ReadonlyArray<string | null> | null
  readonly audio: ReadonlyArray<string | null> | null
  /** What a track's sound can be played from, the first that is there: the file beside the page, or its preview within. */
  readonly sounds: (point: number) => ReadonlyArray<string>
  /** Title and artist as a search compares them. */
  readonly searched: ReadonlyArray<string>
  readonly projections: ReadonlyArray<{ readonly name: string; readonly places: Float32Array<ArrayBuffer> }>
  readonly clusterings: ReadonlyArray<GroupColumn>
  readonly columns: ReadonlyArray<GroupColumn | NumberColumn>
}

const groupsOf = ({ codes, groups, name }: MapGroups): GroupColumn => {
  const decoded = decodeCodes(codes)
  return { name, groups, codes: decoded, count: decoded.length }
}

const numbersOf = (name: string, encoded: string): NumberColumn => {
  const values = decodeNumbers(encoded)
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return { name, values, count: values.length, low, high }
}

/** The data as arrays. */
export const mapPoints = (
  { artists, audio, clusterings, columns, ids, previews, projections, titles }: MapData
): MapPoints => ({
  count: titles.length,
  titles,
  ids: ids ?? null,
  artists: artists ?? null,
  audio: audio ?? null,
  sounds: (point) => {
    const [file, preview] = [audio?.[point] ?? null, previews?.[point]]
    return [...(file === null ? [] : [file]), ...(preview === undefined ? [] : [`data:audio/ogg;base64,${preview}`])]
  },
  searched: titles.map((title, i) => folded(`${title} ${artists?.[i] ?? ""}`)),
  projections: projections.map(({ name, xy }) => ({ name, places: decodePlaces(xy) })),
  clusterings: clusterings.map(groupsOf),
  columns: columns.map((column) => "codes" in column ? groupsOf(column) : numbersOf(column.name, column.values))
})

/** What a column says of a point. */
export const valueAt = (column: GroupColumn | NumberColumn, point: number): string => {
  if ("codes" in column) return column.groups[column.codes[point]!]!
  const value = column.values[point]!
  return Number.isNaN(value) ? "unknown" : value.toLocaleString("en", { maximumSignificantDigits: 4 })
}
