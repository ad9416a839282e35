/** The ways music data is laid out on disk that are known by name. Who tells them apart: recognise-layout.ts. */

/**
 * Layouts by the name under which parameters and messages have them.
 *
 * @example
 * ```ts
 * import { layouts } from "partita/ingest"
 * layouts.includes("gtzan") // → true
 * ```
 */
export const layouts = [
  "folder",
  "gtzan",
  "banglabeats",
  "merge",
  "fma",
  "mtg-jamendo",
  "music4all",
  "4mula",
  "fma-features",
  "gtzan-features",
  "banglabeats-features",
  "gtzan-banglabeats-features",
  "lyrics-table",
  "feature-table"
] as const

/** One of `layouts`. */
export type Layout = typeof layouts[number]

/**
 * What people call a layout.
 *
 * @example
 * ```ts
 * import { layoutTitles } from "partita/ingest"
 * layoutTitles.gtzan // → "GTZAN"
 * ```
 */
export const layoutTitles: Readonly<Record<Layout, string>> = {
  "folder": "plain folder",
  "gtzan": "GTZAN",
  "banglabeats": "BanglaBeats",
  "merge": "MERGE",
  "fma": "FMA",
  "mtg-jamendo": "MTG-Jamendo",
  "music4all": "Music4All",
  "4mula": "4MuLA",
  "fma-features": "FMA's published features",
  "gtzan-features": "GTZAN's published features",
  "banglabeats-features": "BanglaBeats features",
  "gtzan-banglabeats-features": "GTZAN and BanglaBeats features",
  "lyrics-table": "table of lyrics",
  "feature-table": "feature table"
}

/** Layouts that are folders of files with tables beside them. */
export const folderLayouts = ["gtzan", "banglabeats", "merge", "fma", "mtg-jamendo", "music4all"] as const

/** One of `folderLayouts`. */
export type FolderLayout = typeof folderLayouts[number]
