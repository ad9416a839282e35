/** What a list of tracks is written down as. */
import { stretchLines, withoutFragment } from "../../format/media-fragment.ts"
import { type Cell, csvLines } from "./table-order.ts"

/** A track as a list names it; `audio` is a full address. */
export interface Listed {
  readonly title: string
  readonly artist: string | null
  readonly audio: string | null
}

/** Who made a track, where its title ("artist – title") does not say so already. */
export const artistApart = ({ artist, title }: Pick<Listed, "artist" | "title">): string | null =>
  artist === null || title.startsWith(`${artist} – `) ? null : artist

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim()

/** Tracks that have sound as an extended M3U playlist, whose lengths nobody knows here. Source: RFC 8216, section 4.1. */
export const m3u8 = (tracks: ReadonlyArray<Listed>): string =>
  [
    "#EXTM3U",
    ...tracks.flatMap(({ audio, title, ...said }) => {
      if (audio === null) return []
      const artist = artistApart({ ...said, title })
      const { address, ...stretch } = withoutFragment(audio)
      const named = oneLine(artist === null ? title : `${artist} - ${title}`)
      return [`#EXTINF:-1,${named}`, ...stretchLines(stretch), address]
    })
  ].join("\n") + "\n"

/** Tracks as CSV, under the names of what is known of them. */
export const tracksCsv = (names: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<Cell>>): string =>
  csvLines([names.map((text) => ({ text })), ...rows])
