/** What was found in a data source, and what was looked for and not found, in one line. */
import { type Layout, layoutTitles } from "./layout.ts"

/** What of a track the summary counts. */
export interface SummarisedTrack {
  readonly label: string | null
  readonly language: string | null
  readonly group: string | null
  readonly split: string | null
  readonly lyrics: string | null
}

const distinct = (values: ReadonlyArray<string | null>): number =>
  new Set(values.filter((value) => value !== null)).size

const plural = (count: number, noun: string): string => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`

const joined = (names: ReadonlyArray<string>): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`

/** Such as "GTZAN: 1,000 tracks, 10 labels; no languages, groups, splits or lyrics; 2 problems". */
export const summarise = (
  layout: Layout,
  tracks: ReadonlyArray<SummarisedTrack>,
  { features = 0, problems }: { readonly features?: number; readonly problems: number }
): string => {
  const counts = (["label", "language", "group", "split"] as const).map((name) => ({
    name,
    count: distinct(tracks.map((track) => track[name]))
  }))
  const withLyrics = tracks.filter(({ lyrics }) => lyrics !== null).length
  const found = [
    plural(tracks.length, "track"),
    ...features === 0 ? [] : [plural(features, "feature")],
    ...counts.filter(({ count }) => count > 0).map(({ count, name }) => plural(count, name)),
    ...withLyrics === 0 ? [] : [`${withLyrics.toLocaleString("en")} with lyrics`]
  ]
  const absent = [
    ...counts.filter(({ count }) => count === 0).map(({ name }) => `${name}s`),
    ...withLyrics === 0 ? ["lyrics"] : []
  ]
  return [
    `${layoutTitles[layout]}: ${found.join(", ")}`,
    ...absent.length === 0 ? [] : [`no ${joined(absent)}`],
    ...problems === 0 ? [] : [plural(problems, "problem")]
  ].join("; ")
}
