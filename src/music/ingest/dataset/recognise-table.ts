/** Which known table a feature table is, by its columns and by how it names its tracks. */
import { FEATURE_NAMES } from "../../audio/feature-names.ts"
import { banglaBeatsGenres } from "./banglabeats.ts"
import { gtzanGenres } from "./gtzan.ts"
import type { Layout } from "./layout.ts"

/** A layout and what speaks for it, one sentence each. */
export interface RecognisedTable {
  readonly layout: Layout
  readonly evidence: ReadonlyArray<string>
}

const gtzanId = new RegExp(`^(${gtzanGenres.join("|")})\\.\\d{5}(\\.\\d+)?(\\.\\w+)?$`)
const banglaBeatsId = new RegExp(`^(${banglaBeatsGenres.join("|")})\\.\\d{1,5}(\\.\\d+)?(\\.\\w+)?$`)

const count = (ids: ReadonlyArray<string>, pattern: RegExp): number => ids.filter((id) => pattern.test(id)).length

/** Recognises a table by its columns and track names; anything not known is a plain feature table. */
export const recogniseTable = (columns: ReadonlyArray<string>, ids: ReadonlyArray<string>): RecognisedTable => {
  const lower = columns.map((column) => column.toLowerCase())
  const features = FEATURE_NAMES.filter((name) => columns.includes(name)).length
  const gtzan = count(ids, gtzanId)
  const banglaBeats = count(ids, banglaBeatsId)
  const named =
    `${gtzan} of ${ids.length} tracks are called like blues.00000.wav, ${banglaBeats} like Adhunik.00000.wav`
  const known = `${features} of the ${FEATURE_NAMES.length} published features`
  if (features === FEATURE_NAMES.length && ids.length > 0 && gtzan + banglaBeats === ids.length) {
    const layout = banglaBeats === 0
      ? "gtzan-features"
      : gtzan === 0
      ? "banglabeats-features"
      : "gtzan-banglabeats-features"
    return { layout, evidence: [known, named] }
  }
  const others = columns.filter((_, i) =>
    !["filename", "file", "track_id", "id", "genre", "label", "language", "title", "artist"].includes(lower[i]!)
  )
  if (lower.includes("lyrics") && others.length === 1) {
    return { layout: "lyrics-table", evidence: [`a column "lyrics" and no features: ${columns.join(", ")}`] }
  }
  return { layout: "feature-table", evidence: features === 0 ? [`${columns.length} columns`] : [known, named] }
}

/** The song a clip of a published 3 s table is cut from: "blues.00000" for "blues.00000.4.wav"; null for a whole song. */
export const songOfClip = (id: string): string | null => /^([^.]+\.\d{5})\.\d+(?:\.[a-z]\w*)?$/i.exec(id)?.[1] ?? null
