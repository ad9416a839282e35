/** What the tags of files call them. */
import { readTags } from "../../music/ingest/reader/tags.ts"
import type { AudioFile } from "./audio-files.ts"
import { trackName } from "./track-name.ts"
import { reasonOf } from "./unusable-file.ts"

/** "Artist – title" by the name a file is shown under, of those whose tags, or the sheet that cuts them, have a title; a file that is gone by now has none. */
export const tagTitles = async (files: ReadonlyArray<AudioFile>): Promise<ReadonlyMap<string, string>> => {
  const titles = new Map<string, string>()
  for (const { open, said, shown } of files) {
    try {
      if (said !== undefined) {
        const { performer: artist, title } = said
        if (title !== null) titles.set(shown, trackName({ artist, title }))
        continue
      }
      const { albumArtist, artist, title } = await readTags(open())
      if (title !== null) titles.set(shown, trackName({ artist: artist ?? albumArtist, title }))
    } catch (cause) {
      if (reasonOf(cause) === undefined) throw cause
    }
  }
  return titles
}
