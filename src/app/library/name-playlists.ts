/**
 * Which playlist a group of tracks becomes: one that was there before keeps its name, number and order as far as its
 * tracks allow, so that a listener finds tomorrow what is there today.
 */
import { playlistFile } from "./playlists.ts"

/** Tracks that belong together, the most typical first, and the number and name they have for themselves. */
export interface Group {
  readonly number: number | null
  readonly name: string
  readonly rows: ReadonlyArray<number>
}

/** A playlist of an earlier call: rows of the library in its order, those that are still known. */
export interface LastPlaylist {
  readonly file: string
  readonly name: string
  readonly rows: ReadonlyArray<number>
}

/** A playlist to be written; `isKept` where it continues an earlier one. */
export interface NamedPlaylist extends LastPlaylist {
  readonly isKept: boolean
}

/**
 * How long playlists get, whether they are chosen anew whatever was in them, and of which tracks no two may be in one: those
 * with equal keys, but for null. Rows of `always` are in theirs however long it is.
 */
export interface Limits {
  readonly size: number
  readonly isAnew: boolean
  readonly keys: (row: number) => ReadonlyArray<string | null>
  readonly always?: ReadonlySet<number>
}

/**
 * For each group the earlier playlist of which it holds more than half, those that share most first, and of those that share as many
 * the one that begins alike; each goes to one group.
 */
export const continued = (
  groups: ReadonlyArray<Pick<Group, "rows">>,
  last: ReadonlyArray<LastPlaylist>
): ReadonlyArray<LastPlaylist | undefined> => {
  const pairs = groups.flatMap(({ rows }, group) => {
    const own = new Set(rows)
    return last.flatMap((before, at) => {
      const shared = before.rows.filter((row) => own.has(row)).length
      return 2 * shared > before.rows.length ? [{ group, at, shared, isAlike: rows[0] === before.rows[0] ? 1 : 0 }] : []
    })
  }).sort((a, b) => b.shared - a.shared || b.isAlike - a.isAlike || a.group - b.group || a.at - b.at)
  const found = groups.map((): LastPlaylist | undefined => undefined)
  const taken = new Set<number>()
  for (const { at, group } of pairs) {
    if (found[group] !== undefined || taken.has(at)) continue
    found[group] = last[at]!
    taken.add(at)
  }
  return found
}

/** The rows of one playlist: what was there and still belongs, in its order; then the most typical others. */
const chosen = (rows: ReadonlyArray<number>, before: ReadonlyArray<number>, { always, keys, size }: Limits) => {
  const own = new Set(rows)
  const seen = new Set<string>()
  const list: Array<number> = []
  let usual = 0
  for (const row of new Set([...before.filter((each) => own.has(each)), ...rows])) {
    const marks = keys(row).filter((key) => key !== null)
    const isAlways = always?.has(row) === true
    if ((usual >= size && !isAlways) || marks.some((key) => seen.has(key))) continue
    if (!isAlways) usual++
    for (const key of marks) seen.add(key)
    list.push(row)
  }
  return list
}

const numberOf = (file: string): number | null => {
  const found = /^(\d{1,9}) /.exec(file)?.[1]
  return found === undefined ? null : Number(found)
}

/** Playlists of the groups, in their order; `isTaken` says which names of files are somebody else's. */
export const namePlaylists = (
  groups: ReadonlyArray<Group>,
  last: ReadonlyArray<LastPlaylist>,
  limits: Limits,
  isTaken: (file: string) => boolean = () => false
): ReadonlyArray<NamedPlaylist> => {
  const before = continued(groups, last)
  const numbers = new Set(last.flatMap(({ file }) => numberOf(file) ?? []))
  const digits = Math.max(2, String(groups.length).length)
  /** The group's own number where it is free, else the least free one. */
  const freeNumber = (wanted: number | null): number => {
    let number = wanted ?? 1
    for (let least = 1; numbers.has(number); least++) number = least
    numbers.add(number)
    return number
  }
  return groups.map(({ name, number, rows }, i) => {
    const kept = before[i]
    const list = chosen(rows, limits.isAnew ? [] : kept?.rows ?? [], limits)
    if (kept !== undefined) return { ...kept, rows: list, isKept: true }
    let file = ""
    do file = playlistFile(`${String(freeNumber(number)).padStart(digits, "0")} ${name}`)
    while (isTaken(file))
    return { file, name, rows: list, isKept: false }
  })
}
