/** Reports as they look on a desk and on a phone: which of them, where, and what was opened. */

/** One picture of a page; `report` is its folder in artifacts, `run` what makes it. */
export interface PageShot {
  readonly name: string
  readonly report: string
  readonly run: string
  readonly says: string
  readonly isPhone?: true
  readonly isDark?: true
  /** A chapter that is opened and looked at. */
  readonly chapter?: string
}

const hard = { report: "hard", run: "pipeline run hard" } as const
const many = { report: "easy@ten-thousand", run: "pipeline run easy --data ten-thousand.csv" } as const

/** What a picture weighs at most. Units: bytes. */
export const shotBytes = 200_000

/** All of them, in the order of the page. */
export const pageShots: ReadonlyArray<PageShot> = [
  { name: "hard", ...hard, says: "Hard, 320 tracks: the finding, the map beside the methods, four numbers" },
  {
    name: "hard-groups",
    ...hard,
    chapter: "groups",
    says: "Its groups: what a listener hears, three tracks to play, whether they come back"
  },
  { name: "hard-dark", ...hard, isDark: true, says: "Hard in the dark" },
  { name: "hard-phone", ...hard, isPhone: true, says: "Hard on a phone" },
  { name: "easy", report: "easy", run: "pipeline run easy", says: "Easy: a VAE beside principal components" },
  { name: "medium", report: "medium", run: "pipeline run medium", says: "Medium: spectrograms and lyrics" },
  {
    name: "gtzan-table",
    report: "studies/gtzan-table",
    run: "pipeline run studies/gtzan-table",
    says: "A study: five scalings of one table"
  },
  {
    name: "game-music",
    report: "medium@game-music",
    run: "pipeline run medium --data game-music",
    says: "Medium on the music of six games as Debian packages it, 139 files, the package as label"
  },
  { name: "ten-thousand", ...many, says: "Easy on 10,000 made-up tracks, of scripts/gallery/write-table.ts" }
]
