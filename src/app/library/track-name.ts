/** What people call a track. */
import type { Track } from "../../../nodes/row/track.ts"

/** "artist – title", or the title where nobody says who plays. */
export const trackName = ({ artist, title }: Pick<Track, "artist" | "title">): string =>
  artist === null || artist === "" || title.startsWith(`${artist} – `) ? title : `${artist} – ${title}`

/** The title alone, where it begins with who plays. */
export const bareTitle = ({ artist, title }: Pick<Track, "artist" | "title">): string =>
  artist !== null && title.startsWith(`${artist} – `) ? title.slice(artist.length + 3) : title

const accents = /[\u0300-\u036f]/g // of Latin, Greek and Cyrillic letters; the marks of other scripts are letters of theirs

/** A name as it is compared: no accents, case or signs; a name of signs alone stays as it is. */
export const foldedName = (name: string): string => {
  const letters = name.normalize("NFKD").replace(accents, "").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim()
  return letters === "" ? name.trim().toLowerCase() : letters
}
