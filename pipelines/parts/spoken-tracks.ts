/** Tracks with audio and words, from a folder that also holds a table of words, or from any other folder. */
import * as fs from "node:fs"
import * as path from "node:path"
import { readLyricsTable } from "../../nodes/ingest/read-lyrics-table.ts"
import { joinWords } from "../../nodes/study/join-words.ts"
import type { DataSource } from "../../src/music/ingest/data-source.ts"
import { audioTracks, type StandIn } from "./audio-tracks.ts"
import { recogniseData } from "./recognise-data.ts"

const lyricsTableIn = (folder: string): string | undefined =>
  fs.readdirSync(folder)
    .filter((name) => name.toLowerCase().endsWith(".csv"))
    .sort()
    .map((name) => path.join(folder, name))
    .find((file) => recogniseData(file).layout === "lyrics-table")

/** Places what reads the tracks; those that the table does not name are left out. */
export function* spokenTracks(data: DataSource, standIn: StandIn) {
  const found = yield* audioTracks(data, standIn)
  const file = data._tag === "Folder" ? lyricsTableIn(data.path) : undefined
  if (file === undefined) return { tracks: found.tracks, audio: found.audio }
  const { tracks: words } = yield* readLyricsTable({}, { file })
  const { tracks } = yield* joinWords({ tracks: found.tracks, words }, {})
  return { tracks, audio: found.audio }
}
