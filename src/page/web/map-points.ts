/** The points of the map, read from the data that the page carries: src/page/report/map-data.ts. */
import {
  decodeCodes,
  decodeNumbers,
  decodePlaces,
  type MapData,
  type MapGroups,
  type MapSpace
} from "../report/map-data.ts"
import { folded } from "./search.ts"

/** A column of names. */
export interface GroupColumn {
  readonly name: string
  readonly count: number
  readonly groups: ReadonlyArray<string>
  readonly codes: Uint16Array
}

/** What a clustering was made in, and which points are near each other there. */
export interface Space {
  readonly name: string
  readonly nearestTo: (point: number) => ReadonlyArray<number>
}

/** A clustering; `heard` are words for the sound of each group, empty where nobody knows. */
export interface Clustering extends GroupColumn {
  readonly heard: ReadonlyArray<string>
  /** Null where the page does not hold it. */
  readonly space: Space | null
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
  readonly clusterings: ReadonlyArray<Clustering>
  readonly columns: ReadonlyArray<GroupColumn | NumberColumn>
}

const groupsOf = ({ codes, groups, name }: MapGroups): GroupColumn => {
  const decoded = decodeCodes(codes)
  return { name, groups, codes: decoded, count: decoded.length }
}

const spaceOf = ({ name, nearest }: MapSpace, count: number): Space => {
  const rows = decodeCodes(nearest)
  const each = rows.length / count
  return { name, nearestTo: (point) => Array.from(rows.subarray(point * each, (point + 1) * each)) }
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
  { artists, audio, clusterings, columns, ids, previews, projections, spaces = [], titles }: MapData
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
  clusterings: clusterings.map((each) => ({
    ...groupsOf(each),
    heard: each.heard ?? each.groups.map(() => ""),
    space: each.space === undefined ? null : spaceOf(spaces[each.space]!, titles.length)
  })),
  columns: columns.map((column) => "codes" in column ? groupsOf(column) : numbersOf(column.name, column.values))
})

/** What a column says of a point. */
export const valueAt = (column: GroupColumn | NumberColumn, point: number): string => {
  if ("codes" in column) return column.groups[column.codes[point]!]!
  const value = column.values[point]!
  return Number.isNaN(value) ? "unknown" : value.toLocaleString("en", { maximumSignificantDigits: 4 })
}
