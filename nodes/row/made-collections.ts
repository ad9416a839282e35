/** What genres of the embedded corpus are called in the collections that are laid out with them. */
import type { GenreName } from "../../src/music/corpus/genres.ts"

/** As AllMusic, from which MERGE has them; the corpus's cumbia is hardly ever sung in English. */
export const englishGenres: Readonly<Partial<Record<GenreName, string>>> = {
  rock: "Pop/Rock",
  ballad: "Country",
  house: "Electronic",
  hiphop: "Rap",
  bossa: "Latin",
  baul: "Folk",
  ambient: "New Age"
}

/** As the folders of BanglaBeats: six of its eight. */
export const banglaGenres: Readonly<Partial<Record<GenreName, string>>> = {
  baul: "Folk",
  ballad: "Adhunik",
  rock: "Rock",
  hiphop: "Hiphop",
  house: "Pop",
  ambient: "Indie"
}

/** MERGE's quadrants of emotion, by how a genre mostly sounds: happy, angry, sad, calm. */
export const quadrants: Readonly<Partial<Record<GenreName, string>>> = {
  rock: "Q2",
  ballad: "Q3",
  house: "Q1",
  hiphop: "Q2",
  bossa: "Q1",
  baul: "Q4",
  ambient: "Q4"
}
